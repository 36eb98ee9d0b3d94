"""What the rules of an attempt need: enough items, and something to stand for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from courses.catalogue.drafts import LessonDraft, QuestionDraft
from courses.catalogue.lesson_settings import AnsweredSettings

# Nobody fails by one item: what cannot be offset is asked at least so often, whatever is drawn.
LEAST_ITEMS = 2

type Draws = Sequence[Mapping[str, object]]


def without_version(clause: str) -> str:
    """Return the key of a clause, whatever version was named."""
    return clause.partition("@")[0]


def clauses_of(question: QuestionDraft) -> frozenset[str]:
    """Return the keys of the clauses that a question tests."""
    return frozenset(without_version(key) for key in question.covers)


def rule_problems(
    lesson: LessonDraft,
    settings: AnsweredSettings,
    draws: Draws,
    questions: Mapping[str, QuestionDraft],
) -> Iterator[tuple[str, str]]:
    """Yield the key and the words of what the rules of a lesson lack."""
    if settings.test_out and not lesson.covers:
        yield "test_out", "stands for what the quiz covers, and it covers nothing"
    yield from _never_passed(settings, draws, questions)
    for key in settings.must or ():
        covering = {uid for uid, question in questions.items() if covers(question, key)}
        least = least_drawn(draws, covering)
        if least < LEAST_ITEMS:
            yield (
                "must",
                f"“{key}” cannot be offset, so every draw needs {LEAST_ITEMS} items that cover it;"
                f" at least {least} would be drawn",
            )


def _never_passed(
    settings: AnsweredSettings, draws: Draws, questions: Mapping[str, QuestionDraft]
) -> Iterator[tuple[str, str]]:
    """Yield what would leave somebody who did nothing wrong with no way to complete the lesson."""
    if settings.preset != "assessment" and not (settings.preset == "check" and settings.pass_mark):
        return
    if settings.result == "average" and settings.pass_mark == 100:
        yield (
            "pass_mark",
            "an average never reaches 100 % again after one attempt below it; choose a lower mark,"
            " or let the best attempt count",
        )
    counting = {uid for uid, one in questions.items() if not one.definition.get("split")}
    if least_drawn(draws, counting) == 0:
        yield (
            "draw",
            "may ask nothing that counts: an item on which experts are split is kept out of"
            " passing, so at least one other is needed",
        )


def covers(question: QuestionDraft, key: str) -> bool:
    """Return whether a question counts for a clause, or for a duty of its decision form.

    An item on which experts are split counts toward no pass, so it cannot count here either.
    """
    if question.definition.get("split"):
        return False
    if "/" in key:
        return key in clauses_of(question)
    fields = question.definition.get("fields")
    return question.type.startswith("decision/") and isinstance(fields, Mapping) and key in fields


def least_drawn(draws: Draws, covering: Collection[str]) -> int:
    """Return how many of some questions are asked at least, whatever chance draws.

    Draws never take a question twice. A pool gives one of them only when it has to take more
    than all it has besides; what the quiz asks of everybody is counted once.
    """
    fixed = {uid for draw in draws for uid in _named(draw, "fixed")}
    least = len(fixed & set(covering))
    for draw in draws:
        pool, take = _named(draw, "of"), draw.get("take")
        besides = sum(uid not in covering or uid in fixed for uid in pool)
        least += max(0, (take if isinstance(take, int) else 0) - besides)
    return least


def _named(draw: Mapping[str, object], key: str) -> list[str]:
    found = draw.get(key) or []
    assert isinstance(found, list)  # noqa: S101 -- made by the compiler
    return found

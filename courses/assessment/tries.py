"""How often answers of an attempt were checked, question by question, and what that leaves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from courses.assessment import paper, results
from courses.assessment.models import Attempt, Step


@dataclass(frozen=True)
class Tries:
    """Where one question stands: different wrong answers that were checked, and whether found."""

    wrong: int
    is_found: bool
    limit: int | None
    penalty: int

    @property
    def is_over(self) -> bool:
        """True when the answer was found, or no try is left: the answer stands."""
        return self.is_found or self.left == 0

    @property
    def left(self) -> int | None:
        """How many tries are left; None without a limit."""
        return None if self.limit is None else max(0, self.limit - self.wrong)

    @property
    def cost(self) -> int:
        """What the wrong answers cost so far, in percent of the question's marks."""
        return min(100, self.penalty * self.wrong)


def tries_of(attempt: Attempt) -> dict[str, Tries]:
    """Return where every question stands whose answer was checked; one query.

    Only where a lesson counts tries: elsewhere they mean nothing.
    """
    return tries_from(attempt, checked_answers(attempt))


def tries_from(attempt: Attempt, checked: Iterable[tuple[str, Any]]) -> dict[str, Tries]:
    """Return where every question stands, from uid and answer of all that was checked, in order.

    An answer that was checked twice is one try.
    """
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for uid, answer in checked:
        found[uid].append(answer)
    told = {}
    for uid, answers in found.items():
        question = paper.drawn_question(attempt, uid, "")
        if question is None:
            continue
        judged = [
            (answer, question.type.grade(question.definition, answer).is_full) for answer in answers
        ]
        told[uid] = Tries(
            wrong=results.wrong_tries(None, judged),
            is_found=any(right for _answer, right in judged),
            limit=behaviour.tries,
            penalty=behaviour.penalty,
        )
    return told


@dataclass(frozen=True)
class FirstCheck:
    """The answer of a question that was checked first, and how sure it was said to be."""

    answer: Any
    certainty: int | None


def first_checks(attempt: Attempt) -> dict[str, FirstCheck]:
    """Return by question what was checked first, in a lesson that asks how sure an answer is.

    Whoever was told what became of an answer cannot say any more how sure they were of it: what
    they said before stands. Empty, and without a query, where no check comes before handing in.
    """
    return first_checks_of([attempt])[attempt.pk]


def first_checks_of(attempts: Iterable[Attempt]) -> dict[int, dict[str, FirstCheck]]:
    """Return what `first_checks` does for several attempts, by attempt id; one query at most."""
    found: dict[int, list[tuple[str, Any, int | None]]] = {}
    asked = []
    for attempt in attempts:
        found[attempt.pk] = []
        behaviour = paper.behaviour_of(paper.lesson_of(attempt))
        if behaviour.asks_certainty and behaviour.feedback_at_once:
            asked.append(attempt.pk)
    if asked:
        rows = _checks(asked).values_list("attempt_id", "question_uid", "answer", "certainty")
        for attempt_id, uid, answer, certainty in rows:
            found[attempt_id].append((uid, answer, certainty))
    return {pk: first_of(checked) for pk, checked in found.items()}


def first_of(checked: Iterable[tuple[str, Any, int | None]]) -> dict[str, FirstCheck]:
    """Return what was checked first of each question, from all that was checked, in order."""
    found: dict[str, FirstCheck] = {}
    for uid, answer, certainty in checked:
        found.setdefault(uid, FirstCheck(answer, certainty))
    return found


def checked_answers(attempt: Attempt) -> list[tuple[str, Any]]:
    """Return question uid and answer of every answer that was checked, in order; one query."""
    return list(_checks([attempt.pk]).values_list("question_uid", "answer"))


def _checks(attempts: Sequence[int]) -> QuerySet[Step]:
    steps = Step.objects.filter(
        attempt__in=attempts,
        is_check=True,
        is_late=False,
        is_superseded=False,
        answer__isnull=False,
    )
    return steps.order_by("pk")

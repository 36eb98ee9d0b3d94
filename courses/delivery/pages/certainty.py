"""How sure an answer is: the choice, and what is told of it to the learner alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.assessment import certainty, paper
from courses.assessment.behaviours import Behaviour
from courses.assessment.models import Attempt
from courses.assessment.tries import FirstCheck
from courses.questions.question_type import verdict_of

JUDGED = frozenset({"right", "partly", "wrong"})


@dataclass(frozen=True)
class CertaintyChoice:
    """One level of how sure an answer is."""

    level: int
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class SureLine:
    """One row of the published table, in words."""

    words: str
    right: int
    wrong: int
    points: str


@dataclass(frozen=True)
class Sureness:
    """How sure the answers of an attempt were and how that went; the table in practice alone."""

    words: str
    lines: list[SureLine]
    points: str


def certainty_words(level: int) -> str:
    """Return how sure an answer is, in words."""
    return {1: _("Not sure"), 2: _("Fairly sure"), 3: _("Sure")}[level]


def certainty_choices(behaviour: Behaviour, chosen: int | None) -> list[CertaintyChoice]:
    """Return the three levels, where the lesson asks for them; none otherwise."""
    if not behaviour.asks_certainty:
        return []
    return [CertaintyChoice(level, certainty_words(level), level == chosen) for level in (1, 2, 3)]


def certainty_stands(level: int | None) -> str:
    """Return what was said of an answer before it was checked, and that it stands."""
    if level is None:
        return _("You checked without saying how sure you were; nothing is told of it.")
    words = _("You said “%(sure)s” before you checked. That stands, whatever you answer now.")
    return words % {"sure": certainty_words(level)}


def as_checked(
    attempt: Attempt, checks: Mapping[str, FirstCheck], answers: Mapping[str, Any]
) -> dict[str, str]:
    """Return the verdict of each answer that was checked first and is another by now.

    Its certainty is about what was checked, so it is judged by that. `answers` are the ones that
    count, by question.
    """
    found = {}
    for uid, check in checks.items():
        question = paper.drawn_question(attempt, uid, "")
        if question is not None and check.answer != answers.get(uid):
            graded = question.type.grade(question.definition, check.answer)
            found[uid] = verdict_of(graded, is_answered=True)
    return found


def sure_and_differing(
    attempt: Attempt,
    checks: Mapping[str, FirstCheck],
    sure: Mapping[str, Any],
    *,
    is_right: Callable[[str], bool],
) -> set[str]:
    """Return the questions whose answer the learner was sure of and that differs from the key.

    `sure` are the answers that count and were said to be sure, by question; `is_right` tells how
    one of those went. One that was checked first is told as it was then.
    """
    verdicts = as_checked(attempt, {uid: checks[uid] for uid in sure if uid in checks}, sure)
    told = {
        uid: certainty.Sure(
            level=certainty.SURE,
            is_right=verdicts[uid] == "right" if uid in verdicts else is_right(uid),
            is_wrong=verdicts.get(uid) == "wrong",
        )
        for uid in sure
    }
    return {uid for uid, answer in told.items() if answer.is_sure_and_differing}


def sureness(behaviour: Behaviour, answers: Iterable[tuple[int | None, str]]) -> Sureness | None:
    """Return what a learner is told of their certainty; None where nothing was said of it.

    `answers` are levels with verdicts: what tries cost changes marks, not whether an answer is
    as the key has it. What a person has yet to mark is left out.
    """
    table = certainty.table(
        certainty.Sure(level=level, is_right=verdict == "right", is_wrong=verdict == "wrong")
        for level, verdict in answers
        if verdict in JUDGED
    )
    lines = _lines(table) if behaviour.tells_certainty_table and table.answered else []
    if not lines and not table.sure_and_differing:
        return None
    return Sureness(
        words=_words(table.sure_and_differing), lines=lines, points=_signed(table.points)
    )


def _lines(table: certainty.Table) -> list[SureLine]:
    return [
        SureLine(certainty_words(row.level), row.right, row.wrong, _signed(row.points))
        for row in table.rows
    ]


def _signed(points: int) -> str:
    """Return points with the minus sign that the table's own words have."""
    return str(points).replace("-", "\N{MINUS SIGN}")


def _words(count: int) -> str:
    if count == 0:
        return _("Every answer you were sure of is as the key has it.")
    return ngettext(
        "%(count)s answer you were sure of differs from the key.",
        "%(count)s answers you were sure of differ from the key.",
        count,
    ) % {"count": count}

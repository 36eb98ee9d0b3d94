"""How a result reads as a whole: its headline, what stands whatever it says, and the score."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.assessment.behaviours import Behaviour, Result
from courses.assessment.models import Attempt, Grading
from courses.assessment.selectors import AtSlot, standing_of
from courses.delivery.pages.clauses import ClauseLine, clause_lines
from courses.enrolment.models import Enrolment
from courses.releases.selectors import manifest


@dataclass(frozen=True)
class Score:
    """The score in words; comes last."""

    percent: int | None
    words: str
    pass_words: str
    standing_words: str
    missed_words: str
    missed: list[ClauseLine]


def headline_words(grading: Grading, *, shows_score: bool, stands: str, is_anew: bool) -> str:
    """Return how the attempt went in a line; a pass that stands comes before what would undo it."""
    if grading.awaits or not shows_score:
        return _("Handed in.")
    if grading.is_passed is None:
        return _("Finished.")
    if grading.is_passed:
        return _("Passed.")
    if stands and is_anew:
        return _(
            "You have passed, and that stays. By the new marking, these answers would not pass."
        )
    return _("Not passed this time.")


def stands_words(behaviour: Behaviour, at_slot: AtSlot) -> str:
    """Return what the learner has although this attempt is not passed; empty for nothing.

    Whoever graded an attempt anew took nothing away: lesson, course and certificate stay.
    """
    attempt = at_slot.attempt
    grading = attempt.current_grading
    if not (at_slot.is_complete and behaviour.needs_pass) or grading is None or grading.is_passed:
        return ""
    enrolment = attempt.enrolment
    if enrolment.state != Enrolment.State.PASSED:
        return _("This lesson stays complete.")
    if enrolment.release is not None and manifest(enrolment.release).gives_certificate:
        return _("This lesson stays complete, the course stays passed, and your certificate stays.")
    return _("This lesson stays complete, and the course stays passed.")


def score_of(
    behaviour: Behaviour, grading: Grading, attempts: list[Attempt], *, language: str
) -> Score:
    """Return the score of an attempt, and which of the attempts count."""
    told = {
        "total": marks_words(grading.total),
        "possible": marks_words(grading.total_possible),
        "percent": grading.percent,
    }
    if grading.awaits == Grading.Awaits.MARKING:
        words = _("%(total)s of %(possible)s marks so far; what a person marks comes on top")
    else:
        words = _("%(total)s of %(possible)s marks")
    return Score(
        percent=None if grading.awaits else grading.percent,
        words=words % told,
        pass_words=_pass_words(behaviour),
        standing_words=_standing_words(behaviour, attempts),
        missed_words=_missed_words(grading),
        missed=list(clause_lines(grading.missed, language).values()),
    )


def _missed_words(grading: Grading) -> str:
    if not grading.missed:
        return ""
    if grading.decided == Grading.Decided.LET_PASS:
        return _("These were not reached by themselves, and a person let it pass:")
    return _("Other marks do not make up for these, and they were not reached by themselves:")


def _pass_words(behaviour: Behaviour) -> str:
    if behaviour.pass_mark is None:
        return ""
    return _("The pass mark is %(mark)s %%.") % {"mark": behaviour.pass_mark}


def _standing_words(behaviour: Behaviour, attempts: list[Attempt]) -> str:
    """Return which attempts count, where there are several."""
    closed = [row for row in attempts if not row.is_open]
    if len(closed) < 2:
        return ""
    standing = standing_of(closed, behaviour)
    told = {"percent": standing.percent, "number": standing.numbers[0], "count": len(closed)}
    if behaviour.result is Result.AVERAGE:
        return _("The average of your %(count)s attempts counts: %(percent)s %%.") % told
    words = {
        Result.BEST: _("Your best attempt counts: number %(number)s, with %(percent)s %%."),
        Result.FIRST: _("Your first attempt counts, with %(percent)s %%."),
        Result.LAST: _("Your last attempt counts: number %(number)s, with %(percent)s %%."),
    }
    return words[behaviour.result] % told


def marks_words(quanta: int) -> str:
    """Return marks for people: whole where they are whole, else with up to two decimals."""
    if quanta % 10_000 == 0:
        return str(quanta // 10_000)
    return f"{quanta / 10_000:.2f}".rstrip("0")

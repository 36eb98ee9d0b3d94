"""What a learner may see of an attempt, by phase: the one list that every page asks. Pure."""

from enum import StrEnum

from courses.assessment.behaviours import Behaviour, Feedback


class Phase(StrEnum):
    """Where a learner stands with one attempt.

    After handing in it matters whether another attempt can follow: a key that was told once would
    be known in the next one.
    """

    BEFORE = "before"
    DURING = "during"
    HANDED_IN = "handed in, another attempt may follow"
    FINAL = "handed in, and no other attempt follows"
    CLOSED = "the lesson has closed"


class Permission(StrEnum):
    """One thing that a page may show."""

    RULES = "how the lesson works and what it costs"
    QUESTIONS = "the questions that were drawn, and the own answers"
    ANSWERING = "a form that takes answers"
    CHECKING = "what became of one answer, when asked for"
    SCORE = "the marks of the whole, and whether it is passed"
    OUTCOMES = "what became of each answer, and what to look at again"
    KEYS = "the right answers with their reasons"
    CERTAINTY = "how sure answers went, to the learner alone"


def phase_of(*, is_open: bool, is_closed: bool, another_follows: bool) -> Phase:
    """Return the phase of an attempt that was started."""
    if is_open:
        return Phase.DURING
    if is_closed:
        return Phase.CLOSED
    return Phase.HANDED_IN if another_follows else Phase.FINAL


P = Permission
_ALWAYS = {P.RULES}
_OPEN = {P.RULES, P.QUESTIONS, P.ANSWERING}
_TOLD = {P.RULES, P.QUESTIONS, P.SCORE, P.OUTCOMES}


def may_see(behaviour: Behaviour, phase: Phase) -> frozenset[Permission]:
    """Return what a learner may see of an attempt in a phase; what is not here is not shown.

    A result that still awaits a person adds nothing and takes nothing away: the page says that it
    waits in the place of the score.
    """
    if phase is Phase.BEFORE:
        return frozenset(_ALWAYS)
    if phase is Phase.DURING:
        return frozenset(_OPEN | ({P.CHECKING} if behaviour.feedback_at_once else set()))
    return frozenset(_afterwards(behaviour, phase))


def _afterwards(behaviour: Behaviour, phase: Phase) -> set[Permission]:
    score = {P.SCORE} if behaviour.needs_pass else set()
    if behaviour.feedback is Feedback.NEVER:
        return _ALWAYS | score
    if behaviour.feedback is Feedback.AFTER_CLOSING and phase is not Phase.CLOSED:
        return _ALWAYS | score
    seen = set(_TOLD)
    if phase is not Phase.HANDED_IN or behaviour.preset != "assessment":
        seen.add(P.KEYS)
    if behaviour.asks_certainty:
        seen.add(P.CERTAINTY)
    return seen

"""How far a move is, and how many could not be moved and why."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from courses.catalogue.models import Course
from courses.insight.few import are_enough
from courses.rollout.models import Run
from courses.rollout.selectors import runs_of
from courses.rollout.services import MOVE, RETAKE, MoveOrder, RetakeOrder
from courses.rollout.telling import Outcomes, not_met, outcomes_of

PAGE_SIZE = 25


def run_words(run: Run) -> str:
    """Say what a run is about in one line."""
    if run.kind == MOVE:
        order = MoveOrder.of(run.parameters)
        return _("From release %(releases)s to release %(to)s") % {
            "releases": _numbers(order.releases),
            "to": order.to,
        }
    asked = RetakeOrder.of(run.parameters)
    return _("Who had passed release %(releases)s is asked to take it again") % {
        "releases": _numbers(asked.releases)
    }


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(number) for number in sorted(numbers))


WHY = {
    "attempt_open": lambda: _("waits: an attempt is open, or its result waits for a person"),
    "language_missing": lambda: _(
        "stays: the newer release lacks the language in which they take it"
    ),
    "withdrawn": lambda: _("stays: the newer release was withdrawn"),
    "superseded": lambda: _("left to a later move, which took the place of this one"),
    "called_off": lambda: _("left where they are, as somebody decided"),
    "gone": lambda: _("no longer has an account"),
}


def why_words(code: str) -> str:
    """Why somebody waits or could not be met; a code that nobody knows is an error of ours."""
    unknown = _("something went wrong; who looks after Casebook finds it in the log")
    return WHY[code]() if code in WHY else unknown


@dataclass(frozen=True)
class RunLine:
    """One run in a line."""

    run: Run
    words: str
    is_move: bool


def runs_page(course: Course, number: str | None) -> tuple[Page[Run], list[RunLine]]:
    """Return one page of the moves of a course and of whom it asked again."""
    page = Paginator(runs_of(course, MOVE, RETAKE), PAGE_SIZE).get_page(number)
    return page, [RunLine(run, run_words(run), run.kind == MOVE) for run in page.object_list]


@dataclass(frozen=True)
class RunPage:
    """A move, or asking again: how far it is, and what came of it.

    `reasons` are empty where the run met too few people for a number to hide one of them.
    """

    course: Course
    run: Run
    words: str
    is_move: bool
    outcomes: Outcomes
    reasons: list[tuple[str, int]]

    @property
    def is_told(self) -> bool:
        """Whether enough people were met for numbers by what came of it."""
        return are_enough(self.outcomes.total)


def run_page(run: Run) -> RunPage:
    """Return the page, in two queries besides the run; it names nobody.

    Who has an attempt open is nothing that a trainer sees of a person, so there are numbers alone.
    """
    outcomes = outcomes_of(run)
    reasons = not_met(run) if are_enough(outcomes.total) else {}
    return RunPage(
        course=run.course,
        run=run,
        words=run_words(run),
        is_move=run.kind == MOVE,
        outcomes=outcomes,
        reasons=[(why_words(code), people) for code, people in reasons.items()],
    )

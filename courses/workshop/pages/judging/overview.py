"""What waits for a person: in all courses that somebody judges for, and in one of them."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count

from accounts.models import User
from courses.assessment.confirming import open_confirmations
from courses.assessment.contests import open_contests, to_regrade
from courses.assessment.judges import courses_judged_by
from courses.assessment.late import late_steps
from courses.assessment.marking import turns_for
from courses.assessment.models import Contest, FailConfirmation
from courses.catalogue.models import Course
from courses.releases.rules import can_edit, can_publish
from courses.releases.selectors import newest_release
from courses.rollout.models import Run
from courses.rollout.selectors import runs_of
from courses.rollout.services import PREVIEW, REGRADE
from courses.workshop.pages.judging.naming import question_names

PAGE_SIZE = 25
MOST_SHOWN = 20


@dataclass(frozen=True)
class CourseLine:
    """One course with what waits in it."""

    course: Course
    title: str
    contests: int
    turns: int
    fails: int

    @property
    def waits(self) -> bool:
        """Whether anything does."""
        return bool(self.contests or self.turns or self.fails)


@dataclass(frozen=True)
class CoursesPage:
    """One page of the courses that a person judges for."""

    page: Page[Course]
    lines: list[CourseLine]


@dataclass(frozen=True)
class UpheldLine:
    """A contest that was upheld and whose result was not graded since, with its question."""

    contest: Contest
    question: str


@dataclass(frozen=True)
class OverviewPage:
    """What waits in one course."""

    course: Course
    title: str
    contests: int
    turns: int
    fails: int
    late: int
    to_regrade: list[UpheldLine]
    runs: list[Run]
    may_edit: bool
    may_regrade: bool


def courses_page(user: User, number: str | None, *, language: str) -> CoursesPage:
    """Return one page of courses; late answers are counted on the page of each course."""
    page = Paginator(courses_judged_by(user).order_by("code"), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    ids = [row.pk for row in rows]
    contests = Contest.objects.open().filter(course__in=ids).exclude(attempt__enrolment__user=user)
    fails = FailConfirmation.objects.filter(
        course__in=ids, state=FailConfirmation.State.OPEN
    ).exclude(attempt__enrolment__user=user)
    by_contest = dict(contests.values_list("course").annotate(n=Count("pk")))
    by_fail = dict(fails.values_list("course").annotate(n=Count("pk")))
    turns = turns_for(user).filter(course__in=ids).order_by()
    by_turn = dict(turns.values_list("course").annotate(n=Count("pk")))
    return CoursesPage(
        page=page,
        lines=[
            CourseLine(
                course=row,
                title=row.title(language),
                contests=by_contest.get(row.pk, 0),
                turns=by_turn.get(row.pk, 0),
                fails=by_fail.get(row.pk, 0),
            )
            for row in rows
        ],
    )


def overview_page(user: User, course: Course, *, language: str) -> OverviewPage:
    """Return the four queues of a course in numbers, and what follows from contests."""
    may_edit = can_edit(user, course)
    return OverviewPage(
        course=course,
        title=course.title(language),
        contests=open_contests(user, course).count(),
        turns=turns_for(user, course=course).count(),
        fails=open_confirmations(user, course).count(),
        late=late_steps(user, course).count() if may_edit else 0,
        to_regrade=_upheld(course, list(to_regrade(user, course)[:MOST_SHOWN]), language),
        runs=list(runs_of(course, PREVIEW, REGRADE)[:5]),
        may_edit=may_edit,
        may_regrade=can_publish(user, course),
    )


def _upheld(course: Course, contests: list[Contest], language: str) -> list[UpheldLine]:
    uids = {row.question_uid for row in contests}
    names = question_names(newest_release(course), language, only=uids) if uids else {}
    return [UpheldLine(row, names.get(row.question_uid, row.question_uid)) for row in contests]

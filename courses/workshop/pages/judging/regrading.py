"""Ordering a regrade, and what a preview or a regrade changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils import formats
from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.assessment import paper
from courses.assessment.models import Grading
from courses.catalogue.models import Course
from courses.releases.models import Release
from courses.releases.selectors import manifest, newest_release
from courses.rollout.models import Run, RunItem
from courses.rollout.selectors import (
    Changes,
    changes_of,
    differences,
    people_seen_as_trainer,
    runs_of,
)
from courses.rollout.services import PREVIEW, REGRADE, Order
from courses.workshop.pages.judging.naming import lesson_name, question_names

PAGE_SIZE = 25
MOST_RELEASES = 30
FULL = 10_000

type Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Choosable:
    """What can be ordered for a course: lessons and questions, releases, keys."""

    what: list[tuple[str, Choices]]
    releases: Choices
    keys: Choices

    @property
    def is_possible(self) -> bool:
        """Whether there is an older release to grade anew and a newer one with a key."""
        return len(self.keys) > 0 and bool(self.what)


def choosable(course: Course, *, language: str) -> Choosable:
    """Return the choices of the form; in a few queries whatever the size of the course."""
    found = Release.objects.filter(course=course).order_by("-number")[:MOST_RELEASES]
    releases = [row for row in found if row.redacted_at is None]
    if len(releases) < 2:
        return Choosable([], [], [])
    named = [(str(row.number), _release_words(row)) for row in releases]
    return Choosable(what=_lessons(releases[0], language), releases=named[1:], keys=named[:-1])


def _release_words(release: Release) -> str:
    return _("Release %(number)s of %(day)s") % {
        "number": release.number,
        "day": formats.date_format(release.published_at, "DATE_FORMAT"),
    }


def _lessons(release: Release, language: str) -> list[tuple[str, Choices]]:
    outline, names = manifest(release), question_names(release, language)
    groups = []
    for lesson in outline.lessons.values():
        if lesson.settings is None:
            continue
        title = pick(lesson.titles, language, outline.languages)
        uids = paper.question_digests(lesson, language)
        whole = (lesson.uid, _("%(title)s: every question") % {"title": title})
        groups.append((title, [whole, *((f"{lesson.uid}/{uid}", names[uid]) for uid in uids)]))
    return groups


def policy_words(code: str) -> str:
    """Name a policy as its choice names it."""
    return {
        Grading.Policy.FULL_CREDIT: _("Full credit for all"),
        Grading.Policy.BEST_OF_BOTH: _("Best of old and new key"),
        Grading.Policy.NEW_KEY: _("New key only"),
    }[Grading.Policy(code)]


@dataclass(frozen=True)
class RunLine:
    """One preview or regrade in a line."""

    run: Run
    words: str


@dataclass(frozen=True)
class RegradesPage:
    """The regrades of a course, and whether one can be ordered."""

    course: Course
    page: Page[Run]
    lines: list[RunLine]
    is_possible: bool


def regrades_page(
    course: Course, number: str | None, *, is_possible: bool, language: str
) -> RegradesPage:
    """Return one page of the runs of a course."""
    page = Paginator(runs_of(course, PREVIEW, REGRADE), PAGE_SIZE).get_page(number)
    words = _words_of(course, list(page.object_list), language)
    return RegradesPage(
        course=course,
        page=page,
        lines=[RunLine(run, words[run.pk]) for run in page.object_list],
        is_possible=is_possible,
    )


def _words_of(course: Course, runs: Sequence[Run], language: str) -> dict[int, str]:
    """Return what each run is about in one line, in the words of the newest release."""
    if not runs:
        return {}
    orders = {run.pk: Order.of(run.parameters) for run in runs}
    newest = newest_release(course)
    asked = {uid for order in orders.values() for uid in order.questions}
    names = question_names(newest, language, only=asked) if asked else {}
    return {
        pk: _order_words(order, lesson_name(newest, order.lesson, language), names)
        for pk, order in orders.items()
    }


def _order_words(order: Order, lesson: str, names: Mapping[str, str]) -> str:
    asked = (_("“%(question)s”") % {"question": names.get(uid, uid)} for uid in order.questions)
    what = ": ".join(filter(None, [lesson, ", ".join(asked)]))
    return _("%(what)s · release %(releases)s by the key of release %(key)s · %(policy)s") % {
        "what": what,
        "releases": ", ".join(str(number) for number in sorted(order.releases)),
        "key": order.key_release,
        "policy": policy_words(order.policy),
    }


@dataclass(frozen=True)
class DifferenceLine:
    """One attempt whose marks are others; named by its id, never by the person."""

    attempt: str
    before: str
    after: str
    possible: str
    result: str


@dataclass(frozen=True)
class RunPage:
    """A preview or a regrade: how far it is, and what it changes."""

    course: Course
    run: Run
    words: str
    is_preview: bool
    mine: Changes | None
    others: Changes | None
    page: Page[RunItem] | None
    lines: list[DifferenceLine]


def run_page(user: User, run: Run, number: str | None, *, language: str) -> RunPage:
    """Return the run; while it goes on nothing but its progress.

    Single differences are of people whom the user sees as a trainer; all others are numbers.
    """
    words = _words_of(run.course, [run], language)[run.pk]
    is_preview = run.kind == PREVIEW
    if run.is_open:
        return RunPage(run.course, run, words, is_preview, None, None, None, [])
    people = people_seen_as_trainer(user)
    page = Paginator(differences(run, people), PAGE_SIZE).get_page(number)
    return RunPage(
        course=run.course,
        run=run,
        words=words,
        is_preview=is_preview,
        mine=changes_of(run, people, seen=True),
        others=changes_of(run, people, seen=False),
        page=page,
        lines=_differences(list(page.object_list)),
    )


def _differences(items: Sequence[RunItem]) -> list[DifferenceLine]:
    return [
        DifferenceLine(
            attempt=item.outcome["attempt"][:8],
            before=_marks(item.outcome["before"]),
            after=_marks(item.outcome["after"]),
            possible=_marks(item.outcome["possible"]),
            result=_result(was=item.outcome["was"], now=item.outcome["now"]),
        )
        for item in items
    ]


def _result(*, was: bool | None, now: bool | None) -> str:
    if was == now:
        return _("as before")
    if now:
        return _("passed now")
    if now is None:
        return _("waits for a person")
    return _("below the pass mark now; what was passed stays")


def _marks(quanta: int) -> str:
    return f"{quanta / FULL:.2f}".rstrip("0").rstrip(".")

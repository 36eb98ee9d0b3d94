"""One draft: its outline, languages, last compile, candidates and releases."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from content.texts import pick
from courses.catalogue.drafts import LessonWords
from courses.catalogue.models import Course, Lesson
from courses.releases.models import Candidate, CompileRequest, PublishPlan, Release
from courses.releases.rules import can_publish
from courses.releases.selectors import candidates_of, last_request, releases_of
from courses.workshop import selectors
from courses.workshop.pages.problems import ProblemLine, problem_lines
from courses.workshop.pages.words import kind_of_lesson, stop_of
from courses.workshop.selectors.publishing import with_plans

RELEASES_A_PAGE = 10
MOST_CANDIDATES = 20
MOST_PROBLEMS = 200


@dataclass(frozen=True)
class LessonLine:
    """One lesson of a slot."""

    uid: str
    title: str
    kind: str
    minutes: int
    intensity: int


@dataclass(frozen=True)
class SlotLine:
    """One place of the outline; `waits_for` names in words what `after` names by uid."""

    uid: str
    after: tuple[str, ...]
    lessons: list[LessonLine]
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class ModuleLines:
    """One module of the outline."""

    title: str
    slots: list[SlotLine]
    uid: str = ""


@dataclass(frozen=True)
class OutlinePanel:
    """The outline as it is edited, and the lessons that stand nowhere in it."""

    modules: list[ModuleLines]
    unplaced: list[LessonLine]
    minutes: int


@dataclass(frozen=True)
class CandidateLine:
    """One candidate, whether the draft was edited since, and what became of its newest plan."""

    candidate: Candidate
    is_current: bool
    warnings: int
    planned_for: dt.datetime | None = None
    stopped: str = ""


@dataclass(frozen=True)
class CompilePanel:
    """The last compile and what came of it; drawn anew while one is going on."""

    course: Course
    request: CompileRequest | None
    is_open: bool
    problems: list[ProblemLine]
    more_problems: int
    errors: int
    candidates: list[CandidateLine]

    @property
    def newest(self) -> Candidate | None:
        """The candidate of the draft as it is now, if there is one."""
        return next((one.candidate for one in self.candidates if one.is_current), None)


@dataclass(frozen=True)
class DraftPage:
    """Everything on the page."""

    course: Course
    title: str
    outline: OutlinePanel
    languages: list[selectors.LanguageState]
    compile: CompilePanel
    releases: Page[Release]
    live_number: int | None
    may_publish: bool

    @property
    def modules(self) -> list[ModuleLines]:
        """The modules of the outline."""
        return self.outline.modules


def draft_page(
    user: User, course: Course, number: str | None, *, language: str, at: dt.datetime
) -> DraftPage:
    """Return the page of a draft; the number of queries does not grow with the course."""
    texts = selectors.texts_of_lessons(course)
    lessons = selectors.lessons_of(course)
    releases = Paginator(releases_of(course), RELEASES_A_PAGE).get_page(number)
    return DraftPage(
        course=course,
        title=course.title(language),
        outline=_outline(course, lessons, texts, language),
        languages=selectors.language_states(course, texts, [one.uid for one in lessons]),
        compile=compile_panel(course, at=at),
        releases=releases,
        live_number=_live(releases),
        may_publish=can_publish(user, course),
    )


def _live(releases: Page[Release]) -> int | None:
    return next((row.live_number for row in releases), None)  # type: ignore[attr-defined]


def compile_panel(course: Course, *, at: dt.datetime) -> CompilePanel:
    """Return the last compile of a draft, in two queries."""
    request = last_request(course)
    candidates = list(with_plans(candidates_of(course, at=at))[:MOST_CANDIDATES])
    found = problem_lines(course, request.problems) if request else []
    return CompilePanel(
        course=course,
        request=request,
        is_open=request is not None and request.state in CompileRequest.OPEN,
        problems=found[:MOST_PROBLEMS],
        more_problems=max(0, len(found) - MOST_PROBLEMS),
        errors=sum(problem.is_error for problem in found),
        candidates=[_candidate(one, course) for one in candidates],
    )


def _candidate(row: Candidate, course: Course) -> CandidateLine:
    state: str | None = row.plan_state  # type: ignore[attr-defined]
    planned_for: dt.datetime | None = row.planned_for  # type: ignore[attr-defined]
    stopped: dict[str, Any] | None = row.plan_stopped  # type: ignore[attr-defined]
    return CandidateLine(
        candidate=row,
        is_current=row.draft_revision == course.draft_revision,
        warnings=len(row.warnings),
        planned_for=planned_for if state == PublishPlan.State.WAITING else None,
        stopped=stop_of(stopped or {}) if state == PublishPlan.State.STOPPED else "",
    )


def _outline(
    course: Course,
    lessons: list[Lesson],
    texts: list[tuple[str, str, LessonWords]],
    language: str,
) -> OutlinePanel:
    slots, placed, before = selectors.outline_rows(course)
    titles: dict[str, dict[str, str]] = {}
    for uid, spoken, words in texts:
        titles.setdefault(uid, {})[spoken] = words.title
    lines = {
        one.pk: _lesson(one, pick(titles.get(one.uid, {}), language, course.languages))
        for one in lessons
    }
    named = {
        slot.uid: lines[placed[slot.pk][0]].title if placed.get(slot.pk) else slot.uid
        for slot in slots
    }
    rows: dict[int, list[SlotLine]] = {}
    for slot in slots:
        after = tuple(before.get(slot.pk, ()))
        told = [lines[one] for one in placed.get(slot.pk, [])]
        waits_for = tuple(named[uid] for uid in after)
        rows.setdefault(slot.module_id, []).append(SlotLine(slot.uid, after, told, waits_for))
    modules = [
        ModuleLines(
            pick(module.titles, language, course.languages), rows.get(module.pk, []), module.uid
        )
        for module in selectors.modules_of(course)
    ]
    standing = {one for ids in placed.values() for one in ids}
    return OutlinePanel(
        modules=modules,
        unplaced=[line for pk, line in lines.items() if pk not in standing],
        minutes=sum(
            slot.lessons[0].minutes for row in rows.values() for slot in row if slot.lessons
        ),
    )


def _lesson(lesson: Lesson, title: str) -> LessonLine:
    return LessonLine(
        uid=lesson.uid,
        title=title or lesson.uid,
        kind=kind_of_lesson(lesson.kind),
        minutes=lesson.minutes,
        intensity=lesson.intensity,
    )

"""One draft: its outline, languages, last compile, candidates and releases."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from content.texts import pick
from courses.catalogue.drafts import LessonWords
from courses.catalogue.models import Course, Lesson
from courses.releases.models import Candidate, CompileRequest, Release
from courses.releases.rules import can_publish
from courses.releases.selectors import candidates_of, last_request, releases_of
from courses.workshop import selectors
from courses.workshop.pages.words import kind_of_lesson, place_of

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
    """One place of the outline."""

    uid: str
    after: tuple[str, ...]
    lessons: list[LessonLine]


@dataclass(frozen=True)
class ModuleLines:
    """One module of the outline."""

    title: str
    slots: list[SlotLine]


@dataclass(frozen=True)
class ProblemLine:
    """One problem with its place."""

    place: str
    message: str
    is_error: bool


@dataclass(frozen=True)
class CandidateLine:
    """One candidate, and whether the draft was edited since."""

    candidate: Candidate
    is_current: bool
    warnings: int


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


@dataclass(frozen=True)
class DraftPage:
    """Everything on the page."""

    course: Course
    title: str
    modules: list[ModuleLines]
    languages: list[selectors.LanguageState]
    compile: CompilePanel
    releases: Page[Release]
    live_number: int | None
    may_publish: bool


def draft_page(
    user: User, course: Course, number: str | None, *, language: str, at: dt.datetime
) -> DraftPage:
    """Return the page of a draft; the number of queries does not grow with the course."""
    texts = selectors.texts_of_lessons(course)
    releases = Paginator(releases_of(course), RELEASES_A_PAGE).get_page(number)
    return DraftPage(
        course=course,
        title=course.title(language),
        modules=_outline(course, texts, language),
        languages=selectors.language_states(course, texts),
        compile=compile_panel(course, at=at),
        releases=releases,
        live_number=_live(releases),
        may_publish=can_publish(user, course),
    )


def _live(releases: Page[Release]) -> int | None:
    return next((row.number for row in releases if row.withdrawn_at is None), None)


def compile_panel(course: Course, *, at: dt.datetime) -> CompilePanel:
    """Return the last compile of a draft, in two queries."""
    request = last_request(course)
    candidates = list(candidates_of(course, at=at)[:MOST_CANDIDATES])
    found = problem_lines(request.problems) if request else []
    return CompilePanel(
        course=course,
        request=request,
        is_open=request is not None and request.state in CompileRequest.OPEN,
        problems=found[:MOST_PROBLEMS],
        more_problems=max(0, len(found) - MOST_PROBLEMS),
        errors=sum(problem.is_error for problem in found),
        candidates=[
            CandidateLine(
                candidate=one,
                is_current=one.draft_revision == course.draft_revision,
                warnings=len(one.warnings),
            )
            for one in candidates
        ],
    )


def problem_lines(problems: Iterable[Mapping[str, Any]]) -> list[ProblemLine]:
    """Return problems with their places, errors first."""
    found = [
        ProblemLine(place_of(one), str(one["message"]), one.get("level") != "warning")
        for one in problems
    ]
    return sorted(found, key=lambda line: not line.is_error)


def _outline(
    course: Course, texts: list[tuple[str, str, LessonWords]], language: str
) -> list[ModuleLines]:
    slots, variants, before = selectors.outline_rows(course)
    titles: dict[str, dict[str, str]] = {}
    for uid, spoken, words in texts:
        titles.setdefault(uid, {})[spoken] = words.title
    modules: dict[int, ModuleLines] = {}
    for slot in slots:
        title = pick(slot.module.titles, language, course.languages)
        module = modules.setdefault(slot.module_id, ModuleLines(title, []))
        lessons = [
            _lesson(one.lesson, pick(titles.get(one.lesson.uid, {}), language, course.languages))
            for one in variants.get(slot.pk, [])
        ]
        module.slots.append(SlotLine(slot.uid, tuple(before.get(slot.pk, ())), lessons))
    return list(modules.values())


def _lesson(lesson: Lesson, title: str) -> LessonLine:
    return LessonLine(
        uid=lesson.uid,
        title=title or lesson.uid,
        kind=kind_of_lesson(lesson.kind),
        minutes=lesson.minutes,
        intensity=lesson.intensity,
    )

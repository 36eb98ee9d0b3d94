"""One candidate: its outline, what changed since the live release, and who would be met by it."""

import datetime as dt
from dataclasses import dataclass

from accounts.models import User
from content.texts import pick
from courses.catalogue.models import Course
from courses.releases.comparing import compare
from courses.releases.manifest import Manifest
from courses.releases.models import Candidate, Release
from courses.releases.rules import can_publish
from courses.releases.selectors import live_release, manifest
from courses.workshop import selectors
from courses.workshop.pages.draft import LessonLine, ModuleLines, ProblemLine, SlotLine
from courses.workshop.pages.draft import problem_lines as _problem_lines
from courses.workshop.pages.words import change_of, kind_of_lesson, respect_of


@dataclass(frozen=True)
class ChangeLine:
    """One difference in words."""

    what: str
    title: str
    respects: tuple[str, ...]


@dataclass(frozen=True)
class CandidatePage:
    """Everything on the page but the form."""

    course: Course
    candidate: Candidate
    title: str
    languages: tuple[str, ...]
    modules: list[ModuleLines]
    live: Release | None
    changes: list[ChangeLine]
    languages_added: tuple[str, ...]
    languages_removed: tuple[str, ...]
    is_same: bool
    warnings: list[ProblemLine]
    states: list[selectors.LanguageState]
    taking: list[selectors.Taking]
    is_current: bool
    may_publish: bool


def candidate_page(
    user: User, course: Course, candidate: Candidate, *, language: str, at: dt.datetime
) -> CandidatePage:
    """Return the page of a candidate that can still be published."""
    outline = manifest(candidate)
    live = live_release(course)
    found = compare(live, candidate, language=language)
    return CandidatePage(
        course=course,
        candidate=candidate,
        title=outline.title(language),
        languages=outline.languages,
        modules=_modules(outline, language),
        live=live,
        changes=[
            ChangeLine(
                what=change_of(one.kind, one.state),
                title=one.title,
                respects=tuple(respect_of(name) for name in one.respects),
            )
            for one in found.changes
        ]
        if live
        else [],
        languages_added=found.languages_added if live else (),
        languages_removed=found.languages_removed,
        is_same=live is not None and found.is_empty,
        warnings=_problem_lines(candidate.warnings),
        states=[
            selectors.LanguageState(name, list(state["missing"]), list(state["stale"]))
            for name, state in candidate.languages_report.items()
        ],
        taking=selectors.taking(course),
        is_current=candidate.draft_revision == course.draft_revision,
        may_publish=can_publish(user, course),
    )


def _modules(outline: Manifest, language: str) -> list[ModuleLines]:
    return [
        ModuleLines(
            title=pick(module.titles, language, outline.languages),
            slots=[
                SlotLine(
                    uid=slot.uid,
                    after=slot.after,
                    lessons=[
                        LessonLine(
                            uid=lesson.uid,
                            title=pick(lesson.titles, language, outline.languages),
                            kind=kind_of_lesson(lesson.kind),
                            minutes=lesson.minutes,
                            intensity=lesson.intensity,
                        )
                        for lesson in slot.variants
                    ],
                )
                for slot in module.slots
            ],
        )
        for module in outline.modules
    ]

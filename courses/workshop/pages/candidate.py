"""One candidate: its outline, what changed since the live release, and who would be met by it."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.catalogue.models import Course
from courses.releases.comparing import compare
from courses.releases.manifest import Manifest
from courses.releases.models import Candidate, Release
from courses.releases.rules import can_edit, can_publish
from courses.releases.selectors import live_release, manifest
from courses.workshop import selectors
from courses.workshop.pages.draft import LessonLine, ModuleLines, SlotLine
from courses.workshop.pages.people.words import HandoverWords, handover_words
from courses.workshop.pages.problems import ProblemLine, problem_lines
from courses.workshop.pages.publishing.panel import ReviewPanel, review_panel
from courses.workshop.pages.sentences import phrase
from courses.workshop.pages.words import change_of, kind_of_lesson, respect_of
from courses.workshop.selectors.publishing import comments_by_lesson, handover_of

MOST_NOTES = 12


@dataclass(frozen=True)
class ChangeLine:
    """One difference in words."""

    what: str
    title: str
    respects: tuple[str, ...]
    kind: str = ""
    uid: str = ""

    @property
    def can_be_read(self) -> bool:
        """Whether there are words to be compared."""
        return self.kind in ("lesson", "question")


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
    may_edit: bool
    review: ReviewPanel
    handover: HandoverWords
    comments: Counter[str]

    @property
    def notes(self) -> str:
        """What the release notes begin with: what changed, in one line each."""
        if self.live is None:
            return _("First release.")
        lines = [f"{one.what}: {one.title}" for one in self.changes[:MOST_NOTES]]
        more = len(self.changes) - len(lines)
        return "\n".join([*lines, _("and %(more)s more") % {"more": more}] if more else lines)

    @property
    def reading(self) -> list[tuple[str, list[list[tuple[LessonLine, int]]]]]:
        """The lessons to be read, by module and place, each with how many remarks are open."""
        return [
            (
                module.title,
                [
                    [(lesson, self.comments[lesson.uid]) for lesson in slot.lessons]
                    for slot in module.slots
                ],
            )
            for module in self.modules
        ]


def candidate_page(
    user: User, course: Course, candidate: Candidate, *, language: str, at: dt.datetime
) -> CandidatePage:
    """Return the page of a candidate that can still be published."""
    outline = manifest(candidate)
    comments = comments_by_lesson(course)
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
                kind=one.kind,
                uid=one.uid,
            )
            for one in found.changes
        ]
        if live
        else [],
        languages_added=found.languages_added if live else (),
        languages_removed=found.languages_removed,
        is_same=live is not None and found.is_empty,
        warnings=problem_lines(course, candidate.warnings),
        states=_states(candidate),
        taking=selectors.taking(course),
        is_current=candidate.draft_revision == course.draft_revision,
        may_publish=can_publish(user, course),
        may_edit=can_edit(user, course),
        review=review_panel(user, course, candidate, open_comments=sum(comments.values())),
        handover=handover_words(handover_of(candidate)),
        comments=comments,
    )


def _states(candidate: Candidate) -> list[selectors.LanguageState]:
    return [
        selectors.LanguageState(
            language,
            [phrase(one) for one in state["missing"]],
            [phrase(one) for one in state["stale"]],
        )
        for language, state in candidate.languages_report.items()
    ]


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

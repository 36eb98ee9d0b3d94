"""The editor of a lesson's words in one language, beside its source where that is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from courses.catalogue.drafts import LessonDraft, LessonWords
from courses.catalogue.models import Course
from courses.catalogue.selectors import LessonForEdit
from courses.workshop.pages.words import kind_of_lesson
from courses.workshop.pages.writing.differences import Line, differences
from courses.workshop.pages.writing.pause import Pause, asks_first
from courses.workshop.selectors.writing import words_made_from


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else wrote since the writer read it: both are shown, and the writer chooses.

    `is_same` if both wrote the same, as when a save arrived and its answer did not.
    """

    words: LessonWords | None
    by: User | None
    at: datetime | None
    is_self: bool
    lines: list[Line]
    base: str
    is_same: bool


@dataclass(frozen=True)
class Source:
    """The words that a translation is made from, and what changed in them since."""

    language: str
    words: LessonWords
    is_stale: bool
    changes: list[Line]


@dataclass(frozen=True)
class LessonTextPage:
    """Everything on the page but the form."""

    course: Course
    lesson: LessonDraft
    kind: str
    title: str
    language: str
    other_languages: list[str]
    source: Source | None
    case: str
    pause: Pause | None


def lesson_text_page(request: HttpRequest, course: Course, found: LessonForEdit) -> LessonTextPage:
    """Return the page; one query besides those that found the lesson."""
    words = found.words or found.source
    title = words.title if words else found.lesson.uid
    later = reverse("courses:workshop:draft_detail", args=[course.slug])
    return LessonTextPage(
        course=course,
        lesson=found.lesson,
        kind=kind_of_lesson(found.lesson.kind),
        title=title,
        language=found.language,
        other_languages=[one for one in course.languages if one != found.language],
        source=_source(course, found),
        case=case_of(found.lesson),
        pause=asks_first(
            request,
            intensity=found.lesson.intensity,
            topic=words.topic if words else "",
            later_href=later,
        ),
    )


def case_of(lesson: LessonDraft) -> str:
    """Return the case that a lesson tells, if it tells one."""
    return str(lesson.settings.get("case", "")) if lesson.kind == "case" else ""


def meanwhile(
    found: LessonForEdit | None,
    typed: LessonWords,
    *,
    by: User | None,
    at: datetime | None,
    me: User,
) -> Meanwhile:
    """Return what stands in the draft now, compared with what was typed."""
    words = found.words if found else None
    told = words or LessonWords("", "", "")
    lines = differences(_whole(told), _whole(typed))
    base = (found.words_digest if found else None) or ""
    is_self = by is not None and by.pk == me.pk
    return Meanwhile(words, by, at, is_self, lines, base, words == typed)


def _source(course: Course, found: LessonForEdit) -> Source | None:
    if found.language == found.source_language or found.source is None:
        return None
    changes: list[Line] = []
    if found.words and is_stale(found):
        old = words_made_from(course, found.lesson.uid, found.words.made_from)
        changes = differences(_whole(old), _whole(found.source)) if old else []
    return Source(found.source_language, found.source, is_stale(found), changes)


def is_stale(found: LessonForEdit) -> bool:
    """Say whether a translation was made from words that are not those of the source now."""
    if found.language == found.source_language or not (found.words and found.source):
        return False
    return found.words.made_from != found.source.digest


def _whole(words: LessonWords) -> str:
    return f"{words.title}\n{words.topic}\n\n{words.body}"

"""What a lesson can be set to: the choices that its form offers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from courses.catalogue.drafts import LessonDraft
from courses.catalogue.models import Course
from courses.catalogue.selectors import LessonForEdit, lesson_for_edit
from courses.workshop.pages.words import kind_of_lesson
from courses.workshop.selectors import editing
from courses.workshop.selectors.pools import pool_choices


@dataclass(frozen=True)
class LessonPage:
    """Everything on the page but the forms."""

    course: Course
    found: LessonForEdit
    title: str
    kind: str
    choices: dict[str, list[tuple[str, str]]]
    clauses: list[tuple[str, str]]
    tags: list[tuple[str, int]]
    pools: list[tuple[str, str]]

    @property
    def lesson(self) -> LessonDraft:
        """The lesson as it is now."""
        return self.found.lesson


def lesson_page(user: User, course: Course, uid: str, *, language: str) -> LessonPage | None:
    """Return a lesson with what it can be set to, in at most eight queries."""
    found = lesson_for_edit(course, uid, course.source_language)
    if found is None:
        return None
    kind = found.lesson.kind
    clauses = [(one.key, one.title) for one in editing.clauses_for(user, language)]
    words = found.lesson.texts.get(language) or found.source
    return LessonPage(
        course=course,
        found=found,
        title=words.title if words else uid,
        kind=kind_of_lesson(kind),
        choices=_choices(user, course, found.lesson, language),
        clauses=clauses,
        tags=tags_of(course) if kind == "quiz" else [],
        pools=pool_choices(user, course) if kind == "quiz" else [],
    )


def tags_of(course: Course) -> list[tuple[str, int]]:
    """Return every tag of the bank with how many questions in use have it, in one query."""
    rows = course.questions.filter(is_retired=False).values_list("tags", flat=True)
    return sorted(Counter(tag for tags in rows for tag in tags).items())


def _choices(
    user: User, course: Course, lesson: LessonDraft, language: str
) -> dict[str, list[tuple[str, str]]]:
    """What each setting can be; what is set already stays a choice, whatever became of it."""
    if lesson.kind == "case":
        return {"case": _with(editing.cases_in(language), lesson.settings.get("case"))}
    if lesson.kind != "exercise":
        return {}
    forms = editing.forms_for(user, language)
    seats = dict(seat for form in forms for seat in form.seats)
    items = editing.decision_items(course)
    named = [(one.uid, f"{one.uid} · {_place(one.definition)}") for one in items]
    questions = lesson.settings.get("questions") or []
    return {
        "form": _with([(one.key, one.title) for one in forms], lesson.settings.get("form")),
        "seat": _with(list(seats.items()), lesson.settings.get("seat")),
        "questions": [*named, *((one, one) for one in questions if one not in dict(named))],
    }


def _place(definition: Any) -> str:
    return f"{definition.get('form', '')}, {definition.get('seat', '')}"


def _with(choices: list[tuple[str, str]], value: Any) -> list[tuple[str, str]]:
    if value and value not in dict(choices):
        return [*choices, (str(value), str(value))]
    return choices

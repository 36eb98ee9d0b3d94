"""Drafts and releases for tests: small, in one language unless told, citing nothing."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import factory

from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class CourseFactory(factory.django.DjangoModelFactory[Course]):
    """A draft without an outline."""

    class Meta:
        model = Course

    slug = factory.Sequence(lambda n: f"course-{n}")
    code = factory.Sequence(lambda n: f"C-{n}")
    visibility = Course.Visibility.OPEN
    languages = ["en"]
    titles = factory.LazyAttribute(lambda course: {"en": f"Title of {course.slug}"})
    summaries = factory.LazyAttribute(lambda course: {"en": f"Summary of {course.slug}"})


def lesson_draft(
    uid: str, kind: str = "reading", *, settings: dict[str, Any] | None = None, **fields: Any
) -> LessonDraft:
    """A lesson in English with one paragraph."""
    words = LessonWords(f"Title of {uid}", f"Topic of {uid}", f"The text of {uid}.")
    return LessonDraft(
        uid=uid, kind=kind, minutes=5, settings=settings or {}, texts={"en": words}, **fields
    )


def question_draft(uid: str, **fields: Any) -> QuestionDraft:
    """A single choice between two, of which `right` is right."""
    texts = {
        "stem": f"Which is right in {uid}?",
        "options": {"right": "This one", "wrong": "That one"},
        "feedback": "This one, because it is.",
    }
    definition = {"options": ["right", "wrong"], "correct": "right"}
    return QuestionDraft(
        uid=uid,
        type="single/1",
        definition=definition,
        texts={"en": QuestionWords(texts)},
        **fields,
    )


def course_draft(*lessons: LessonDraft, questions: int = 0, **fields: Any) -> CourseDraft:
    """A course of these lessons, each in a slot of its own name, in one module."""
    told = lessons or (lesson_draft("intro"),)
    slots = tuple(SlotDraft(lesson.uid, (lesson.uid,)) for lesson in told)
    draft = CourseDraft(
        slug="small",
        code="SMALL-1",
        languages=("en",),
        titles={"en": "A small course"},
        summaries={"en": "Small."},
        visibility="open",
        modules=(ModuleDraft("first", {"en": "First"}, slots),),
        lessons=tuple(sorted(told, key=lambda lesson: lesson.uid)),
        questions=tuple(question_draft(f"question-{n}") for n in range(questions)),
    )
    return replace(draft, **fields)


def quiz_draft(uid: str = "quiz", *, questions: int = 3, **settings: Any) -> LessonDraft:
    """A quiz of the first questions of the course."""
    asked = [f"question-{n}" for n in range(questions)]
    return lesson_draft(uid, "quiz", settings={"draw": [{"questions": asked}], **settings})


def make_course(draft: CourseDraft | None = None, *, at: datetime = NOW, **fields: Any) -> Course:
    """Write the draft to the tables."""
    return replace_draft(draft=draft or course_draft(**fields), by=None, at=at)


def make_release(draft: CourseDraft | None = None, *, at: datetime = NOW, **fields: Any) -> Release:
    """Write the draft, compile it and publish it."""
    course = make_course(draft, at=at, **fields)
    return publish(candidate=compile_candidate(course=course, by=None, at=at), by=None, at=at)

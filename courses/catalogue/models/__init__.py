"""Drafts: a course, its outline, its lessons and its question bank, with texts per language.

Everything here is a draft that people edit; what learners see is compiled from it into releases.
Every edit raises the course's `draft_revision` and leaves a `DraftEdit` row, and what an item
said before stays as an `ItemVersion`.
"""

from courses.catalogue.models.bank import Pool, Question, QuestionText
from courses.catalogue.models.course import UID_LENGTH, Course, CourseGrant, CourseQuerySet
from courses.catalogue.models.history import DraftEdit, ItemVersion
from courses.catalogue.models.outline import (
    CourseModule,
    Lesson,
    LessonText,
    Slot,
    Variant,
)

__all__ = [
    "UID_LENGTH",
    "Course",
    "CourseGrant",
    "CourseModule",
    "CourseQuerySet",
    "DraftEdit",
    "ItemVersion",
    "Lesson",
    "LessonText",
    "Pool",
    "Question",
    "QuestionText",
    "Slot",
    "Variant",
]

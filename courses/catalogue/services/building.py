"""A whole module as one edit: its lessons, their questions and its place in the outline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.catalogue import items, outlining
from courses.catalogue.checking import (
    check_uid,
    checked_lesson,
    checked_lesson_words,
    checked_question,
    checked_titles,
)
from courses.catalogue.drafts import LessonDraft, ModuleDraft, QuestionDraft
from courses.catalogue.errors import UidTaken
from courses.catalogue.items import ItemKey
from courses.catalogue.models import Course
from courses.catalogue.selectors import read_outline
from courses.catalogue.services.editing import Change, keep, lock
from courses.catalogue.services.writing_rows import (
    write_lesson,
    write_lesson_words,
    write_outline,
    write_question,
)


@transaction.atomic
def build_module(
    *,
    course: Course,
    module: ModuleDraft,
    lessons: Sequence[LessonDraft],
    questions: Sequence[QuestionDraft],
    by: User | None,
    at: datetime,
) -> int:
    """Write a module with everything in it, all or nothing, and return the revision.

    `undo_edit` takes it back whole. Raises UidTaken, ItemRefused and OutlineRefused.
    """
    lock(course)
    _refuse_taken(course, lessons, questions)
    changes = [
        *(_lesson_written(course, one) for one in lessons),
        *(_question_written(course, one) for one in questions),
    ]
    before = read_outline(course)
    check_uid(module.uid)
    titles = checked_titles(module.titles, tuple(course.languages))
    after = outlining.add_module(before, module.uid, titles)
    for slot in module.slots:
        after = outlining.add_slot(after, module.uid, slot)
    write_outline(course, before, after)
    key = ItemKey(items.OUTLINE)
    told = [change for row in changes for change in row]
    told.insert(0, Change(key, items.outline_body(before), items.outline_body(after)))
    return keep(course=course, changes=told, by=by, at=at, action="module_built")


def _refuse_taken(
    course: Course, lessons: Sequence[LessonDraft], questions: Sequence[QuestionDraft]
) -> None:
    for rows, told in ((course.lessons, lessons), (course.questions, questions)):
        uids = [one.uid for one in told]
        if taken := rows.filter(uid__in=uids).values_list("uid", flat=True).first():
            raise UidTaken(taken)


def _lesson_written(course: Course, lesson: LessonDraft) -> list[Change]:
    lesson = checked_lesson(lesson)
    write_lesson(course, lesson)
    changes = [Change(ItemKey(items.LESSON, lesson.uid), None, items.lesson_body(lesson))]
    for language, words in lesson.texts.items():
        kept = checked_lesson_words(words)
        write_lesson_words(course, lesson.uid, language, kept)
        key = ItemKey(items.LESSON_TEXT, lesson.uid, language)
        changes.append(Change(key, None, items.lesson_words_body(kept)))
    return changes


def _question_written(course: Course, question: QuestionDraft) -> list[Change]:
    source = course.source_language
    question = checked_question(question, source)
    write_question(course, question)
    body = items.question_body(question, source)
    return [Change(ItemKey(items.QUESTION, question.uid), None, body)]

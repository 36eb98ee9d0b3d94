"""Lessons and their texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from courses.catalogue import items, outlining
from courses.catalogue.checking import checked_lesson, checked_lesson_words
from courses.catalogue.drafts import LessonDraft, LessonWords
from courses.catalogue.errors import ItemRefused, UidTaken, UnknownItem
from courses.catalogue.items import ItemKey
from courses.catalogue.lesson_settings import ANSWERED
from courses.catalogue.models import Course
from courses.catalogue.selectors import (
    named_questions,
    read_lesson,
    read_lessons,
    read_outline,
)
from courses.catalogue.services.editing import Change, keep, lock, refuse_edited
from courses.catalogue.services.writing_rows import (
    write_lesson,
    write_lesson_words,
    write_outline,
)


@transaction.atomic
def save_lesson(
    *, course: Course, lesson: LessonDraft, base: str | None, by: User | None, at: datetime
) -> str:
    """Write a lesson without its texts, and return its new digest.

    `base` is the digest of what the writer saw, None for a new lesson. Variants of one slot cover
    the same clauses, so what one covers, all of them cover after this. Raises EditedMeanwhile,
    UidTaken, UnknownItem and ItemRefused.
    """
    lock(course)
    lesson = checked_lesson(lesson)
    now = read_lesson(course, lesson.uid)
    _refuse_wrong_base(course, lesson, now, base)
    write_lesson(course, lesson)
    after = items.lesson_body(lesson)
    key = ItemKey(items.LESSON, lesson.uid)
    changes = [Change(key, items.lesson_body(now) if now else None, after)]
    if now is not None and set(now.covers) != set(lesson.covers):
        changes += _cover_the_same(course, lesson)
    keep(course=course, changes=changes, by=by, at=at, action="lesson_saved")
    return items.digest_of(after) or ""


def _refuse_wrong_base(
    course: Course, lesson: LessonDraft, now: LessonDraft | None, base: str | None
) -> None:
    if base is None:
        if now is not None:
            raise UidTaken(lesson.uid)
        return
    if now is None:
        raise UnknownItem(lesson.uid)
    refuse_edited(
        course=course,
        key=ItemKey(items.LESSON, lesson.uid),
        now=items.lesson_body(now),
        base=base,
        current=now,
    )
    if now.kind != lesson.kind:
        raise ItemRefused([(("kind",), "of a lesson never changes")])


def _cover_the_same(course: Course, lesson: LessonDraft) -> list[Change]:
    slot = outlining.slot_with(read_outline(course), lesson.uid)
    others = [uid for uid in slot.lessons if uid != lesson.uid] if slot else []
    changes = []
    for other in read_lessons(course, others):
        same = replace(other, covers=lesson.covers)
        write_lesson(course, same)
        key = ItemKey(items.LESSON, other.uid)
        changes.append(Change(key, items.lesson_body(other), items.lesson_body(same)))
    return changes


@transaction.atomic
def save_lesson_words(
    *,
    course: Course,
    uid: str,
    language: str,
    words: LessonWords,
    base: str | None,
    by: User | None,
    at: datetime,
) -> str:
    """Write a lesson's words in one language, and return their new digest.

    `base` is the digest of the words that the writer saw, None where there were none. A save
    that changes nothing raises no revision. Raises EditedMeanwhile (`current` are the words as
    they are now), UnknownItem and ItemRefused.
    """
    lock(course)
    if language not in course.languages:
        raise ItemRefused([(("language",), "is no language of this course")])
    words = checked_lesson_words(words)
    lesson = read_lesson(course, uid)
    if lesson is None:
        raise UnknownItem(uid)
    now = lesson.texts.get(language)
    before = items.lesson_words_body(now) if now else None
    key = ItemKey(items.LESSON_TEXT, uid, language)
    refuse_edited(course=course, key=key, now=before, base=base, current=now)
    after = items.lesson_words_body(words)
    if before != after:
        write_lesson_words(course, uid, language, words)
    change = Change(key, before, after)
    keep(course=course, changes=[change], by=by, at=at, action="words_saved", is_typing=True)
    return items.digest_of(after) or ""


@transaction.atomic
def ask_in_lesson(
    *,
    course: Course,
    lesson_uid: str,
    uids: Sequence[str],
    by: User | None,
    at: datetime,
) -> int:
    """Make a quiz or exercise ask these questions besides; return the revision.

    In a quiz they join the last draw that asks each of its questions. What it asks by name
    already stays as it is. Raises UnknownItem and ItemRefused.
    """
    lock(course)
    lesson = read_lesson(course, lesson_uid)
    if lesson is None or lesson.kind not in ANSWERED:
        raise UnknownItem(lesson_uid)
    known = set(course.questions.filter(uid__in=uids).values_list("uid", flat=True))
    if missing := [uid for uid in uids if uid not in known]:
        raise UnknownItem(missing[0])
    named = named_questions(lesson.settings)
    fresh = [uid for uid in dict.fromkeys(uids) if uid not in named]
    settings = dict(lesson.settings)
    if lesson.kind == "exercise":
        settings["questions"] = [*(settings.get("questions") or ()), *fresh]
    elif fresh:
        settings["draw"] = _with_asked(settings.get("draw") or (), fresh)
    asked = checked_lesson(replace(lesson, settings=settings))
    write_lesson(course, asked)
    key = ItemKey(items.LESSON, lesson_uid)
    change = Change(key, items.lesson_body(lesson), items.lesson_body(asked))
    return keep(course=course, changes=[change], by=by, at=at, action="lesson_saved")


def _with_asked(draws: Sequence[Mapping[str, Any]], uids: Sequence[str]) -> list[dict[str, Any]]:
    rows = [dict(one) for one in draws]
    whole = [one for one in rows if one.get("questions") and one.get("take") is None]
    if whole:
        whole[-1]["questions"] = [*whole[-1]["questions"], *uids]
        return rows
    return [*rows, {"questions": list(uids)}]


@transaction.atomic
def remove_lesson(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Delete a lesson with its texts, and its place in the outline; return the revision.

    Releases keep it, and `undo_edit` or `restore_item` bring it back. Raises UnknownItem.
    """
    lock(course)
    lesson = read_lesson(course, uid)
    if lesson is None:
        raise UnknownItem(uid)
    outline = read_outline(course)
    without = outlining.take_out_lesson(outline, uid)
    write_outline(course, outline, without)
    course.lessons.filter(uid=uid).delete()
    changes = [
        Change(ItemKey(items.LESSON, uid), items.lesson_body(lesson), None),
        *(
            Change(ItemKey(items.LESSON_TEXT, uid, language), items.lesson_words_body(words), None)
            for language, words in lesson.texts.items()
        ),
        Change(ItemKey(items.OUTLINE), items.outline_body(outline), items.outline_body(without)),
    ]
    return keep(course=course, changes=changes, by=by, at=at, action="lesson_removed")

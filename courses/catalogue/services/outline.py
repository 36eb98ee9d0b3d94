"""The outline: each change is one edit, and history brings any earlier outline back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.catalogue import items, outlining
from courses.catalogue.checking import (
    check_uid,
    checked_lesson,
    checked_lesson_words,
    checked_titles,
)
from courses.catalogue.drafts import LessonDraft, SlotDraft
from courses.catalogue.errors import OutlineRefused, UidTaken, UnknownItem
from courses.catalogue.items import ItemKey
from courses.catalogue.lesson_settings import ANSWERED
from courses.catalogue.models import Course
from courses.catalogue.outlining import Outline
from courses.catalogue.selectors import read_lessons, read_outline
from courses.catalogue.services.editing import Change, keep, lock
from courses.catalogue.services.writing_rows import (
    write_lesson,
    write_lesson_words,
    write_outline,
)


@transaction.atomic
def change_outline(
    *,
    course: Course,
    change: Callable[[Outline], Outline],
    action: str,
    by: User | None,
    at: datetime,
) -> int:
    """Do one thing of `catalogue.outlining` to the outline, and return the revision.

    The outline is locked and read again first, so changes from two tabs come one after the other.
    Raises OutlineRefused, UnknownItem and UidTaken.
    """
    lock(course)
    before = read_outline(course)
    after = change(before)
    if before == after:
        return course.draft_revision
    write_outline(course, before, after)
    change_of = Change(
        ItemKey(items.OUTLINE), items.outline_body(before), items.outline_body(after)
    )
    return keep(course=course, changes=[change_of], by=by, at=at, action=action)


def add_module(
    *, course: Course, uid: str, titles: Mapping[str, str], by: User | None, at: datetime
) -> int:
    """Add an empty module at the end. Raises UidTaken and ItemRefused."""
    check_uid(uid)
    told = checked_titles(titles, tuple(course.languages))
    return change_outline(
        course=course,
        change=lambda outline: outlining.add_module(outline, uid, told),
        action="module_added",
        by=by,
        at=at,
    )


def rename_module(
    *, course: Course, uid: str, titles: Mapping[str, str], by: User | None, at: datetime
) -> int:
    """Give a module other titles. Raises UnknownItem and ItemRefused."""
    told = checked_titles(titles, tuple(course.languages))
    return change_outline(
        course=course,
        change=lambda outline: outlining.rename_module(outline, uid, told),
        action="module_renamed",
        by=by,
        at=at,
    )


def move_module(*, course: Course, uid: str, to: int, by: User | None, at: datetime) -> int:
    """Move a module to a place among the modules. Raises UnknownItem."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.move_module(outline, uid, to),
        action="module_moved",
        by=by,
        at=at,
    )


def step_module(*, course: Course, uid: str, step: int, by: User | None, at: datetime) -> int:
    """Move a module one place up (-1) or down (1). Raises UnknownItem."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.step_module(outline, uid, step),
        action="module_moved",
        by=by,
        at=at,
    )


def remove_module(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Take a module out with its slots; its lessons are kept and stand in no slot."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.remove_module(outline, uid),
        action="module_removed",
        by=by,
        at=at,
    )


def move_slot(
    *, course: Course, uid: str, module_uid: str, to: int, by: User | None, at: datetime
) -> int:
    """Move a slot to a place in a module. Raises UnknownItem."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.move_slot(outline, uid, module_uid, to),
        action="slot_moved",
        by=by,
        at=at,
    )


def step_slot(*, course: Course, uid: str, step: int, by: User | None, at: datetime) -> int:
    """Move a slot one place up (-1) or down (1), into the next module at the edge."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.step_slot(outline, uid, step),
        action="slot_moved",
        by=by,
        at=at,
    )


def remove_slot(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Take a slot out; its lessons are kept and stand in no slot. Raises UnknownItem."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.remove_slot(outline, uid),
        action="slot_removed",
        by=by,
        at=at,
    )


def order_slot(
    *, course: Course, uid: str, after: Sequence[str], by: User | None, at: datetime
) -> int:
    """Say which slots come first. Raises OutlineRefused (`circle`) and UnknownItem."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.order_slot(outline, uid, tuple(after)),
        action="slot_ordered",
        by=by,
        at=at,
    )


def take_out_lesson(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Take a lesson out of its slot; it is kept. A slot that held no other goes with it."""
    return change_outline(
        course=course,
        change=lambda outline: outlining.take_out_lesson(outline, uid),
        action="lesson_taken_out",
        by=by,
        at=at,
    )


@transaction.atomic
def add_slot(
    *,
    course: Course,
    module_uid: str,
    uid: str,
    lesson_uid: str,
    by: User | None,
    at: datetime,
    to: int | None = None,
) -> int:
    """Add a slot for a lesson that is there and stands in no slot.

    Raises UnknownItem, UidTaken and OutlineRefused (`placed`).
    """
    check_uid(uid)
    lock(course)
    if not course.lessons.filter(uid=lesson_uid).exists():
        raise UnknownItem(lesson_uid)
    return change_outline(
        course=course,
        change=lambda outline: outlining.add_slot(
            outline, module_uid, SlotDraft(uid, (lesson_uid,)), to
        ),
        action="slot_added",
        by=by,
        at=at,
    )


@transaction.atomic
def place_lesson(
    *,
    course: Course,
    slot_uid: str,
    uid: str,
    by: User | None,
    at: datetime,
    to: int | None = None,
) -> int:
    """Make a lesson a variant of a slot; from then on it covers what the full account covers.

    Raises UnknownItem, and OutlineRefused (`answered`) where a lesson is answered: only what is
    read has a shorter account.
    """
    lock(course)
    before = read_outline(course)
    after = outlining.place_lesson(before, slot_uid, uid, to)
    placed = outlining.slot_of(after, slot_uid).lessons
    lessons = {one.uid: one for one in read_lessons(course, placed)}
    if uid not in lessons:
        raise UnknownItem(uid)
    if len(placed) > 1 and any(one.kind in ANSWERED | {"attestation"} for one in lessons.values()):
        raise OutlineRefused("answered", slot_uid)
    changes = _cover_as_the_first(course, [lessons[one] for one in placed])
    write_outline(course, before, after)
    key = ItemKey(items.OUTLINE)
    changes.insert(0, Change(key, items.outline_body(before), items.outline_body(after)))
    return keep(course=course, changes=changes, by=by, at=at, action="lesson_placed")


def _cover_as_the_first(course: Course, lessons: Sequence[LessonDraft]) -> list[Change]:
    changes = []
    for one in lessons[1:]:
        if set(one.covers) != set(lessons[0].covers):
            same = replace(one, covers=lessons[0].covers)
            write_lesson(course, same)
            key = ItemKey(items.LESSON, one.uid)
            changes.append(Change(key, items.lesson_body(one), items.lesson_body(same)))
    return changes


@transaction.atomic
def add_lesson(
    *,
    course: Course,
    lesson: LessonDraft,
    module_uid: str = "",
    slot_uid: str = "",
    by: User | None,
    at: datetime,
) -> int:
    """Make a lesson with its words and a place: a slot of its own in a module, or as a variant.

    A new slot is named for the lesson. Raises UidTaken, UnknownItem, ItemRefused, OutlineRefused.
    """
    lock(course)
    lesson = checked_lesson(lesson)
    if course.lessons.filter(uid=lesson.uid).exists():
        raise UidTaken(lesson.uid)
    before = read_outline(course)
    if slot_uid:
        first = read_lessons(course, outlining.slot_of(before, slot_uid).lessons[:1])[0]
        if {first.kind, lesson.kind} & (ANSWERED | {"attestation"}):
            raise OutlineRefused("answered", slot_uid)
        lesson = replace(lesson, covers=first.covers)
        after = outlining.place_lesson(before, slot_uid, lesson.uid)
    else:
        slot = SlotDraft(lesson.uid, (lesson.uid,))
        after = outlining.add_slot(before, module_uid, slot)
    changes = [Change(ItemKey(items.LESSON, lesson.uid), None, items.lesson_body(lesson))]
    write_lesson(course, lesson)
    for language, words in lesson.texts.items():
        kept = checked_lesson_words(words)
        write_lesson_words(course, lesson.uid, language, kept)
        key = ItemKey(items.LESSON_TEXT, lesson.uid, language)
        changes.append(Change(key, None, items.lesson_words_body(kept)))
    write_outline(course, before, after)
    key = ItemKey(items.OUTLINE)
    changes.append(Change(key, items.outline_body(before), items.outline_body(after)))
    return keep(course=course, changes=changes, by=by, at=at, action="lesson_added")

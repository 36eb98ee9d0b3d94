"""Bringing back what an item said before an edit: always a new edit, so it can be undone too."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.catalogue import items, outlining
from courses.catalogue.drafts import CourseDraft, ModuleDraft
from courses.catalogue.errors import NotRestorable
from courses.catalogue.items import Body, ItemKey
from courses.catalogue.models import Course, ItemVersion
from courses.catalogue.selectors import (
    draws_from_pools,
    is_asked_by_name,
    item_body,
    read_head,
    read_lesson,
    read_outline,
)
from courses.catalogue.services.courses import write_settings
from courses.catalogue.services.editing import Change, keep, lock
from courses.catalogue.services.pools import pool_gone, units_back
from courses.catalogue.services.writing_rows import (
    write_lesson,
    write_lesson_words,
    write_outline,
    write_pool,
    write_question,
    write_question_words,
)


def key_of(version: ItemVersion) -> ItemKey:
    """Return which item a row of the history is of."""
    return ItemKey(version.kind, version.uid, version.language)


@transaction.atomic
def restore_item(*, version: ItemVersion, by: User | None, at: datetime) -> int:
    """Make the item say what it said before that edit, and return the revision.

    A lesson or question that is brought back comes with the texts that went with it; an outline
    brings back lessons that it needs. Raises NotRestorable, and what a settings page raises.
    """
    course = version.course
    lock(course)
    changes = _restored(course, key_of(version), version.body, version.revision)
    return keep(course=course, changes=changes, by=by, at=at, action="restored")


@transaction.atomic
def undo_edit(*, course: Course, revision: int, by: User | None, at: datetime) -> int:
    """Take back all that one edit did, and return the revision.

    Only while nothing that it touched was edited since. Raises NotRestorable (`edited_since`, or
    `unknown` for an edit that kept nothing).
    """
    lock(course)
    rows = list(ItemVersion.objects.filter(course=course, revision=revision))
    if not rows:
        raise NotRestorable("unknown")
    for row in rows:
        since = ItemVersion.objects.filter(
            course=course,
            kind=row.kind,
            uid=row.uid,
            language=row.language,
            revision__gt=revision,
        )
        if since.exists():
            raise NotRestorable("edited_since")
    order = {kind: place for place, kind in enumerate(_ORDER)}
    gone = [row for row in rows if row.body is None]
    back = [row for row in rows if row.body is not None]
    changes: list[Change] = []
    # What is named comes back before what names it, and goes after it.
    for row in sorted(back, key=lambda one: order[one.kind]):
        changes += _restored(course, key_of(row), row.body, revision)
    for row in sorted(gone, key=lambda one: -order[one.kind]):
        changes += _restored(course, key_of(row), None, revision)
    return keep(course=course, changes=_joined(changes), by=by, at=at, action="undone")


_ORDER = (
    items.SETTINGS,
    items.POOL,
    items.QUESTION,
    items.LESSON,
    items.QUESTION_TEXT,
    items.LESSON_TEXT,
    items.OUTLINE,
)


def _joined(changes: list[Change]) -> list[Change]:
    """Each item once: what stood before the first change of it, and after the last."""
    found: dict[ItemKey, Change] = {}
    for change in changes:
        first = found.get(change.key)
        found[change.key] = replace(change, before=first.before) if first else change
    return list(found.values())


def _restored(course: Course, key: ItemKey, body: Body | None, revision: int) -> list[Change]:
    before = item_body(course, key)
    if before == body:
        return []
    match key.kind:
        case items.SETTINGS:
            return _settings_back(course, before, body)
        case items.OUTLINE:
            return _outline_back(course, body)
        case items.LESSON:
            return _lesson_back(course, key, before, body, revision)
        case items.LESSON_TEXT:
            _lesson_text_back(course, key, body)
        case items.POOL:
            return _pool_back(course, key, before, body)
        case items.QUESTION:
            return _question_back(course, key, before, body, revision)
        case _:
            _question_text_back(course, key, body)
    return [Change(key, before, body)]


def _settings_back(course: Course, before: Body | None, body: Body | None) -> list[Change]:
    if body is None:
        raise NotRestorable("settings")
    known = set(Course.objects.filter(slug__in=body["requires"]).values_list("slug", flat=True))
    head = CourseDraft(
        slug=course.slug,
        code=body["code"],
        languages=tuple(body["languages"]),
        titles=body["titles"],
        summaries=body["summaries"],
        harm_areas=tuple(body["harm_areas"]),
        gives_certificate=body["gives_certificate"],
        certificate_months=body["certificate_months"],
        requires=tuple(slug for slug in body["requires"] if slug in known),
    )
    write_settings(course, head)
    after = items.settings_body(read_head(course))
    return [Change(ItemKey(items.SETTINGS), before, after)]


def _outline_back(course: Course, body: Body | None) -> list[Change]:
    now = read_outline(course)
    wanted = items.outline_from(body or {"modules": []})
    named = [uid for slot in outlining.slots_of(wanted) for uid in slot.lessons]
    known = set(course.lessons.values_list("uid", flat=True))
    changes: list[Change] = []
    for uid in named:
        if uid not in known:
            changes += _last_lesson(course, uid)
    lost = set(named) - set(course.lessons.values_list("uid", flat=True))
    wanted = _without(wanted, lost)
    write_outline(course, now, wanted)
    key = ItemKey(items.OUTLINE)
    return [
        *changes,
        Change(key, items.outline_body(now), items.outline_body(read_outline(course))),
    ]


def _without(outline: tuple[ModuleDraft, ...], lost: set[str]) -> tuple[ModuleDraft, ...]:
    for uid in lost:
        outline = outlining.take_out_lesson(outline, uid)
    return outline


def _last_lesson(course: Course, uid: str) -> list[Change]:
    """Bring back a lesson as it was when it was removed."""
    rows = ItemVersion.objects.filter(
        course=course, kind=items.LESSON, uid=uid, body__isnull=False
    ).order_by("-revision")
    row = rows.first()
    if row is None:
        return []
    return _restored(course, key_of(row), row.body, row.revision)


def _lesson_back(
    course: Course, key: ItemKey, before: Body | None, body: Body | None, revision: int
) -> list[Change]:
    if body is None:
        return _lesson_gone(course, key, before)
    write_lesson(course, items.lesson_from(key.uid, body))
    changes = [Change(key, before, body)]
    if before is None:
        for text in ItemVersion.objects.filter(
            course=course, kind=items.LESSON_TEXT, uid=key.uid, revision=revision
        ).filter(body__isnull=False):
            _lesson_text_back(course, key_of(text), text.body)
            changes.append(Change(key_of(text), None, text.body))
    return changes


def _lesson_gone(course: Course, key: ItemKey, before: Body | None) -> list[Change]:
    lesson = read_lesson(course, key.uid)
    outline = read_outline(course)
    without = outlining.take_out_lesson(outline, key.uid)
    write_outline(course, outline, without)
    course.lessons.filter(uid=key.uid).delete()
    texts = lesson.texts if lesson else {}
    return [
        Change(key, before, None),
        *(
            Change(
                ItemKey(items.LESSON_TEXT, key.uid, language), items.lesson_words_body(words), None
            )
            for language, words in texts.items()
        ),
        Change(ItemKey(items.OUTLINE), items.outline_body(outline), items.outline_body(without)),
    ]


def _lesson_text_back(course: Course, key: ItemKey, body: Body | None) -> None:
    lesson = course.lessons.filter(uid=key.uid).first()
    if lesson is None:
        if body is not None:
            raise NotRestorable("lesson_gone")
    elif body is None:
        lesson.texts.filter(language=key.language).delete()
    else:
        write_lesson_words(course, key.uid, key.language, items.lesson_words_from(body))


def _question_back(
    course: Course, key: ItemKey, before: Body | None, body: Body | None, revision: int
) -> list[Change]:
    if body is None:
        if is_asked_by_name(course, [key.uid]):
            raise NotRestorable("asked")
        course.questions.filter(uid=key.uid).delete()
        return [Change(key, before, None)]
    question = items.question_from(key.uid, body, course.source_language)
    # Only pools that are there: another edit may have taken one out of the bank.
    there = set(course.pools.values_list("uid", flat=True))
    question = replace(question, pools=tuple(uid for uid in question.pools if uid in there))
    write_question(course, question)
    changes = [Change(key, before, items.question_body(question, course.source_language))]
    if before is None:
        for text in ItemVersion.objects.filter(
            course=course, kind=items.QUESTION_TEXT, uid=key.uid, revision=revision
        ).filter(body__isnull=False):
            _question_text_back(course, key_of(text), text.body)
            changes.append(Change(key_of(text), None, text.body))
    return changes


def _question_text_back(course: Course, key: ItemKey, body: Body | None) -> None:
    question = course.questions.filter(uid=key.uid).first()
    if question is None:
        if body is not None:
            raise NotRestorable("question_gone")
    elif body is None:
        question.texts.filter(language=key.language).delete()
    else:
        write_question_words(course, key.uid, key.language, items.question_words_from(body))


def _pool_back(
    course: Course, key: ItemKey, before: Body | None, body: Body | None
) -> list[Change]:
    """Bring back a pool with its title. Who may find one that is there is no matter of history."""
    if body is None:
        if key.uid in draws_from_pools(course):
            raise NotRestorable("drawn")
        return pool_gone(course, key.uid)
    if before is not None:
        if before["title"] == body["title"]:
            raise NotRestorable("shared")
        body = {**body, "visibility": before["visibility"]}
    row = write_pool(course, items.pool_from(key.uid, body))
    if before is None:
        units_back(row, body)
    return [Change(key, before, item_body(course, key))]

"""The question bank: writing, retiring, copying and moving questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from courses.catalogue import items
from courses.catalogue.checking import checked_question, checked_question_words
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.catalogue.errors import ItemRefused, OutlineRefused, UidTaken, UnknownItem
from courses.catalogue.items import ItemKey
from courses.catalogue.models import Course
from courses.catalogue.naming import fresh_uid
from courses.catalogue.selectors import is_asked_by_name, read_question, read_questions
from courses.catalogue.services.editing import Change, keep, lock, refuse_edited
from courses.catalogue.services.writing_rows import write_question, write_question_words


@transaction.atomic
def save_question(
    *, course: Course, question: QuestionDraft, base: str | None, by: User | None, at: datetime
) -> str:
    """Write a question with its words in the source language, and return its new digest.

    `base` is the digest of what the writer saw, None for a new question. Translations are left
    alone, and so are `is_retired` and `pools`. Words that are not ready may be unfinished. Raises
    EditedMeanwhile (`current` is the question as it is now), UidTaken, UnknownItem, ItemRefused.
    """
    lock(course)
    source = course.source_language
    question = checked_question(question, source)
    now = read_question(course, question.uid)
    if base is None and now is not None:
        raise UidTaken(question.uid)
    if base is not None and now is None:
        raise UnknownItem(question.uid)
    key = ItemKey(items.QUESTION, question.uid)
    before = items.question_body(now, source) if now else None
    refuse_edited(course=course, key=key, now=before, base=base, current=now)
    question = replace(
        question,
        is_retired=now.is_retired if now else False,
        pools=now.pools if now else (),
        texts={source: question.texts[source]},
    )
    after = items.question_body(question, source)
    if before != after:
        write_question(course, question)
    change = Change(key, before, after)
    keep(course=course, changes=[change], by=by, at=at, action="question_saved", is_typing=True)
    return items.digest_of(after) or ""


@transaction.atomic
def save_question_words(
    *,
    course: Course,
    uid: str,
    language: str,
    words: QuestionWords,
    base: str | None,
    by: User | None,
    at: datetime,
) -> str:
    """Write the translation of a question into one language, and return its new digest.

    `base` as for `save_lesson_words`. Raises EditedMeanwhile, UnknownItem and ItemRefused.
    """
    lock(course)
    if language not in course.languages or language == course.source_language:
        raise ItemRefused([(("language",), "is no language that this course is translated to")])
    question = read_question(course, uid)
    if question is None:
        raise UnknownItem(uid)
    words = checked_question_words(question, words)
    now = question.texts.get(language)
    before = items.question_words_body(now) if now else None
    key = ItemKey(items.QUESTION_TEXT, uid, language)
    refuse_edited(course=course, key=key, now=before, base=base, current=now)
    after = items.question_words_body(words)
    if before != after:
        write_question_words(course, uid, language, words)
    change = Change(key, before, after)
    keep(course=course, changes=[change], by=by, at=at, action="words_saved", is_typing=True)
    return items.digest_of(after) or ""


def retire_question(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Keep a question out of new releases; old ones keep it. Return the revision."""
    return retire_questions(course=course, uids=[uid], by=by, at=at)


def restore_question(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Bring a retired question back into use; return the revision."""
    return retire_questions(course=course, uids=[uid], by=by, at=at, is_retired=False)


@transaction.atomic
def retire_questions(
    *,
    course: Course,
    uids: Sequence[str],
    by: User | None,
    at: datetime,
    is_retired: bool = True,
) -> int:
    """Retire questions, or bring them back, as one edit; return the revision.

    Raises UnknownItem if one of them is not there; then nothing was written.
    """
    lock(course)
    source = course.source_language
    found = _all_of(course, uids)
    course.questions.filter(uid__in=uids).update(is_retired=is_retired)
    changes = [
        Change(
            ItemKey(items.QUESTION, one.uid),
            items.question_body(one, source),
            items.question_body(replace(one, is_retired=is_retired), source),
        )
        for one in found
    ]
    action = "questions_retired" if is_retired else "questions_brought_back"
    return keep(course=course, changes=changes, by=by, at=at, action=action)


def copy_question(
    *, course: Course, uid: str, to_course: Course, by: User | None, at: datetime
) -> str:
    """Copy a question to another course, or within its own; return the uid of the copy."""
    return copy_questions(course=course, uids=[uid], to_course=to_course, by=by, at=at)[0]


def move_question(
    *, course: Course, uid: str, to_course: Course, by: User | None, at: datetime
) -> str:
    """Move a question to another course; return its uid there."""
    return move_questions(course=course, uids=[uid], to_course=to_course, by=by, at=at)[0]


@transaction.atomic
def copy_questions(
    *,
    course: Course,
    uids: Sequence[str],
    to_course: Course,
    by: User | None,
    at: datetime,
) -> list[str]:
    """Copy questions with their translations as one edit; return the uids of the copies.

    A copy within the course stands in the same pools; one in another course stands in none. A
    uid that is taken there gets a number. Only languages of both courses come along, and the one
    that the other course is written in has to be among them. Raises UnknownItem, ItemRefused.
    """
    _lock_both(course, to_course)
    return _copied(_all_of(course, uids), course, to_course, by, at)


@transaction.atomic
def move_questions(
    *,
    course: Course,
    uids: Sequence[str],
    to_course: Course,
    by: User | None,
    at: datetime,
) -> list[str]:
    """Copy questions, and take them out of this course; return their uids there.

    Raises OutlineRefused (`asked`) for a question that a lesson of this course names.
    """
    _lock_both(course, to_course)
    if course.pk == to_course.pk:
        raise OutlineRefused("same_course")
    found = _all_of(course, uids)
    if asked := is_asked_by_name(course, uids):
        raise OutlineRefused("asked", ", ".join(sorted(asked)))
    there = _copied(found, course, to_course, by, at)
    _removed(found, course, by, at, action="questions_moved")
    return there


@transaction.atomic
def remove_question(*, course: Course, uid: str, by: User | None, at: datetime) -> int:
    """Delete a question that no lesson names; history brings it back. Return the revision."""
    lock(course)
    found = _all_of(course, [uid])
    if is_asked_by_name(course, [uid]):
        raise OutlineRefused("asked", uid)
    return _removed(found, course, by, at, action="question_removed")


def _lock_both(course: Course, other: Course) -> None:
    # Always in the same order, so that two who copy to and fro do not wait for each other.
    for one in sorted((course, other), key=lambda row: row.pk):
        lock(one)


def _all_of(course: Course, uids: Sequence[str]) -> tuple[QuestionDraft, ...]:
    found = read_questions(course, uids)
    if missing := set(uids) - {one.uid for one in found}:
        raise UnknownItem(min(missing))
    return found


def _copied(
    found: Sequence[QuestionDraft],
    course: Course,
    to_course: Course,
    by: User | None,
    at: datetime,
) -> list[str]:
    source = to_course.source_language
    taken = set(to_course.questions.values_list("uid", flat=True))
    changes, made = [], []
    for one in found:
        if source not in one.texts:
            raise ItemRefused([(("texts", one.uid), f"are not there in {source}")])
        uid = fresh_uid(one.uid, taken)
        taken.add(uid)
        copy = replace(
            one,
            uid=uid,
            is_retired=False,
            pools=one.pools if course.pk == to_course.pk else (),
            texts=_texts_for(one, course, to_course),
        )
        write_question(to_course, copy)
        made.append(uid)
        changes.append(
            Change(ItemKey(items.QUESTION, uid), None, items.question_body(copy, source))
        )
        changes += [
            Change(
                ItemKey(items.QUESTION_TEXT, uid, language),
                None,
                items.question_words_body(words),
            )
            for language, words in copy.texts.items()
            if language != source
        ]
    keep(course=to_course, changes=changes, by=by, at=at, action="questions_copied")
    return made


def _texts_for(
    question: QuestionDraft, course: Course, to_course: Course
) -> dict[str, QuestionWords]:
    """The texts in languages of the other course. Where that is written in another language,
    its words become the source, and what is translated counts as made from them."""
    kept = {
        language: words
        for language, words in question.texts.items()
        if language in to_course.languages
    }
    source = to_course.source_language
    if source == course.source_language:
        return kept
    digest = kept[source].digest
    return {
        language: replace(words, made_from="" if language == source else digest)
        for language, words in kept.items()
    }


def _removed(
    found: Sequence[QuestionDraft], course: Course, by: User | None, at: datetime, *, action: str
) -> int:
    source = course.source_language
    course.questions.filter(uid__in=[one.uid for one in found]).delete()
    changes = []
    for one in found:
        key = ItemKey(items.QUESTION, one.uid)
        changes.append(Change(key, items.question_body(one, source), None))
        changes += [
            Change(
                ItemKey(items.QUESTION_TEXT, one.uid, language),
                items.question_words_body(words),
                None,
            )
            for language, words in one.texts.items()
            if language != source
        ]
    return keep(course=course, changes=changes, by=by, at=at, action=action)

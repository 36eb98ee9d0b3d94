"""Items into rows. Called by services that hold the course's lock; note no edit themselves."""

from __future__ import annotations

from django.db.models import Max

from courses.catalogue.drafts import (
    LessonDraft,
    LessonWords,
    ModuleDraft,
    PoolDraft,
    QuestionDraft,
    QuestionWords,
)
from courses.catalogue.models import (
    Course,
    CourseModule,
    Lesson,
    LessonText,
    Pool,
    Question,
    QuestionText,
    Slot,
    Variant,
)


def write_lesson(course: Course, lesson: LessonDraft) -> None:
    """Write a lesson without its texts."""
    Lesson.objects.update_or_create(
        course=course,
        uid=lesson.uid,
        defaults={
            "kind": lesson.kind,
            "minutes": lesson.minutes,
            "intensity": lesson.intensity,
            "covers": list(lesson.covers),
            "settings": dict(lesson.settings),
        },
    )


def write_lesson_words(course: Course, uid: str, language: str, words: LessonWords) -> None:
    """Write the words of a lesson that is there."""
    LessonText.objects.update_or_create(
        lesson=course.lessons.get(uid=uid),
        language=language,
        defaults={
            "title": words.title,
            "topic": words.topic,
            "body": words.body,
            "source_digest": words.made_from,
            "is_ready": words.is_ready,
        },
    )


def write_question(course: Course, question: QuestionDraft) -> None:
    """Write a question with the texts that it brings; a new one stands at the end of the bank.

    It stands in those of its pools that are there.
    """
    values = {
        "type": question.type,
        "definition": dict(question.definition),
        "marks": question.marks,
        "difficulty": question.difficulty,
        "intensity": question.intensity,
        "tags": list(question.tags),
        "covers": list(question.covers),
        "is_retired": question.is_retired,
    }
    last = course.questions.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    row, is_new = Question.objects.update_or_create(
        course=course,
        uid=question.uid,
        defaults=values,
        create_defaults={**values, "position": place},
    )
    if question.pools or not is_new:
        row.pools.set(course.pools.filter(uid__in=question.pools))
    for language, words in question.texts.items():
        write_question_words(course, question.uid, language, words)


def write_pool(course: Course, pool: PoolDraft) -> Pool:
    """Write a pool; its questions and the units of a restricted one stay as they are."""
    row, _is_new = Pool.objects.update_or_create(
        course=course,
        uid=pool.uid,
        defaults={"title": pool.title, "visibility": pool.visibility},
    )
    return row


def write_question_words(course: Course, uid: str, language: str, words: QuestionWords) -> None:
    """Write the words of a question that is there."""
    QuestionText.objects.update_or_create(
        question=course.questions.get(uid=uid),
        language=language,
        defaults={
            "texts": dict(words.texts),
            "source_digest": words.made_from,
            "is_ready": words.is_ready,
        },
    )


def write_outline(
    course: Course, before: tuple[ModuleDraft, ...], after: tuple[ModuleDraft, ...]
) -> None:
    """Make the rows of the outline say `after`; rows that stay keep their ids."""
    modules = {row.uid: row for row in course.modules.all()}
    for place, module in enumerate(after):
        row = modules.get(module.uid) or CourseModule(course=course, uid=module.uid)
        # Titles in a language that the course has given up stay for when it comes back.
        titles = {**(row.titles or {}), **module.titles}
        titles = {
            one: text
            for one, text in titles.items()
            if one in module.titles or one not in course.languages
        }
        if row.pk is None or (row.position, row.titles) != (place, titles):
            row.position, row.titles = place, titles
            row.save()
        modules[module.uid] = row
    slots = _write_slots(course, after, modules)
    course.slots.exclude(uid__in=slots).delete()
    course.modules.exclude(uid__in=[module.uid for module in after]).delete()
    _fill_slots(course, before, after, slots)


def _write_slots(
    course: Course, after: tuple[ModuleDraft, ...], modules: dict[str, CourseModule]
) -> dict[str, Slot]:
    slots = {row.uid: row for row in course.slots.all()}
    kept: dict[str, Slot] = {}
    new, moved = [], []
    for module in after:
        module_id = modules[module.uid].pk
        for place, slot in enumerate(module.slots):
            row = slots.get(slot.uid)
            if row is None:
                row = Slot(course=course, module_id=module_id, uid=slot.uid, position=place)
                new.append(row)
            elif (row.module_id, row.position) != (module_id, place):
                row.module_id, row.position = module_id, place
                moved.append(row)
            kept[slot.uid] = row
    Slot.objects.bulk_update(moved, ["module", "position"])
    Slot.objects.bulk_create(new)
    return kept


def _fill_slots(
    course: Course,
    before: tuple[ModuleDraft, ...],
    after: tuple[ModuleDraft, ...],
    slots: dict[str, Slot],
) -> None:
    stood = {slot.uid: slot for module in before for slot in module.slots}
    told = {slot.uid: slot for module in after for slot in module.slots}
    lessons = dict(course.lessons.values_list("uid", "pk"))
    changed = [uid for uid, slot in told.items() if stood.get(uid) != slot]
    ids = [slots[uid].pk for uid in changed]
    Variant.objects.filter(slot_id__in=ids).delete()
    Variant.objects.bulk_create(
        Variant(slot_id=slots[uid].pk, lesson_id=lessons[lesson], position=place)
        for uid in changed
        for place, lesson in enumerate(told[uid].lessons)
    )
    through = Slot.after.through
    through.objects.filter(from_slot_id__in=ids).delete()
    through.objects.bulk_create(
        through(from_slot_id=slots[uid].pk, to_slot_id=slots[first].pk)
        for uid in changed
        for first in told[uid].after
    )

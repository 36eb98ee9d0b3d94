"""A draft written whole, as a course folder says it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import record
from courses.catalogue import items
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import CodeTaken, UnknownCourses
from courses.catalogue.items import Body, ItemKey
from courses.catalogue.models import (
    Course,
    CourseModule,
    ItemVersion,
    Lesson,
    LessonText,
    Pool,
    Question,
    QuestionText,
    Slot,
    Variant,
)
from courses.catalogue.selectors import read_draft
from courses.catalogue.services.editing import note_edit
from courses.catalogue.services.writing_rows import write_pool


@transaction.atomic
def replace_draft(
    *,
    draft: CourseDraft,
    by: User | None,
    at: datetime,
    owner: Unit | None = None,
    loaded_digest: str = "",
) -> Course:
    """Make the course of that slug say what `draft` says, creating it if there is none.

    Owner and named units, of the course and of its pools, stay on an existing course, as a draft
    does not tell them. Rows of the old draft are replaced, releases untouched, and every item that
    changed stays in the history. A course that says so already keeps its revision, and with it
    whatever was approved. Raises UnknownCourses and CodeTaken.
    """
    course = Course.objects.select_for_update().filter(slug=draft.slug).first()
    if Course.objects.exclude(slug=draft.slug).filter(code=draft.code).exists():
        raise CodeTaken(f"Another course has the code {draft.code}.")
    action = "replaced" if course else "created"
    former = read_draft(course) if course else None
    if course and former and former.digest() == draft.digest():
        return _as_it_is(course, loaded_digest)
    before = items.bodies_of(former) if former else None
    course = course or Course(slug=draft.slug, owner=owner, draft_revision=0)
    course.loaded_digest = loaded_digest
    _tell(course, draft)
    course.save()
    _require(course, draft.requires)
    _replace_pools(course, draft)
    _replace_questions(course, draft)
    _replace_outline(course, draft)
    note_edit(course=course, by=by, at=at, action=action)
    if before is not None:
        _keep_former(course, before, items.bodies_of(draft), by, at)
    record(
        action=f"course.draft_{action}",
        by=by,
        target=course,
        new={"slug": draft.slug, "revision": course.draft_revision},
        at=at,
        unit=course.owner,
    )
    return course


def _as_it_is(course: Course, loaded_digest: str) -> Course:
    """Leave a course that says already what it should; shipped content is noted as such."""
    if loaded_digest and course.loaded_digest != loaded_digest:
        course.loaded_digest = loaded_digest
        course.save(update_fields=["loaded_digest"])
    return course


def _keep_former(
    course: Course,
    before: Mapping[ItemKey, Body],
    after: Mapping[ItemKey, Body],
    by: User | None,
    at: datetime,
) -> None:
    ItemVersion.objects.bulk_create(
        ItemVersion(
            course=course,
            kind=key.kind,
            uid=key.uid,
            language=key.language,
            body=before.get(key),
            revision=course.draft_revision,
            by=by,
            at=at,
        )
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    )


def _tell(course: Course, draft: CourseDraft) -> None:
    course.code = draft.code
    course.languages = list(draft.languages)
    course.titles = dict(draft.titles)
    course.summaries = dict(draft.summaries)
    course.visibility = draft.visibility
    course.harm_areas = list(draft.harm_areas)
    course.has_certificate = draft.gives_certificate
    course.certificate_valid_months = draft.certificate_months


def _require(course: Course, slugs: tuple[str, ...]) -> None:
    found = {row.slug: row for row in Course.objects.filter(slug__in=slugs)}
    if missing := [slug for slug in slugs if slug not in found]:
        raise UnknownCourses(missing)
    course.requires.set(found.values())


def _replace_outline(course: Course, draft: CourseDraft) -> None:
    course.modules.all().delete()
    course.lessons.all().delete()
    lessons = Lesson.objects.bulk_create(
        Lesson(
            course=course,
            uid=lesson.uid,
            kind=lesson.kind,
            minutes=lesson.minutes,
            intensity=lesson.intensity,
            covers=list(lesson.covers),
            settings=dict(lesson.settings),
        )
        for lesson in draft.lessons
    )
    LessonText.objects.bulk_create(
        LessonText(
            lesson=row,
            language=language,
            title=words.title,
            topic=words.topic,
            body=words.body,
            source_digest=words.made_from,
            is_ready=words.is_ready,
        )
        for row, lesson in zip(lessons, draft.lessons, strict=True)
        for language, words in lesson.texts.items()
    )
    _create_slots(course, draft, {row.uid: row for row in lessons})


def _create_slots(course: Course, draft: CourseDraft, lessons: dict[str, Lesson]) -> None:
    modules = CourseModule.objects.bulk_create(
        CourseModule(course=course, uid=module.uid, position=place, titles=dict(module.titles))
        for place, module in enumerate(draft.modules)
    )
    slots = Slot.objects.bulk_create(
        Slot(course=course, module=row, uid=slot.uid, position=place)
        for row, module in zip(modules, draft.modules, strict=True)
        for place, slot in enumerate(module.slots)
    )
    Variant.objects.bulk_create(
        Variant(slot=row, lesson=lessons[uid], position=place)
        for row, slot in zip(slots, draft.slots, strict=True)
        for place, uid in enumerate(slot.lessons)
    )
    ids = {row.uid: row.pk for row in slots}
    Slot.after.through.objects.bulk_create(
        Slot.after.through(from_slot_id=ids[slot.uid], to_slot_id=ids[first])
        for slot in draft.slots
        for first in slot.after
    )


def _replace_pools(course: Course, draft: CourseDraft) -> None:
    course.pools.exclude(uid__in=[pool.uid for pool in draft.pools]).delete()
    for pool in draft.pools:
        write_pool(course, pool)


def _replace_questions(course: Course, draft: CourseDraft) -> None:
    course.questions.all().delete()
    questions = Question.objects.bulk_create(
        Question(
            course=course,
            uid=question.uid,
            position=place,
            type=question.type,
            definition=dict(question.definition),
            marks=question.marks,
            difficulty=question.difficulty,
            intensity=question.intensity,
            tags=list(question.tags),
            covers=list(question.covers),
            is_retired=question.is_retired,
        )
        for place, question in enumerate(draft.questions)
    )
    QuestionText.objects.bulk_create(
        QuestionText(
            question=row,
            language=language,
            texts=dict(words.texts),
            source_digest=words.made_from,
            is_ready=words.is_ready,
        )
        for row, question in zip(questions, draft.questions, strict=True)
        for language, words in question.texts.items()
    )
    pools = dict(course.pools.values_list("uid", "pk"))
    standing = Pool.questions.through
    standing.objects.bulk_create(
        standing(question_id=row.pk, pool_id=pools[uid])
        for row, question in zip(questions, draft.questions, strict=True)
        for uid in question.pools
        if uid in pools
    )

"""Every write to a draft. Each one raises the draft's revision and leaves a DraftEdit row."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import Unit, User
from accounts.services import record
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.errors import CodeTaken, UnknownCourses
from courses.catalogue.models import (
    Course,
    CourseGrant,
    CourseModule,
    DraftEdit,
    Lesson,
    LessonText,
    Question,
    QuestionText,
    Slot,
    Variant,
)


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

    Owner and named units stay on an existing course, as a draft does not tell them. Rows of the
    old draft are replaced, releases untouched. Raises UnknownCourses and CodeTaken.
    """
    course = Course.objects.select_for_update().filter(slug=draft.slug).first()
    if Course.objects.exclude(slug=draft.slug).filter(code=draft.code).exists():
        raise CodeTaken(f"Another course has the code {draft.code}.")
    action = "replaced" if course else "created"
    course = course or Course(slug=draft.slug, owner=owner, draft_revision=0)
    course.loaded_digest = loaded_digest
    _tell(course, draft)
    course.save()
    _require(course, draft.requires)
    _replace_questions(course, draft)
    _replace_outline(course, draft)
    note_edit(course=course, by=by, at=at, action=action)
    record(
        action=f"course.draft_{action}",
        by=by,
        target=course,
        new={"slug": draft.slug, "revision": course.draft_revision},
        at=at,
        unit=course.owner,
    )
    return course


def _tell(course: Course, draft: CourseDraft) -> None:
    course.code = draft.code
    course.languages = list(draft.languages)
    course.titles = dict(draft.titles)
    course.summaries = dict(draft.summaries)
    course.visibility = draft.visibility
    course.harm_areas = list(draft.harm_areas)
    course.has_certificate = draft.gives_certificate
    course.certificate_valid_months = draft.certificate_months


@transaction.atomic
def note_edit(*, course: Course, by: User | None, at: datetime, action: str, item: str = "") -> int:
    """Raise the draft's revision, say who did what, and return the new revision.

    Call it in the transaction of the edit itself; it voids every candidate made before.
    """
    Course.objects.filter(pk=course.pk).update(draft_revision=F("draft_revision") + 1, edited_at=at)
    course.refresh_from_db(fields=["draft_revision", "edited_at"])
    DraftEdit.objects.create(
        course=course, revision=course.draft_revision, by=by, at=at, action=action, item=item
    )
    return course.draft_revision


@transaction.atomic
def grant_authoring(
    *, course: Course, user: User, role: CourseGrant.Role, by: User, at: datetime
) -> CourseGrant:
    """Give a person the right to write, review or mark in the course; twice is once."""
    grant, is_new = CourseGrant.objects.get_or_create(
        course=course, user=user, role=role, defaults={"granted_by": by, "granted_at": at}
    )
    if is_new:
        new = {"person": str(user.public_id), "role": str(role)}
        record(
            action="course.right_granted", by=by, target=course, new=new, at=at, unit=course.owner
        )
    return grant


@transaction.atomic
def withdraw_authoring(*, grant: CourseGrant, by: User, at: datetime) -> None:
    """Take the right away again."""
    old = {"person": str(grant.user.public_id), "role": grant.role}
    course = grant.course
    record(action="course.right_withdrawn", by=by, target=course, old=old, at=at, unit=course.owner)
    grant.delete()


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

"""Drafts, read whole."""

from collections import defaultdict

from courses.catalogue.drafts import (
    CourseDraft,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.models import (
    Course,
    CourseModule,
    Lesson,
    LessonText,
    Question,
    QuestionText,
    Slot,
    Variant,
)


def read_draft(course: Course) -> CourseDraft:
    """Return the draft of a course as one value, in nine queries whatever its size.

    Without a transaction the rows may be of different moments: whoever needs one moment compares
    `draft_revision` before and after.
    """
    return CourseDraft(
        slug=course.slug,
        code=course.code,
        languages=tuple(course.languages),
        titles=course.titles,
        summaries=course.summaries,
        visibility=course.visibility,
        harm_areas=tuple(course.harm_areas),
        gives_certificate=course.has_certificate,
        certificate_months=course.certificate_valid_months,
        requires=tuple(sorted(course.requires.values_list("slug", flat=True))),
        modules=_modules(course),
        lessons=_lessons(course),
        questions=_questions(course),
    )


def _modules(course: Course) -> tuple[ModuleDraft, ...]:
    after = defaultdict(list)
    for slot_id, first in Slot.after.through.objects.filter(from_slot__course=course).values_list(
        "from_slot_id", "to_slot__uid"
    ):
        after[slot_id].append(first)
    lessons = defaultdict(list)
    for slot_id, uid in (
        Variant.objects.filter(slot__course=course)
        .order_by("position", "id")
        .values_list("slot_id", "lesson__uid")
    ):
        lessons[slot_id].append(uid)
    slots = defaultdict(list)
    for slot in Slot.objects.filter(course=course).order_by("position", "id"):
        draft = SlotDraft(slot.uid, tuple(lessons[slot.pk]), tuple(sorted(after[slot.pk])))
        slots[slot.module_id].append(draft)
    return tuple(
        ModuleDraft(module.uid, module.titles, tuple(slots[module.pk]))
        for module in CourseModule.objects.filter(course=course).order_by("position", "id")
    )


def _lessons(course: Course) -> tuple[LessonDraft, ...]:
    texts: dict[int, dict[str, LessonWords]] = defaultdict(dict)
    for text in LessonText.objects.filter(lesson__course=course).order_by("language"):
        texts[text.lesson_id][text.language] = LessonWords(
            text.title, text.topic, text.body, text.source_digest, text.is_ready
        )
    return tuple(
        LessonDraft(
            uid=lesson.uid,
            kind=lesson.kind,
            minutes=lesson.minutes,
            intensity=lesson.intensity,
            covers=tuple(lesson.covers),
            settings=lesson.settings,
            texts=texts[lesson.pk],
        )
        # Sorted here: databases disagree on the order of "-".
        for lesson in sorted(Lesson.objects.filter(course=course), key=lambda row: row.uid)
    )


def _questions(course: Course) -> tuple[QuestionDraft, ...]:
    texts: dict[int, dict[str, QuestionWords]] = defaultdict(dict)
    for text in QuestionText.objects.filter(question__course=course).order_by("language"):
        texts[text.question_id][text.language] = QuestionWords(
            text.texts, text.source_digest, text.is_ready
        )
    return tuple(
        QuestionDraft(
            uid=question.uid,
            type=question.type,
            definition=question.definition,
            marks=question.marks,
            difficulty=question.difficulty,
            intensity=question.intensity,
            tags=tuple(question.tags),
            covers=tuple(question.covers),
            is_retired=question.is_retired,
            texts=texts[question.pk],
        )
        for question in Question.objects.filter(course=course).order_by("position", "uid")
    )

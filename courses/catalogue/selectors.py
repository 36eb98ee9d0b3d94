"""Drafts, read whole or item by item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q

from accounts.models import User
from core.canonical import digest
from courses.catalogue import items
from courses.catalogue.drafts import (
    CourseDraft,
    HeadWords,
    LessonDraft,
    LessonWords,
    ModuleDraft,
    PoolDraft,
    QuestionDraft,
    QuestionWords,
    SlotDraft,
)
from courses.catalogue.models import (
    Course,
    CourseGrant,
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


def rights_of(user: User) -> dict[Course, list[str]]:
    """Return the courses that the person was asked to write, review or mark; one query."""
    found: dict[Course, list[str]] = {}
    rows = CourseGrant.objects.filter(user=user).exclude(role=CourseGrant.Role.EMERGENCY)
    rows = rows.select_related("course")
    for row in rows.order_by("course__code", "role"):
        found.setdefault(row.course, []).append(row.role)
    return found


@dataclass(frozen=True)
class LessonForEdit:
    """A lesson with its words in one language, as an editor opens it.

    `digest` and `words_digest` are handed back as `base`; the latter is None where nothing is
    written in the language yet. `source` are the words that a translation is made from.
    """

    lesson: LessonDraft
    digest: str
    language: str
    source_language: str
    words: LessonWords | None
    words_digest: str | None
    source: LessonWords | None


@dataclass(frozen=True)
class QuestionForEdit:
    """A question as an editor opens it; each digest is handed back as `base`."""

    question: QuestionDraft
    digest: str
    source_language: str
    words_digests: Mapping[str, str]


def read_draft(course: Course) -> CourseDraft:
    """Return the draft of a course as one value, in eleven queries whatever its size.

    Texts in a language that the course does not list (any more) are no part of it. Without a
    transaction the rows may be of different moments: whoever needs one moment compares
    `draft_revision` before and after.
    """
    return CourseDraft(
        **_head(course),
        modules=_modules(course),
        lessons=_lessons(course),
        questions=_questions(course),
        pools=read_pools(course),
    )


def read_head(course: Course) -> CourseDraft:
    """Return the draft without outline, lessons and questions, in one query."""
    return CourseDraft(**_head(course))


def read_outline(course: Course) -> tuple[ModuleDraft, ...]:
    """Return the outline, in four queries."""
    return _modules(course)


def read_lesson(course: Course, uid: str) -> LessonDraft | None:
    """Return one lesson with its texts in every language, in two queries."""
    return next(iter(_lessons(course, {uid}, every_language=True)), None)


def read_lessons(course: Course, uids: Collection[str]) -> tuple[LessonDraft, ...]:
    """Return some lessons with their texts in every language, in two queries."""
    return _lessons(course, uids, every_language=True)


def read_question(course: Course, uid: str) -> QuestionDraft | None:
    """Return one question with its texts in every language, in three queries."""
    return next(iter(_questions(course, {uid}, every_language=True)), None)


def read_questions(course: Course, uids: Collection[str]) -> tuple[QuestionDraft, ...]:
    """Return some questions with their texts in every language, in the order of the bank."""
    return _questions(course, uids, every_language=True)


def read_pools(course: Course) -> tuple[PoolDraft, ...]:
    """Return the pools of the bank by uid, in one query."""
    rows = Pool.objects.filter(course=course)
    return tuple(
        PoolDraft(row.uid, row.title, row.visibility)
        for row in sorted(rows, key=lambda one: one.uid)
    )


def read_pool(course: Course, uid: str) -> PoolDraft | None:
    """Return one pool, in one query."""
    row = Pool.objects.filter(course=course, uid=uid).first()
    return PoolDraft(row.uid, row.title, row.visibility) if row else None


def lesson_for_edit(course: Course, uid: str, language: str) -> LessonForEdit | None:
    """Return a lesson as an editor opens it, or None if it is not there; in two queries."""
    lesson = read_lesson(course, uid)
    if lesson is None:
        return None
    words = lesson.texts.get(language)
    return LessonForEdit(
        lesson=lesson,
        digest=items.digest_of(items.lesson_body(lesson)) or "",
        language=language,
        source_language=course.source_language,
        words=words,
        words_digest=items.digest_of(items.lesson_words_body(words)) if words else None,
        source=lesson.texts.get(course.source_language),
    )


def question_for_edit(course: Course, uid: str) -> QuestionForEdit | None:
    """Return a question as an editor opens it, or None if it is not there; in three queries."""
    question = read_question(course, uid)
    if question is None:
        return None
    source = course.source_language
    return QuestionForEdit(
        question=question,
        digest=items.digest_of(items.question_body(question, source)) or "",
        source_language=source,
        words_digests={
            language: items.digest_of(items.question_words_body(words)) or ""
            for language, words in question.texts.items()
            if language != source
        },
    )


def item_body(course: Course, key: items.ItemKey) -> items.Body | None:
    """Return what an item says now, or None if it is not there."""
    match key.kind:
        case items.SETTINGS:
            return items.settings_body(read_head(course))
        case items.OUTLINE:
            return items.outline_body(read_outline(course))
        case items.LESSON:
            lesson = read_lesson(course, key.uid)
            return items.lesson_body(lesson) if lesson else None
        case items.LESSON_TEXT:
            lesson = read_lesson(course, key.uid)
            words = lesson.texts.get(key.language) if lesson else None
            return items.lesson_words_body(words) if words else None
        case items.POOL:
            pool = read_pool(course, key.uid)
            return items.pool_body(pool) if pool else None
        case items.QUESTION:
            question = read_question(course, key.uid)
            return items.question_body(question, course.source_language) if question else None
        case _:
            question = read_question(course, key.uid)
            said = question.texts.get(key.language) if question else None
            return items.question_words_body(said) if said else None


def last_version(course: Course, key: items.ItemKey) -> ItemVersion | None:
    """Return the newest row of an item's history, with who made it."""
    rows = ItemVersion.objects.filter(
        course=course, kind=key.kind, uid=key.uid, language=key.language
    )
    return rows.select_related("by").order_by("-revision").first()


def is_asked_by_name(course: Course, uids: Collection[str]) -> dict[str, list[str]]:
    """Return, for each of these questions, the lessons that name it; in one query."""
    wanted = set(uids)
    found: dict[str, list[str]] = {}
    for uid, settings in course.lessons.filter(kind__in=("quiz", "exercise")).values_list(
        "uid", "settings"
    ):
        for question in sorted(named_questions(settings) & wanted):
            found.setdefault(question, []).append(uid)
    return found


def draws_from_pools(course: Course) -> dict[str, list[str]]:
    """Return, for each pool that a quiz draws from, the quizzes by uid; in one query."""
    found: dict[str, list[str]] = {}
    for uid, settings in (
        course.lessons.filter(kind="quiz").order_by("uid").values_list("uid", "settings")
    ):
        for pool in {draw["pool"] for draw in settings.get("draw") or () if draw.get("pool")}:
            found.setdefault(pool, []).append(uid)
    return found


@dataclass(frozen=True)
class HeadForEdit:
    """Title, summary and titles of modules in one language beside those they are made from.

    `base` is what an editor hands back. A translation that was taken in with a file, or made
    before digests were kept, counts as made from what stands there now.
    """

    language: str
    words: HeadWords
    source: HeadWords
    base: str
    is_begun: bool
    is_stale: bool

    @property
    def state(self) -> Literal["missing", "stale", "ready"]:
        """What is to be done."""
        if not self.words.is_whole:
            return "missing"
        return "stale" if self.is_stale else "ready"


def head_words(course: Course, language: str) -> HeadWords:
    """Return what frames a course in a language, without falling back; in one query."""
    modules = course.modules.order_by("position", "id").values_list("uid", "titles")
    return HeadWords(
        course.titles.get(language, ""),
        course.summaries.get(language, ""),
        {uid: titles.get(language, "") for uid, titles in modules},
    )


def head_for_edit(course: Course, language: str) -> HeadForEdit:
    """Return what frames a course as its translator sees it; in two queries."""
    words, source = head_words(course, language), head_words(course, course.source_language)
    made_from = course.head_sources.get(language, "")
    return HeadForEdit(
        language,
        words,
        source,
        base=digest({"words": words.digest, "made_from": made_from}),
        is_begun=bool(words.title or words.summary),
        is_stale=bool(made_from) and made_from != source.digest,
    )


def named_questions(settings: Mapping[str, Any]) -> set[str]:
    """Return the questions that a lesson's settings name."""
    named = set(settings.get("questions") or ())
    for draw in settings.get("draw") or ():
        named |= set(draw.get("questions") or ())
    return named


def _head(course: Course) -> dict[str, Any]:
    return {
        "slug": course.slug,
        "code": course.code,
        "languages": tuple(course.languages),
        "titles": _listed(course, course.titles),
        "summaries": _listed(course, course.summaries),
        "visibility": course.visibility,
        "harm_areas": tuple(course.harm_areas),
        "gives_certificate": course.has_certificate,
        "certificate_months": course.certificate_valid_months,
        "requires": tuple(sorted(course.requires.values_list("slug", flat=True))),
    }


def _listed(course: Course, texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if language in course.languages}


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
        ModuleDraft(module.uid, _listed(course, module.titles), tuple(slots[module.pk]))
        for module in CourseModule.objects.filter(course=course).order_by("position", "id")
    )


def _lessons(
    course: Course, uids: Collection[str] | None = None, *, every_language: bool = False
) -> tuple[LessonDraft, ...]:
    chosen = Q() if uids is None else Q(lesson__uid__in=uids)
    if not every_language:
        chosen &= Q(language__in=course.languages)
    texts: dict[int, dict[str, LessonWords]] = defaultdict(dict)
    rows = LessonText.objects.filter(chosen, lesson__course=course)
    for text in rows.order_by("language"):
        texts[text.lesson_id][text.language] = LessonWords(
            text.title, text.topic, text.body, text.source_digest, text.is_ready
        )
    lessons = Lesson.objects.filter(Q() if uids is None else Q(uid__in=uids), course=course)
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
        for lesson in sorted(lessons, key=lambda row: row.uid)
    )


def _questions(
    course: Course, uids: Collection[str] | None = None, *, every_language: bool = False
) -> tuple[QuestionDraft, ...]:
    chosen = Q() if uids is None else Q(question__uid__in=uids)
    if not every_language:
        chosen &= Q(language__in=course.languages)
    texts: dict[int, dict[str, QuestionWords]] = defaultdict(dict)
    rows = QuestionText.objects.filter(chosen, question__course=course)
    for text in rows.order_by("language"):
        texts[text.question_id][text.language] = QuestionWords(
            text.texts, text.source_digest, text.is_ready
        )
    questions = Question.objects.filter(Q() if uids is None else Q(uid__in=uids), course=course)
    pools: dict[int, list[str]] = defaultdict(list)
    standing = Pool.questions.through.objects.filter(
        Q() if uids is None else Q(question__uid__in=uids), pool__course=course
    )
    for question_id, pool in standing.values_list("question_id", "pool__uid"):
        pools[question_id].append(pool)
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
            pools=tuple(sorted(pools[question.pk])),
            is_retired=question.is_retired,
            texts=texts[question.pk],
        )
        for question in questions.order_by("position", "uid")
    )

"""The rows of the workshop's pages, through what the person may edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from accounts.models import User
from core.orm import for_list
from courses.catalogue.drafts import LessonWords, QuestionWords
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
from courses.enrolment.models import Enrolment


@dataclass
class LanguageState:
    """What one language of a draft lacks, and what was translated from an older text."""

    language: str
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.missing or self.stale)


@dataclass(frozen=True)
class Taking:
    """How many people stand on one release; by its number."""

    number: int
    in_progress: int
    passed: int


def drafts_of(user: User, *, q: str = "", language: str = "") -> QuerySet[Course]:
    """Return the drafts that the person may edit, the last edited first."""
    rows = Course.objects.editable_by(user)
    if q:
        matches = Q(code__icontains=q) | Q(slug__icontains=q)
        for number, spoken in enumerate(sorted({language or "en", "en"})):
            name = f"title_{number}"
            rows = rows.annotate(**{name: KeyTextTransform(spoken, "titles")})
            matches |= Q(**{f"{name}__icontains": q})
        rows = rows.filter(matches)
    return for_list(rows.order_by("-edited_at", "code"))


def draft_of(user: User, slug: str) -> Course | None:
    """Return a draft that the person may edit, with its owner, or None."""
    return Course.objects.editable_by(user).filter(slug=slug).select_related("owner").first()


def outline_rows(
    course: Course,
) -> tuple[list[Slot], dict[int, list[int]], dict[int, list[str]]]:
    """Return the slots in order, the ids of their lessons, and what comes before each."""
    slots = list(for_list(Slot.objects.filter(course=course)).order_by("position", "id"))
    variants: dict[int, list[int]] = {}
    rows = Variant.objects.filter(slot__course=course).order_by("position", "id")
    for slot_id, lesson_id in rows.values_list("slot_id", "lesson_id"):
        variants.setdefault(slot_id, []).append(lesson_id)
    before: dict[int, list[str]] = {}
    through = Slot.after.through.objects.filter(from_slot__course=course)
    for slot_id, uid in through.order_by("to_slot__position").values_list(
        "from_slot_id", "to_slot__uid"
    ):
        before.setdefault(slot_id, []).append(uid)
    return slots, variants, before


def texts_of_lessons(course: Course) -> list[tuple[str, str, LessonWords]]:
    """Return (lesson uid, language, words); bodies in the source language alone, in one query."""
    body = Case(
        When(language=course.source_language, then="body"),
        default=Value(""),
        output_field=TextField(),
    )
    rows = LessonText.objects.filter(lesson__course=course).annotate(kept=body)
    return [
        (uid, language, LessonWords(title, topic, kept, made_from, is_ready))
        for uid, language, title, topic, kept, made_from, is_ready in rows.order_by(
            "lesson__uid"
        ).values_list(
            "lesson__uid", "language", "title", "topic", "kept", "source_digest", "is_ready"
        )
    ]


def modules_of(course: Course) -> list[CourseModule]:
    """Return the modules in their order, in one query."""
    return list(for_list(course.modules.order_by("position", "id")))


def lessons_of(course: Course) -> list[Lesson]:
    """Return every lesson of the draft without its texts, by uid, in one query."""
    rows = course.lessons.defer("settings", "covers")
    return sorted(for_list(rows), key=lambda row: row.uid)


def language_states(
    course: Course,
    lessons: Sequence[tuple[str, str, LessonWords]],
    uids: Sequence[str],
) -> list[LanguageState]:
    """Return what each language of the draft lacks: one query besides the lessons' texts."""
    source = course.source_language
    states = {language: LanguageState(language) for language in course.languages}
    words = {(uid, language): one for uid, language, one in lessons}
    for state in states.values():
        for uid in uids:
            _judge(state, f"{uid}", words.get((uid, state.language)), words.get((uid, source)))
    _judge_questions(course, states)
    return list(states.values())


def _judge_questions(course: Course, states: dict[str, LanguageState]) -> None:
    rows = QuestionText.objects.filter(question__course=course, question__is_retired=False)
    kept: dict[tuple[str, str], QuestionWords] = {}
    source = Case(
        When(language=course.source_language, then=F("texts")),
        default=None,
        output_field=JSONField(),
    )
    for uid, language, texts, made_from, is_ready in rows.annotate(kept=source).values_list(
        "question__uid", "language", "kept", "source_digest", "is_ready"
    ):
        kept[uid, language] = QuestionWords(texts or {}, made_from, is_ready)
    for uid in sorted({uid for uid, _language in kept}):
        for state in states.values():
            own = kept.get((uid, course.source_language))
            _judge(state, uid, kept.get((uid, state.language)), own)


def _judge(
    state: LanguageState,
    uid: str,
    words: LessonWords | QuestionWords | None,
    source: LessonWords | QuestionWords | None,
) -> None:
    if words is None or not words.is_ready:
        state.missing.append(uid)
    elif source is not None and words is not source and words.made_from != source.digest:
        state.stale.append(uid)


def taking(course: Course) -> list[Taking]:
    """Return how many people are on each release and how many passed it, the newest first."""
    rows = (
        Enrolment.objects.filter(course=course, release__isnull=False)
        .values("release__number")
        .annotate(
            in_progress=Count("pk", filter=Q(state=Enrolment.State.OPEN)),
            passed=Count("pk", filter=Q(state=Enrolment.State.PASSED)),
        )
        .order_by("-release__number")
    )
    return [Taking(row["release__number"], row["in_progress"], row["passed"]) for row in rows]


def standing_in(pool: str) -> QuerySet[Any]:
    """Return the ties of an outer question to the pool of this uid in its bank."""
    return Pool.questions.through.objects.filter(question=OuterRef("pk"), pool__uid=pool)


def questions_of(
    user: User,
    course: Course,
    *,
    q: str = "",
    pool: str = "",
    kind: str = "",
    difficulty: int | None = None,
    state: str = "",
) -> QuerySet[Question]:
    """Return what the person may read of the bank, in its order.

    `q` is looked for in what is asked, in uid, tags and covered clauses; `pool` keeps what
    stands in one.
    """
    rows = Question.objects.reusable_by(user).filter(course=course)
    if pool:
        rows = rows.filter(Exists(standing_in(pool)))
    if kind:
        rows = rows.filter(type=kind)
    if difficulty:
        rows = rows.filter(difficulty=difficulty)
    if state == "not_ready":
        unready = QuestionText.objects.filter(
            question=OuterRef("pk"), language=course.source_language, is_ready=False
        )
        rows = rows.filter(Exists(unready))
    elif state:
        rows = rows.filter(is_retired=state == "retired")
    if q:
        rows = rows.annotate(
            tags_text=Cast("tags", TextField()), covers_text=Cast("covers", TextField())
        ).filter(
            Q(uid__icontains=q)
            | Q(tags_text__icontains=q)
            | Q(covers_text__icontains=q)
            | Exists(_asking(q))
        )
    return for_list(rows.order_by("position", "uid"))


def _asking(q: str) -> QuerySet[QuestionText]:
    """The texts of a question in which these words stand: what is asked, or the report."""
    return (
        QuestionText.objects.filter(question=OuterRef("pk"))
        .annotate(
            stem=KeyTextTransform("stem", "texts"),
            post=KeyTextTransform("post", KeyTransform("report", "texts")),
        )
        .filter(Q(stem__icontains=q) | Q(post__icontains=q))
    )


def askers_of(course: Course) -> list[Lesson]:
    """Return the lessons that ask questions, with their settings, by uid, in one query."""
    rows = course.lessons.filter(kind__in=("quiz", "exercise")).order_by("uid")
    return list(for_list(rows))

"""The rows of the workshop's pages, through what the person may edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from accounts.models import User
from core.orm import for_list
from courses.catalogue.drafts import LessonWords, QuestionWords
from courses.catalogue.models import Course, LessonText, Question, QuestionText, Slot, Variant
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
) -> tuple[list[Slot], dict[int, list[Variant]], dict[int, list[str]]]:
    """Return the slots in order with modules, the variants by slot, and what comes before each."""
    slots = list(
        Slot.objects.filter(course=course)
        .select_related("module")
        .order_by("module__position", "module_id", "position", "id")
    )
    variants: dict[int, list[Variant]] = {}
    rows = Variant.objects.filter(slot__course=course).select_related("lesson")
    for variant in rows.order_by("position", "id"):
        variants.setdefault(variant.slot_id, []).append(variant)
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


def language_states(
    course: Course, lessons: Sequence[tuple[str, str, LessonWords]]
) -> list[LanguageState]:
    """Return what each language of the draft lacks: two queries besides the lessons' texts."""
    source = course.source_language
    states = {language: LanguageState(language) for language in course.languages}
    words = {(uid, language): one for uid, language, one in lessons}
    uids = list(course.lessons.order_by("uid").values_list("uid", flat=True))
    for state in states.values():
        for uid in uids:
            _judge(state, f"{uid}", words.get((uid, state.language)), words.get((uid, source)))
    _judge_questions(course, states)
    return list(states.values())


def _judge_questions(course: Course, states: dict[str, LanguageState]) -> None:
    rows = QuestionText.objects.filter(question__course=course, question__is_retired=False)
    kept: dict[tuple[str, str], QuestionWords] = {}
    source = course.source_language
    for uid, texts, is_ready in rows.filter(language=source).values_list(
        "question__uid", "texts", "is_ready"
    ):
        kept[uid, source] = QuestionWords(texts, "", is_ready)
    for uid, language, made_from, is_ready in rows.exclude(language=source).values_list(
        "question__uid", "language", "source_digest", "is_ready"
    ):
        kept[uid, language] = QuestionWords({}, made_from, is_ready)
    for uid in sorted({uid for uid, _language in kept}):
        for state in states.values():
            _judge(state, uid, kept.get((uid, state.language)), kept.get((uid, source)))


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


def questions_of(course: Course, *, q: str = "", kind: str = "") -> QuerySet[Question]:
    """Return the bank in its order; `q` is looked for in uid, tags and covered clauses."""
    rows = Question.objects.filter(course=course)
    if kind:
        rows = rows.filter(type=kind)
    if q:
        rows = rows.annotate(
            tags_text=Cast("tags", TextField()), covers_text=Cast("covers", TextField())
        ).filter(Q(uid__icontains=q) | Q(tags_text__icontains=q) | Q(covers_text__icontains=q))
    return for_list(rows.order_by("position", "uid"))

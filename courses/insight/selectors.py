"""Figures as they are kept, for pages and for the rooms above. Nothing here counts answers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, QuerySet, Sum

from courses.assessment.models import Attempt
from courses.catalogue.models import Course
from courses.insight import flags
from courses.insight.few import are_enough
from courses.insight.models import QuestionFigures as Row
from courses.insight.models import QuizFigures, Which


@dataclass(frozen=True)
class QuestionFigures:
    """The figures of one question in one quiz. None: not defined, or about too few people.

    `flags` are the codes of `insight.flags` that ask for a look at the question.
    """

    uid: str
    slot_uid: str
    which: str
    n: int
    people: int
    shown_to: int
    facility: float | None
    discrimination: float | None
    flags: tuple[flags.Flag, ...]
    more: Mapping[str, float | None] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    languages: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def are_enough(self) -> bool:
        """Whether enough people stand behind the figures for them to be told."""
        return are_enough(self.people)


def figures_of_questions(
    course: Course, uids: Collection[str], *, which: str = Which.LAST
) -> dict[str, QuestionFigures]:
    """Return the figures of questions by uid, in one query; a question without any is left out.

    Of a question that several quizzes ask, those of the quiz in which most attempts answered it.
    """
    rows = (
        Row.objects.filter(figures__course=course, question_uid__in=list(uids), which=which)
        .select_related("figures")
        .order_by("n", "figures__slot_uid")
    )
    return {row.question_uid: _told(row, row.figures.slot_uid) for row in rows}


def exposure(course: Course, uids: Collection[str]) -> dict[str, int]:
    """Return how many people have been shown each question, in one query.

    Counted once a person and quiz: somebody who met a question in two quizzes counts twice.
    """
    rows = (
        Row.objects.filter(figures__course=course, question_uid__in=list(uids), which=Which.LAST)
        .values("question_uid")
        .annotate(people=Sum("shown_to"))
        .order_by("question_uid")
    )
    return {row["question_uid"]: row["people"] for row in rows}


def quizzes_of(course: Course) -> QuerySet[QuizFigures]:
    """Return what is kept of each quiz of a course that somebody has answered."""
    return QuizFigures.objects.filter(course=course).select_related("release").order_by("slot_uid")


def quiz_of(course: Course, slot_uid: str) -> QuizFigures | None:
    """Return what is kept of one quiz, or None."""
    return quizzes_of(course).filter(slot_uid=slot_uid).first()


def question_rows(figures: QuizFigures, which: str) -> QuerySet[Row]:
    """Return the rows of a quiz's questions, by uid."""
    return Row.objects.filter(figures=figures, which=which).order_by("question_uid")


def told(rows: Iterable[Row], slot_uid: str) -> list[QuestionFigures]:
    """Return rows as frozen values with their flags; no query."""
    return [_told(row, slot_uid) for row in rows]


def flag_counts(course: Course) -> dict[str, int]:
    """Return by slot how many questions ask for a look, in one query."""
    rows = Row.objects.filter(figures__course=course, which=Which.LAST).select_related("figures")
    found: dict[str, int] = {}
    for row in rows.order_by("pk").iterator(chunk_size=500):
        slot_uid = row.figures.slot_uid
        found[slot_uid] = found.get(slot_uid, 0) + bool(_told(row, slot_uid).flags)
    return found


def open_attempts(course: Course, slot_uid: str) -> int:
    """Return how many attempts at a slot are open: they are shown questions already."""
    return Attempt.objects.open().filter(enrolment__course=course, slot_uid=slot_uid).count()


def newest_grading(course: Course, slot_uid: str) -> Any:
    """Return when an attempt at a slot was last graded, or None."""
    rows = Attempt.objects.filter(enrolment__course=course, slot_uid=slot_uid)
    return rows.aggregate(newest=Max("current_grading__graded_at"))["newest"]


def _told(row: Row, slot_uid: str) -> QuestionFigures:
    return QuestionFigures(
        uid=row.question_uid,
        slot_uid=slot_uid,
        which=row.which,
        n=row.n,
        people=row.people,
        shown_to=row.shown_to,
        facility=row.facility,
        discrimination=row.discrimination,
        flags=flags.flags_of(
            people=row.people,
            facility=row.facility,
            discrimination=row.discrimination,
            answers=row.answers,
        ),
        more=row.more,
        answers=row.answers,
        languages=row.languages,
    )

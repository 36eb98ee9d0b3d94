"""The question bank of a draft: what is asked, of what kind, how often used, how it goes."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.catalogue.models import Course, Question, QuestionText
from courses.catalogue.selectors import named_questions
from courses.insight.selectors import QuestionFigures, figures_of_questions
from courses.workshop import selectors
from courses.workshop.pages.words import kind_of_question
from courses.workshop.selectors.asked import beginning_of
from courses.workshop.selectors.pools import titles_by_question

PAGE_SIZE = 50


@dataclass(frozen=True)
class QuestionLine:
    """One question in a line, with the titles of its pools by uid.

    `asked_in` are the lessons that name it or may draw it.
    """

    question: Question
    kind: str
    words: str
    pools: Mapping[str, str] = field(default_factory=dict)
    is_ready: bool = True
    asked_in: tuple[str, ...] = ()
    figures: QuestionFigures | None = None

    @property
    def facility(self) -> int | None:
        """The share of the marks in percent, where enough people stand behind it."""
        known = self.figures is not None and self.figures.are_enough
        share = self.figures.facility if self.figures and known else None
        return None if share is None else round(share * 100)


@dataclass(frozen=True)
class QuestionsPage:
    """One page of the bank."""

    course: Course
    title: str
    page: Page[Question]
    lines: list[QuestionLine]
    askers: list[tuple[str, str]] = field(default_factory=list)


def questions_page(
    user: User, course: Course, *, number: str | None, language: str, **wanted: Any
) -> QuestionsPage:
    """Return one page of the bank, in six queries; texts in the source language."""
    page = Paginator(selectors.questions_of(user, course, **wanted), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    texts = {
        pk: (told, is_ready)
        for pk, told, is_ready in QuestionText.objects.filter(
            question__in=rows, language=course.source_language
        ).values_list("question_id", "texts", "is_ready")
    }
    askers = selectors.askers_of(course)
    figures = figures_of_questions(course, [row.uid for row in rows])
    pools = titles_by_question(user, [row.pk for row in rows])
    lines = []
    for row in rows:
        told, is_ready = texts.get(row.pk, ({}, False))
        stands = pools.get(row.pk, {})
        asked_in = tuple(one.uid for one in askers if _asks(one.settings, row, stands))
        kind, found = kind_of_question(row.type), figures.get(row.uid)
        lines.append(QuestionLine(row, kind, beginning_of(told), stands, is_ready, asked_in, found))
    named = [(one.uid, one.uid) for one in askers]
    return QuestionsPage(course, course.title(language), page, lines, named)


def _asks(settings: Mapping[str, Any], question: Question, pools: Container[str]) -> bool:
    """Whether a lesson names the question, or draws from those that are like it."""
    if question.uid in named_questions(settings):
        return True
    if question.is_retired:
        return False
    return any(_is_like(draw, question, pools) for draw in settings.get("draw") or ())


def _is_like(draw: Mapping[str, Any], question: Question, pools: Container[str]) -> bool:
    if draw.get("questions"):
        return False
    names = ("pool", "tag", "clause", "difficulty")
    pool, tag, clause, difficulty = wanted = [draw.get(name) for name in names]
    if all(one is None for one in wanted):
        return False
    covered = {one.partition("@")[0] for one in question.covers}
    return (
        (pool is None or pool in pools)
        and (tag is None or tag in question.tags)
        and (clause is None or str(clause).partition("@")[0] in covered)
        and (difficulty is None or difficulty == question.difficulty)
    )

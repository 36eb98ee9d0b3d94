"""The question bank of a draft, for reading. Keys and feedback stay in the draft."""

import re
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.text import Truncator

from courses.catalogue.models import Course, Question, QuestionText
from courses.workshop import selectors
from courses.workshop.pages.words import kind_of_question

PAGE_SIZE = 50
_SHORT = 180
_REFERENCE = re.compile(r"\s*\[(?:fact|case|term|clause):[^\]]+\]")


@dataclass(frozen=True)
class QuestionLine:
    """One question in a line."""

    question: Question
    kind: str
    words: str


@dataclass(frozen=True)
class QuestionsPage:
    """One page of the bank."""

    course: Course
    title: str
    page: Page[Question]
    lines: list[QuestionLine]


def questions_page(
    course: Course, q: str, kind: str, number: str | None, *, language: str
) -> QuestionsPage:
    """Return one page of the bank; texts in the source language, read for this page alone."""
    page = Paginator(selectors.questions_of(course, q=q, kind=kind), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    texts = dict(
        QuestionText.objects.filter(question__in=rows, language=course.source_language).values_list(
            "question_id", "texts"
        )
    )
    lines = [
        QuestionLine(row, kind_of_question(row.type), _words(texts.get(row.pk, {}))) for row in rows
    ]
    return QuestionsPage(course=course, title=course.title(language), page=page, lines=lines)


def _words(texts: dict[str, Any]) -> str:
    """The beginning of what is asked: the stem, or the report that is to be decided on."""
    report = texts.get("report")
    asked = texts.get("stem") or (report.get("post") if isinstance(report, dict) else "")
    plain = _REFERENCE.sub("", str(asked or "")).replace("*", "")
    return Truncator(plain).chars(_SHORT)

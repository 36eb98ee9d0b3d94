"""The quizzes of a course with their figures, and one quiz with its questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from content.texts import pick
from courses.catalogue.models import Course
from courses.insight import selectors
from courses.insight.asked import lesson_asked, questions_asked
from courses.insight.few import FEWEST, are_enough
from courses.insight.models import QuestionFigures as Row
from courses.insight.models import QuizFigures, Which
from courses.releases.selectors import manifests
from courses.workshop.pages.figures import words
from courses.workshop.pages.figures.labels import question_words
from courses.workshop.pages.figures.question import editor_url
from courses.workshop.pages.figures.words import FigureLine

PAGE_SIZE = 50


@dataclass(frozen=True)
class QuizLine:
    """One quiz in a line."""

    figures: QuizFigures
    title: str
    people: int
    mean: str
    alpha: str
    flagged: int


@dataclass(frozen=True)
class QuizzesPage:
    """The quizzes of a course."""

    course: Course
    title: str
    page: Page[QuizFigures]
    lines: list[QuizLine]
    tells_certainty: bool


@dataclass(frozen=True)
class QuestionLine:
    """One question of a quiz in a line."""

    uid: str
    words: str
    n: int
    are_enough: bool
    facility: float | None
    facility_words: str
    discrimination_words: str
    flags: list[str]
    editor_url: str


@dataclass(frozen=True)
class ClauseLine:
    """How sure answers about one clause were, and how many of these differ from the key."""

    code: str
    answers: int
    sure: int
    errors: int


@dataclass(frozen=True)
class QuizPage:
    """Everything on the page of one quiz."""

    course: Course
    figures: QuizFigures
    title: str
    which: str
    choices: list[tuple[str, str]]
    n: int
    people: int
    fewest: int
    are_enough: bool
    front: list[FigureLine]
    more: list[FigureLine]
    page: Page[Row]
    lines: list[QuestionLine]
    clauses: list[ClauseLine]


def quizzes_page(course: Course, number: str | None, *, language: str) -> QuizzesPage:
    """Return one page of a course's quizzes that somebody has answered."""
    page = Paginator(selectors.quizzes_of(course), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    flagged = selectors.flag_counts(course)
    manifests([row.release for row in rows if row.release])  # one query for all of them
    return QuizzesPage(
        course=course,
        title=course.title(language),
        page=page,
        lines=[
            QuizLine(
                figures=row,
                title=quiz_title(row, language),
                people=row.people,
                mean=_of_hundred(row.quiz.get(Which.LAST.value, {}).get("mean")),
                alpha=words.number(row.quiz.get(Which.LAST.value, {}).get("alpha")),
                flagged=flagged.get(row.slot_uid, 0),
            )
            for row in rows
        ],
        tells_certainty=selectors.quizzes_of(course).exclude(certainty={}).exists(),
    )


def quiz_title(figures: QuizFigures, language: str) -> str:
    """The title of a quiz as the release has it; its uid where there is none."""
    if figures.release is None:
        return figures.slot_uid
    lesson = lesson_asked(figures.release, figures.slot_uid)
    return pick(lesson.titles, language, ()) if lesson else figures.slot_uid


def choices_of(figures: QuizFigures) -> list[tuple[str, str]]:
    """The kinds of attempts that may be told, each with its words."""
    known = words.which_words()
    return [(which, known[which]) for which in known if which in figures.quiz]


def quiz_page(
    course: Course, figures: QuizFigures, which: str, number: str | None, *, language: str
) -> QuizPage:
    """Return the page of one quiz over one kind of attempts."""
    told = figures.quiz.get(which, {})
    rows = selectors.question_rows(figures, which)
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    questions = questions_asked(figures.release, figures.slot_uid, language)
    people = told.get("people", 0)
    return QuizPage(
        course=course,
        figures=figures,
        title=quiz_title(figures, language),
        which=which,
        choices=choices_of(figures),
        n=told.get("n", 0),
        people=people,
        fewest=FEWEST,
        are_enough=are_enough(people),
        front=_front(told),
        more=_more(told),
        page=page,
        lines=_lines(course, figures, list(page.object_list), questions),
        clauses=_clauses(figures.certainty, questions),
    )


def _lines(
    course: Course,
    figures: QuizFigures,
    rows: list[Row],
    questions: Mapping[str, Mapping[str, Any]],
) -> list[QuestionLine]:
    return [
        QuestionLine(
            uid=one.uid,
            words=question_words(questions.get(one.uid), one.uid),
            n=one.n,
            are_enough=one.are_enough,
            facility=one.facility,
            facility_words=words.percent(one.facility),
            discrimination_words=words.number(one.discrimination),
            flags=[words.flag_words(flag) for flag in one.flags],
            editor_url=editor_url(course, one.uid) if one.flags else "",
        )
        for one in selectors.told(rows, figures.slot_uid)
    ]


def _front(told: Mapping[str, Any]) -> list[FigureLine]:
    return [
        FigureLine(
            _("Mean"),
            _of_hundred(told.get("mean")),
            _("What people reach on the average, of all marks."),
        ),
        FigureLine(
            _("Internal consistency"),
            words.number(told.get("alpha")),
            words.alpha_means(told.get("alpha")),
        ),
        FigureLine(
            _("Standard error"),
            _points(told.get("standard_error")),
            _("How far one result may lie from what the person knows, by chance alone."),
        ),
    ]


def _more(told: Mapping[str, Any]) -> list[FigureLine]:
    return [
        FigureLine(
            _("Median"),
            _of_hundred(told.get("median")),
            _("Half of the results lie below, half above."),
        ),
        FigureLine(
            _("Standard deviation"),
            _points(told.get("standard_deviation")),
            _("How far results lie apart."),
        ),
        FigureLine(
            _("Skewness"),
            words.number(told.get("skewness")),
            _("Below 0: a few score far lower than the rest. Above 0: a few score far higher."),
        ),
        FigureLine(
            _("Kurtosis"),
            words.number(told.get("kurtosis")),
            _("Above 0: more results far from the middle than in a bell curve. Below 0: fewer."),
        ),
        FigureLine(
            _("Error ratio"),
            _of_hundred(told.get("error_ratio")),
            _("The part of the standard deviation that is owed to chance."),
        ),
    ]


def _clauses(
    certainty: Mapping[str, Mapping[str, int]], questions: Mapping[str, Mapping[str, Any]]
) -> list[ClauseLine]:
    """Return the sure answers by clause, those with most errors first."""
    sums: dict[str, list[int]] = {}
    for uid, counts in certainty.items():
        for key in questions.get(uid, {}).get("covers", ()):
            code = key.partition("/")[2].partition("@")[0]
            kept = sums.setdefault(code, [0, 0, 0])
            for place, name in enumerate(("answers", "sure", "errors")):
                kept[place] += counts[name]
    lines = [ClauseLine(code, *kept) for code, kept in sums.items()]
    return sorted(lines, key=lambda line: (-line.errors, line.code))


def _of_hundred(value: float | None) -> str:
    return words.percent(None if value is None else value / 100)


def _points(value: float | None) -> str:
    if value is None:
        return words.not_defined()
    return _("%(number)s points of 100") % {"number": words.number(value, digits=1)}

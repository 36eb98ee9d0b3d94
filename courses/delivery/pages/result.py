"""The result of an attempt: what is known, what to look at again, and last the score."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from courses.assessment import paper
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.selectors import NextAttempt
from courses.delivery.links import clause_url
from courses.delivery.pages.attempt import feedback_view


@dataclass(frozen=True)
class ClauseLine:
    """A clause that questions of the attempt tested, and how they went."""

    code: str
    href: str
    right: int
    asked: int


@dataclass(frozen=True)
class QuestionResult:
    """One question with what was answered and what became of it.

    `q` is empty once the answers are no longer kept; the marks stay.
    """

    number: int
    verdict: str
    verdict_words: str
    marks: str
    q: Mapping[str, Any]
    clauses: list[ClauseLine]


@dataclass(frozen=True)
class ResultPage:
    """Everything on a result page."""

    attempt: Attempt
    title: str
    grading: Grading
    score_words: str
    pass_words: str
    known: list[ClauseLine]
    again: list[ClauseLine]
    questions: list[QuestionResult]
    reveals: bool
    answers_kept: bool
    next_attempt: NextAttempt
    may_retry: bool


VERDICTS = {
    "right": lambda: _("As the key has it"),
    "partly": lambda: _("Partly as the key has it"),
    "wrong": lambda: _("Differs from the key"),
    "unanswered": lambda: _("Not answered"),
    "no_marks": lambda: _("No marks"),
}


def result_page(
    attempt: Attempt,
    responses: Mapping[str, Response],
    following: NextAttempt,
    *,
    may_retry: bool,
) -> ResultPage:
    """Return the result of a closed attempt; marks are read from its current grading.

    An assessment that can still be taken again shows what was right and what was not, and
    keeps the right answers until it is passed or no attempt is left. Answers that retention has
    deleted leave the marks and the rules.
    """
    grading = attempt.current_grading
    if grading is None:
        raise LookupError("a closed attempt has a grading")
    lesson = paper.lesson_of(attempt)
    language = attempt.enrolment.language
    reveals = (
        attempt.preset != Attempt.Preset.ASSESSMENT or bool(grading.is_passed) or not may_retry
    )
    drawn = paper.drawn_questions(attempt, language)
    questions = [
        _question(
            number, question, grading, _feedback(attempt, question, responses, reveal=reveals)
        )
        for number, question in enumerate(drawn, start=1)
    ]
    lines = _by_clause(questions)
    mark = paper.behaviour_of(lesson).pass_mark
    return ResultPage(
        attempt=attempt,
        title=lesson.titles.get(language) or next(iter(lesson.titles.values())),
        grading=grading,
        score_words=_("%(total)s of %(possible)s marks, %(percent)s %%")
        % {
            "total": marks_words(grading.total),
            "possible": marks_words(grading.total_possible),
            "percent": grading.percent,
        },
        pass_words="" if mark is None else _("The pass mark is %(mark)s %%.") % {"mark": mark},
        known=[line for line in lines if line.right == line.asked],
        again=[line for line in lines if line.right < line.asked],
        questions=questions,
        reveals=reveals,
        answers_kept=attempt.answers_deleted_at is None,
        next_attempt=following,
        may_retry=may_retry,
    )


def marks_words(quanta: int) -> str:
    """Return marks for people: whole where they are whole, else with up to two decimals."""
    if quanta % 10_000 == 0:
        return str(quanta // 10_000)
    return f"{quanta / 10_000:.2f}".rstrip("0")


def _feedback(
    attempt: Attempt,
    question: paper.DrawnQuestion,
    responses: Mapping[str, Response],
    *,
    reveal: bool,
) -> Mapping[str, Any]:
    if attempt.answers_deleted_at is not None:
        return {}
    row = responses.get(question.uid)
    return feedback_view(question, row.answer if row else None, reveal=reveal)


def _question(
    number: int,
    question: paper.DrawnQuestion,
    grading: Grading,
    q: Mapping[str, Any],
) -> QuestionResult:
    got, possible = grading.marks[question.uid], grading.possible[question.uid]
    verdict = q["verdict"] if q else _verdict_of_marks(got, possible)
    return QuestionResult(
        number=number,
        verdict=verdict,
        verdict_words=VERDICTS[verdict](),
        marks=_("%(got)s of %(possible)s")
        % {"got": marks_words(got), "possible": marks_words(possible)},
        q=q,
        clauses=[
            ClauseLine(code=_code(key), href=clause_url(key), right=int(got == possible), asked=1)
            for key in question.part.get("covers", [])
        ],
    )


def _verdict_of_marks(got: int, possible: int) -> str:
    if got == possible:
        return "right"
    return "partly" if got else "no_marks"


def _by_clause(questions: list[QuestionResult]) -> list[ClauseLine]:
    found: dict[str, ClauseLine] = {}
    for question in questions:
        for line in question.clauses:
            before = found.get(line.href)
            found[line.href] = ClauseLine(
                code=line.code,
                href=line.href,
                right=line.right + (before.right if before else 0),
                asked=line.asked + (before.asked if before else 0),
            )
    return sorted(found.values(), key=lambda line: line.code)


def _code(key: str) -> str:
    return key.partition("/")[2].partition("@")[0]

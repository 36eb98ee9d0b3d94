"""The result of an attempt: what to look at again first, what is known, and last the score."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from courses.assessment import behaviours, paper
from courses.assessment.behaviours import Behaviour
from courses.assessment.mended import as_judged, judged_anew
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.permissions import Permission, may_see, phase_of
from courses.assessment.said import Said
from courses.assessment.selectors import AtSlot, NextAttempt, next_attempt
from courses.assessment.tries import FirstCheck
from courses.delivery.pages.attempt import feedback_view
from courses.delivery.pages.certainty import Sureness, as_checked, certainty_words, sureness
from courses.delivery.pages.clauses import ClauseLine, added_up, clause_lines
from courses.delivery.pages.contest import ContestPanel, Waiting, panels, waiting_words
from courses.delivery.pages.outcome import (
    Score,
    headline_words,
    marks_words,
    score_of,
    stands_words,
)
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment


@dataclass(frozen=True)
class QuestionResult:
    """One question with what was answered and what became of it.

    `q` is empty once the answers are no longer kept; the marks stay. `notes` are the sources of
    its texts, told with the key. `judged_words` say by which rule it was judged anew.
    """

    number: int
    uid: str
    verdict: str
    verdict_words: str
    marks: str
    counts: bool
    q: Mapping[str, Any]
    clauses: list[ClauseLine]
    notes: list[Mapping[str, Any]]
    prefix: str
    level: int | None
    sure_words: str
    judged_words: str
    contest: ContestPanel | None

    @property
    def asks_to_be_read(self) -> bool:
        """Whether there is more to it than that it went as the key has it."""
        is_contested = self.contest is not None and bool(self.contest.state)
        return self.verdict != "right" or bool(self.judged_words) or is_contested


@dataclass(frozen=True)
class ResultPage:
    """Everything on a result page; what may not be shown yet is empty."""

    attempt: Attempt
    title: str
    headline: str
    stands: str
    told_on: str
    lines: list[ClauseLine]
    questions: list[QuestionResult]
    reveals: bool
    answers_kept: bool
    waiting: Waiting | None
    sureness: Sureness | None
    score: Score | None
    may_retry: bool
    steps_url: str
    lesson_href: str
    course_href: str
    is_open: bool  # whether the course still goes on

    @property
    def known(self) -> list[ClauseLine]:
        """The clauses of which every question went as the key has it."""
        return [line for line in self.lines if line.right == line.asked]

    @property
    def again(self) -> list[ClauseLine]:
        """The clauses to look at again."""
        return [line for line in self.lines if line.right < line.asked]


VERDICTS = {
    "right": lambda: _("As the key has it"),
    "partly": lambda: _("Partly as the key has it"),
    "wrong": lambda: _("Differs from the key"),
    "unanswered": lambda: _("Not answered"),
    "awaiting": lambda: _("A person marks it"),
    "no_marks": lambda: _("No marks"),
}


JUDGED = {
    Grading.Policy.FULL_CREDIT: lambda: _(
        "This question was graded anew: everybody has full marks for it."
    ),
    Grading.Policy.BEST_OF_BOTH: lambda: _(
        "This question was graded anew with a mended key. The better of both results counts."
    ),
    Grading.Policy.NEW_KEY: lambda: _("This question was graded anew with a mended key."),
}


def result_page(
    at_slot: AtSlot,
    responses: Mapping[str, Response],
    *,
    checks: Mapping[str, FirstCheck],
    said: Said,
    ways: Ways = OWN,
    at: dt.datetime,
) -> ResultPage:
    """Return the result of a closed attempt; marks are read from its current grading.

    What is shown follows the list of permissions: a lesson that tells nothing before it closes
    tells nothing here, and an assessment that can be taken again keeps the right answers until it
    is passed or no attempt is left.
    Answers that retention has deleted leave marks and rules. `checks` are the answers that were
    checked first, `said` is what people said about the attempt.
    """
    attempt, attempts = at_slot.attempt, at_slot.attempts
    grading = _grading(attempt)
    lesson = paper.lesson_of(attempt)
    behaviour = paper.behaviour_of(lesson)
    following = next_attempt(attempts, behaviour)
    stands, anew = stands_words(behaviour, at_slot), judged_anew(attempt)
    is_passed = bool(grading.is_passed or (stands and anew))
    seen, can_follow = _seen(attempt, attempts, following, at, is_passed=is_passed)
    tells, reveals = Permission.OUTCOMES in seen, Permission.KEYS in seen
    shows_score = Permission.SCORE in seen
    contests = panels(attempt, said, ways=ways)
    questions = _questions(attempt, responses, contests, anew, reveals=reveals) if tells else []
    language = attempt.enrolment.language
    is_running = any(row.is_open for row in attempts)
    return ResultPage(
        attempt=attempt,
        title=lesson.titles.get(language) or next(iter(lesson.titles.values())),
        headline=headline_words(
            grading, shows_score=shows_score, stands=stands, is_anew=bool(anew)
        ),
        stands=stands if shows_score else "",
        told_on="" if tells else _told_on(behaviour),
        lines=added_up(line for question in questions for line in question.clauses),
        questions=questions,
        reveals=reveals,
        answers_kept=attempt.answers_deleted_at is None,
        waiting=waiting_words(attempt, said) if shows_score else None,
        sureness=_sureness(attempt, behaviour, questions, responses, checks)
        if Permission.CERTAINTY in seen
        else None,
        score=score_of(behaviour, grading, attempts, language=language) if shows_score else None,
        may_retry=can_follow and not following.awaits and not is_running,
        steps_url=ways.steps(attempt.public_id),
        lesson_href=ways.lesson(attempt.enrolment.course.slug, attempt.slot_uid),
        course_href=ways.course(attempt.enrolment.course.slug),
        is_open=attempt.enrolment.state == Enrolment.State.OPEN,
    )


def _grading(attempt: Attempt) -> Grading:
    if attempt.current_grading is None:
        raise LookupError("a closed attempt has a grading")
    return attempt.current_grading


def _sureness(
    attempt: Attempt,
    behaviour: Behaviour,
    questions: list[QuestionResult],
    responses: Mapping[str, Response],
    checks: Mapping[str, FirstCheck],
) -> Sureness | None:
    """Return how sure answers went; one that was checked on the way is told as it was then."""
    answers = {uid: row.answer for uid, row in responses.items()}
    verdicts = as_checked(attempt, checks, answers)
    return sureness(
        behaviour, [(one.level, verdicts.get(one.uid, one.verdict)) for one in questions]
    )


def _seen(
    attempt: Attempt,
    attempts: list[Attempt],
    following: NextAttempt,
    at: dt.datetime,
    *,
    is_passed: bool,
) -> tuple[frozenset[Permission], bool]:
    """Return what may be shown, and whether another attempt can follow this one."""
    can_follow = _can_follow(attempt, attempts, following, at)
    phase = phase_of(
        is_open=False,
        is_closed=following.is_closed(at),
        another_follows=can_follow and not is_passed,
    )
    return may_see(paper.behaviour_of(paper.lesson_of(attempt)), phase), can_follow


def _can_follow(
    attempt: Attempt, attempts: list[Attempt], following: NextAttempt, at: dt.datetime
) -> bool:
    """Return whether another attempt is running or can be started, now or after a wait."""
    if attempt.enrolment.state != Enrolment.State.OPEN:
        return False
    is_running = any(row.is_open for row in attempts)
    return is_running or (following.left != 0 and not following.is_closed(at))


def _told_on(behaviour: Behaviour) -> str:
    if behaviour.feedback is behaviours.Feedback.NEVER:
        return _("This lesson does not tell what became of single answers.")
    if behaviour.closes_on is None:
        return ""
    day = formats.date_format(behaviour.closes_on, "DATE_FORMAT")
    return _(
        "Everybody decides alone first. What became of your answers is told here after %(day)s."
    ) % {"day": day}


def _questions(
    attempt: Attempt,
    responses: Mapping[str, Response],
    contests: Mapping[str, ContestPanel],
    anew: Mapping[str, Grading],
    *,
    reveals: bool,
) -> list[QuestionResult]:
    grading, language = _grading(attempt), attempt.enrolment.language
    asked = [
        as_judged(attempt, own, anew.get(own.uid), language)
        for own in paper.drawn_questions(attempt, language)
    ]
    lines = clause_lines((key for one in asked for key in one.part.get("covers", ())), language)
    found = []
    for number, question in enumerate(asked, start=1):
        rule = anew.get(question.uid)
        found.append(
            _question(
                number,
                question,
                lines,
                grading,
                responses.get(question.uid),
                q=_feedback(attempt, question, grading, responses, reveal=reveals),
                judged_words=JUDGED[Grading.Policy(rule.policy)]() if rule else "",
                contest=contests.get(question.uid),
            )
        )
    return found


def _feedback(
    attempt: Attempt,
    question: paper.DrawnQuestion,
    grading: Grading,
    responses: Mapping[str, Response],
    *,
    reveal: bool,
) -> Mapping[str, Any]:
    if attempt.answers_deleted_at is not None:
        return {}
    row = responses.get(question.uid)
    levels = grading.outcomes.get(question.uid) if question.type.is_marked_by_person else None
    return feedback_view(question, row.answer if row else None, reveal=reveal, levels=levels)


def _question(
    number: int,
    question: paper.DrawnQuestion,
    lines: Mapping[str, ClauseLine],
    grading: Grading,
    response: Response | None,
    *,
    q: Mapping[str, Any],
    judged_words: str,
    contest: ContestPanel | None,
) -> QuestionResult:
    got, possible = grading.marks[question.uid], grading.possible[question.uid]
    verdict = q["verdict"] if q else _verdict_of_marks(got, possible)
    level = response.certainty if response else None
    return QuestionResult(
        number=number,
        uid=question.uid,
        verdict=verdict,
        verdict_words=VERDICTS[verdict](),
        marks=""
        if verdict == "awaiting"
        else _("%(got)s of %(possible)s")
        % {"got": marks_words(got), "possible": marks_words(possible)},
        counts=question.uid not in grading.kept_out,
        q=q,
        clauses=[
            replace(lines[key], right=int(verdict == "right"), asked=1)
            for key in question.part.get("covers", [])
            if verdict != "awaiting"
        ],
        notes=list(question.part.get("notes", {}).values()) if q and q["revealed"] else [],
        prefix=question.part["prefix"],
        level=level,
        sure_words=certainty_words(level) if level else "",
        judged_words=judged_words,
        contest=contest,
    )


def _verdict_of_marks(got: int, possible: int) -> str:
    if got == possible:
        return "right"
    return "partly" if got else "no_marks"

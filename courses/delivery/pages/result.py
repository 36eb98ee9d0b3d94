"""The result of an attempt: what to look at again first, what is known, and last the score."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from courses.assessment import behaviours, paper
from courses.assessment.behaviours import Behaviour, Result
from courses.assessment.mended import as_judged, judged_anew
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.permissions import Permission, may_see, phase_of
from courses.assessment.selectors import NextAttempt, next_attempt, standing_of
from courses.assessment.tries import FirstCheck
from courses.delivery.links import clause_url
from courses.delivery.pages.attempt import feedback_view
from courses.delivery.pages.certainty import Sureness, as_checked, certainty_words, sureness
from courses.delivery.pages.contest import ContestPanel, Waiting, contests_for, waiting_words
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment

type Contests = Callable[[Attempt], Mapping[str, ContestPanel]]


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
class Score:
    """The score in words; comes last."""

    percent: int | None
    words: str
    pass_words: str
    standing_words: str
    missed: list[str]


@dataclass(frozen=True)
class ResultPage:
    """Everything on a result page; what may not be shown yet is empty."""

    attempt: Attempt
    title: str
    headline: str
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
    attempt: Attempt,
    responses: Mapping[str, Response],
    attempts: list[Attempt],
    *,
    checks: Mapping[str, FirstCheck],
    contests: Contests = contests_for,
    ways: Ways = OWN,
    at: dt.datetime,
) -> ResultPage:
    """Return the result of a closed attempt; marks are read from its current grading.

    What is shown follows the list of permissions: a lesson that tells nothing before it closes
    tells nothing here, and an assessment that can be taken again keeps the right answers until it
    is passed or no attempt is left.
    Answers that retention has deleted leave marks and rules. `checks` are the answers that were
    checked first.
    """
    grading = _grading(attempt)
    lesson = paper.lesson_of(attempt)
    behaviour = paper.behaviour_of(lesson)
    following = next_attempt(attempts, behaviour)
    seen, can_follow = _seen(attempt, attempts, following, at)
    tells, reveals = Permission.OUTCOMES in seen, Permission.KEYS in seen
    shows_score = Permission.SCORE in seen
    panels = contests(attempt) if tells else {}
    questions = _questions(attempt, responses, panels, reveals=reveals) if tells else []
    language = attempt.enrolment.language
    is_running = any(row.is_open for row in attempts)
    return ResultPage(
        attempt=attempt,
        title=lesson.titles.get(language) or next(iter(lesson.titles.values())),
        headline=_headline(grading, shows_score=shows_score),
        told_on="" if tells else _told_on(behaviour),
        lines=_by_clause(questions),
        questions=questions,
        reveals=reveals,
        answers_kept=attempt.answers_deleted_at is None,
        waiting=waiting_words(attempt) if shows_score else None,
        sureness=_sureness(attempt, behaviour, questions, responses, checks)
        if Permission.CERTAINTY in seen
        else None,
        score=_score(behaviour, grading, attempts) if shows_score else None,
        may_retry=can_follow and not following.awaits and not is_running,
        steps_url=ways.steps(attempt.public_id),
        lesson_href=ways.lesson(attempt.enrolment.course.slug, attempt.slot_uid),
        course_href=ways.course(attempt.enrolment.course.slug),
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
    attempt: Attempt, attempts: list[Attempt], following: NextAttempt, at: dt.datetime
) -> tuple[frozenset[Permission], bool]:
    """Return what may be shown, and whether another attempt can follow this one."""
    can_follow = _can_follow(attempt, attempts, following, at)
    is_passed = attempt.current_grading is not None and attempt.current_grading.is_passed
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


def _headline(grading: Grading, *, shows_score: bool) -> str:
    if grading.awaits or not shows_score:
        return _("Handed in.")
    if grading.is_passed is None:
        return _("Finished.")
    return _("Passed.") if grading.is_passed else _("Not passed this time.")


def _told_on(behaviour: Behaviour) -> str:
    if behaviour.feedback is behaviours.Feedback.NEVER:
        return _("This lesson does not tell what became of single answers.")
    if behaviour.closes_on is None:
        return ""
    day = formats.date_format(behaviour.closes_on, "DATE_FORMAT")
    return _(
        "Everybody decides alone first. What became of your answers is told here after %(day)s."
    ) % {"day": day}


def _score(behaviour: Behaviour, grading: Grading, attempts: list[Attempt]) -> Score:
    told = {
        "total": marks_words(grading.total),
        "possible": marks_words(grading.total_possible),
        "percent": grading.percent,
    }
    if grading.awaits == Grading.Awaits.MARKING:
        words = _("%(total)s of %(possible)s marks so far; what a person marks comes on top")
    else:
        words = _("%(total)s of %(possible)s marks")
    return Score(
        percent=None if grading.awaits else grading.percent,
        words=words % told,
        pass_words=_pass_words(behaviour),
        standing_words=_standing_words(behaviour, attempts),
        missed=[_code(key) for key in grading.missed],
    )


def _pass_words(behaviour: Behaviour) -> str:
    if behaviour.pass_mark is None:
        return ""
    return _("The pass mark is %(mark)s %%.") % {"mark": behaviour.pass_mark}


def _standing_words(behaviour: Behaviour, attempts: list[Attempt]) -> str:
    """Return which attempts count, where there are several."""
    closed = [row for row in attempts if not row.is_open]
    if len(closed) < 2:
        return ""
    standing = standing_of(closed, behaviour)
    told = {"percent": standing.percent, "number": standing.numbers[0], "count": len(closed)}
    if behaviour.result is Result.AVERAGE:
        return _("The average of your %(count)s attempts counts: %(percent)s %%.") % told
    words = {
        Result.BEST: _("Your best attempt counts: number %(number)s, with %(percent)s %%."),
        Result.FIRST: _("Your first attempt counts, with %(percent)s %%."),
        Result.LAST: _("Your last attempt counts: number %(number)s, with %(percent)s %%."),
    }
    return words[behaviour.result] % told


def marks_words(quanta: int) -> str:
    """Return marks for people: whole where they are whole, else with up to two decimals."""
    if quanta % 10_000 == 0:
        return str(quanta // 10_000)
    return f"{quanta / 10_000:.2f}".rstrip("0")


def _questions(
    attempt: Attempt,
    responses: Mapping[str, Response],
    panels: Mapping[str, ContestPanel],
    *,
    reveals: bool,
) -> list[QuestionResult]:
    grading, language = _grading(attempt), attempt.enrolment.language
    anew = judged_anew(attempt)
    found = []
    for number, own in enumerate(paper.drawn_questions(attempt, language), start=1):
        rule = anew.get(own.uid)
        question = as_judged(attempt, own, rule, language)
        found.append(
            _question(
                number,
                question,
                grading,
                responses.get(own.uid),
                q=_feedback(attempt, question, grading, responses, reveal=reveals),
                judged_words=JUDGED[Grading.Policy(rule.policy)]() if rule else "",
                contest=panels.get(own.uid),
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
            ClauseLine(
                code=_code(key), href=clause_url(key), right=int(verdict == "right"), asked=1
            )
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
    """Return a clause's code, or the key of a duty as it stands."""
    return key.partition("/")[2].partition("@")[0] or key

"""The save protocol: every answer that arrives is a step, and the right one counts.

See "The save protocol" in docs/architecture.md. A save is named by attempt, tab and sequence.
A repeat changes nothing; a delayed older save from the same tab for the same question is kept
but does not become current; across tabs the last accepted wins.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, paper
from courses.assessment.certainty import LEVELS
from courses.assessment.errors import (
    AnswersNotKept,
    AttemptClosed,
    FeedbackNotYet,
    NotDrawn,
    NoTryLeft,
)
from courses.assessment.models import Attempt, Response, Step
from courses.assessment.tries import FirstCheck, Tries, first_checks, tries_of
from courses.questions.errors import AnswerRefused

logger = logging.getLogger(__name__)

type Read = Callable[[paper.DrawnQuestion], Any]


@dataclass(frozen=True)
class Save:
    """One answer as it arrived, for a question named by its uid or by its number on the paper.

    `read` gives the raw answer for the question that it turns out to be (a form is read by the
    question's type); the type then checks it. `certainty` is what was sent of how sure the learner
    is, if anything.
    """

    sequence: int
    question: str | int
    read: Read
    certainty: object = None

    @classmethod
    def of(
        cls, sequence: int, question: str | int, raw: Any, *, certainty: object = None
    ) -> "Save":
        """A save whose raw answer is at hand."""
        return cls(sequence, question, lambda _question: raw, certainty)


@dataclass(frozen=True)
class Checked:
    """A save that can be kept: its question, the answer in its one form, how sure it is.

    `said` is how sure it was sent as; `certainty` what is kept, which a check before has fixed.
    """

    sequence: int
    uid: str
    answer: Any
    certainty: int | None
    said: int | None


@dataclass(frozen=True)
class Saved:
    """What became of one save.

    `current`: it is the answer that counts; `repeated`: it had arrived before; `superseded`: a
    newer one from the same tab had come first; `late`: kept, but it came after the end.
    `replaced_other_tab`: it took the place of an answer from another tab.
    """

    sequence: int
    question_uid: str
    status: Literal["current", "repeated", "superseded", "late"]
    replaced_other_tab: bool = False


@dataclass(frozen=True)
class SaveReport:
    """What became of the saves of one request, and where the attempt stands after them.

    `answered` holds the questions that have an answer; `elsewhere` those to which this tab had
    an answer that another tab has replaced since.
    """

    attempt: Attempt
    saved: tuple[Saved, ...]
    answered: frozenset[str]
    elsewhere: frozenset[str]
    is_open: bool


@dataclass(frozen=True)
class Arrival:
    """What is true of every save of one request."""

    tab: uuid.UUID
    at: dt.datetime
    is_late: bool
    is_check: bool


def save_answers(
    *,
    public_id: uuid.UUID,
    by: User,
    tab: uuid.UUID,
    saves: Sequence[Save],
    at: dt.datetime,
    is_check: bool = False,
    flag: bool | None = None,
) -> SaveReport:
    """Keep every save and make the newest answers current, all or none.

    The attempt's row is locked, so steps stand in the order of acceptance. An attempt that is
    closed, or past its end, keeps what arrives as late. With `is_check` the learner asks for
    feedback on the answer at once, and how sure they were of it stands from then on, whatever comes
    after; `flag` says whether the questions are to be looked at again.

    Raises Attempt.DoesNotExist unless it is this person's own, NotDrawn for a question that is
    not part of it, AnswerRefused for an answer of the wrong shape or a certainty that is none,
    NoTryLeft for another answer to a question whose tries are over, FeedbackNotYet and
    AttemptClosed for a check that has no feedback to give, AnswersNotKept once the answers were
    deleted when their time was over.
    """
    with transaction.atomic():
        attempt = (
            Attempt.objects.visible_to(by)
            .select_for_update(of=("self",))
            .select_related("enrolment__course", "release")
            .get(public_id=public_id)
        )
        if attempt.answers_deleted_at is not None:
            raise AnswersNotKept(_("The answers to this attempt are no longer kept."))
        if is_check:
            require_feedback(attempt)
        behaviour = paper.behaviour_of(paper.lesson_of(attempt))
        fixed = first_checks(attempt)
        checked = [checked_save(attempt, save, behaviour, fixed) for save in saves]
        is_late = arrives_late(attempt, behaviour, at)
        standing = {row.question_uid: row for row in Response.objects.filter(attempt=attempt)}
        if behaviour.counts_tries and not is_late:
            require_try(tries_of(attempt), standing, checked)
        arrival = Arrival(tab=tab, at=at, is_late=is_late, is_check=is_check)
        saved = tuple(_keep(attempt, standing, save, arrival) for save in checked)
        if flag is not None and not is_late:
            attempt.keep_flags({save.uid for save in checked}, flag=flag)
    return SaveReport(
        attempt=attempt,
        saved=saved,
        answered=frozenset(uid for uid, row in standing.items() if row.answer is not None),
        elsewhere=frozenset(
            uid for uid, row in standing.items() if row.tab != tab and str(tab) in row.newest
        ),
        is_open=attempt.is_open and not is_late,
    )


def arrives_late(attempt: Attempt, behaviour: behaviours.Behaviour, at: dt.datetime) -> bool:
    """Return whether a save that arrives at this moment comes after the end."""
    in_time = behaviours.takes_answers(due_at=attempt.due_at, at=at, grace=behaviour.grace)
    return not (attempt.is_open and in_time)


def require_feedback(attempt: Attempt) -> None:
    """Raise FeedbackNotYet or AttemptClosed for a check that has no feedback to give."""
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    if not behaviour.feedback_at_once:
        raise FeedbackNotYet(_("Feedback is shown after you hand in."))
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))


def checked_save(
    attempt: Attempt,
    save: Save,
    behaviour: behaviours.Behaviour,
    fixed: Mapping[str, FirstCheck],
) -> Checked:
    """Return the save with its answer in its one form, None where nothing is answered.

    How sure an answer is stands as it was checked first (`fixed`). Raises NotDrawn and
    AnswerRefused.
    """
    uid = attempt.uid_of(save.question)
    question = paper.drawn_question(attempt, uid, "")
    if question is None:
        raise NotDrawn(_("This question is not part of your quiz."))
    answer: Any = question.type.parse_answer(question.definition, save.read(question))
    said = _certainty(save.certainty, behaviour)
    certainty = fixed[uid].certainty if uid in fixed else said
    if not question.type.is_answered(answer):
        answer, certainty, said = None, None, None
    return Checked(save.sequence, uid, answer, certainty, said)


def _certainty(sent: object, behaviour: behaviours.Behaviour) -> int | None:
    """Return how sure the learner is; refused where the lesson does not ask for it."""
    if sent is None or sent == "":
        return None
    if not behaviour.asks_certainty:
        raise AnswerRefused("unknown_key", ("certainty",), "is not asked for here")
    if str(sent) not in _LEVELS:
        raise AnswerRefused("unknown_key", ("certainty",), "is none of the three levels")
    return _LEVELS[str(sent)]


_LEVELS = {str(level): level for level in LEVELS}


def require_try(
    tries: Mapping[str, Tries], standing: Mapping[str, Response], saves: Sequence[Checked]
) -> None:
    """Raise NoTryLeft for another answer than the one that stands where the tries are over."""
    for save in saves:
        row = standing.get(save.uid)
        is_over = save.uid in tries and tries[save.uid].is_over
        if is_over and (row is None or row.answer != save.answer):
            raise NoTryLeft(_("This question is closed: its answer cannot be changed any more."))


def _keep(
    attempt: Attempt, standing: dict[str, Response], save: Checked, arrival: Arrival
) -> Saved:
    """Write one step and, where it is the newest, the response; the caller holds the lock.

    A name that was used before for another answer is no repeat (a page that came back without
    its script counts from one again): the answer is kept as that of a tab of its own.
    """
    sequence, uid = save.sequence, save.uid
    response = standing.get(uid)
    newest = int(response.newest.get(str(arrival.tab), -1)) if response else -1
    is_superseded = sequence <= newest
    step = Step(
        attempt=attempt,
        tab=arrival.tab,
        sequence=sequence,
        question_uid=uid,
        answer=save.answer,
        certainty=save.certainty,
        accepted_at=arrival.at,
        is_late=arrival.is_late,
        is_superseded=is_superseded and not arrival.is_late,
        is_check=arrival.is_check,
    )
    if not _written(step):
        if _is_repeat(step, save.said):
            return Saved(sequence, uid, "repeated")
        return _keep(attempt, standing, save, replace(arrival, tab=uuid.uuid4()))
    if arrival.is_late:
        logger.info("late step %s", step.pk)
        return Saved(sequence, uid, "late")
    if is_superseded:
        return Saved(sequence, uid, "superseded")
    replaced = response is not None and response.tab != arrival.tab
    standing[uid] = _make_current(response, step)
    return Saved(sequence, uid, "current", replaced_other_tab=replaced)


def _written(step: Step) -> bool:
    """Write the step; False when a step of this name stands in the log already."""
    try:
        with transaction.atomic():
            step.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _is_repeat(step: Step, said: int | None) -> bool:
    """Return whether the step of the same name holds the same answer to the same question.

    It may have arrived before a check fixed how sure the answer is.
    """
    kept = Step.objects.get(attempt=step.attempt, tab=step.tab, sequence=step.sequence)
    return (
        kept.question_uid == step.question_uid
        and bool(kept.answer == step.answer)
        and kept.certainty in (step.certainty, said)
    )


def _make_current(response: Response | None, step: Step) -> Response:
    if response is None:
        return Response.objects.create(
            attempt=step.attempt,
            question_uid=step.question_uid,
            answer=step.answer,
            certainty=step.certainty,
            step=step,
            tab=step.tab,
            newest={str(step.tab): step.sequence},
            saved_at=step.accepted_at,
        )
    response.answer = step.answer
    response.certainty = step.certainty
    response.step = step
    response.tab = step.tab
    response.newest = {**response.newest, str(step.tab): step.sequence}
    response.saved_at = step.accepted_at
    response.save(update_fields=["answer", "certainty", "step", "tab", "newest", "saved_at"])
    return response

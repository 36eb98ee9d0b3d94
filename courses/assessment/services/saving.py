"""The save protocol: every answer that arrives is a step, and the right one counts.

See "The save protocol" in docs/architecture.md. A save is named by attempt, tab and sequence.
A repeat changes nothing; a delayed older save from the same tab for the same question is kept
but does not become current; across tabs the last accepted wins.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, paper
from courses.assessment.errors import AnswersNotKept, AttemptClosed, FeedbackNotYet, NotDrawn
from courses.assessment.models import Attempt, Response, Step

logger = logging.getLogger(__name__)

type Read = Callable[[paper.DrawnQuestion], Any]


@dataclass(frozen=True)
class Save:
    """One answer as it arrived, for a question named by its uid or by its number on the paper.

    `read` gives the raw answer for the question that it turns out to be (a form is read by the
    question's type); the type then checks it.
    """

    sequence: int
    question: str | int
    read: Read

    @classmethod
    def of(cls, sequence: int, question: str | int, raw: Any) -> "Save":
        """A save whose raw answer is at hand."""
        return cls(sequence, question, lambda _question: raw)


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
) -> SaveReport:
    """Keep every save and make the newest answers current, all or none.

    The attempt's row is locked, so steps stand in the order of acceptance. An attempt that is
    closed, or past its end, keeps what arrives as late. With `is_check` the learner asks for
    feedback on the answer at once.

    Raises Attempt.DoesNotExist unless it is this person's own, NotDrawn for a question that is
    not part of it, AnswerRefused for an answer of the wrong shape, FeedbackNotYet and
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
            _require_feedback(attempt)
        checked = [(save, *_checked(attempt, save)) for save in saves]
        is_late = not attempt.is_open or not behaviours.takes_answers(due_at=attempt.due_at, at=at)
        standing = {row.question_uid: row for row in Response.objects.filter(attempt=attempt)}
        arrival = Arrival(tab=tab, at=at, is_late=is_late, is_check=is_check)
        saved = tuple(
            _keep(attempt, standing, save.sequence, uid, answer, arrival)
            for save, uid, answer in checked
        )
    return SaveReport(
        attempt=attempt,
        saved=saved,
        answered=frozenset(uid for uid, row in standing.items() if row.answer is not None),
        elsewhere=frozenset(
            uid for uid, row in standing.items() if row.tab != tab and str(tab) in row.newest
        ),
        is_open=attempt.is_open and not is_late,
    )


def _require_feedback(attempt: Attempt) -> None:
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    if not behaviour.feedback_at_once:
        raise FeedbackNotYet(_("Feedback is shown after you hand in."))
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))


def _checked(attempt: Attempt, save: Save) -> tuple[str, Any]:
    """Return the question's uid and the answer in its one form, None where nothing is answered."""
    uid = save.question
    if isinstance(uid, int):
        uid = attempt.question_uids[uid - 1] if 1 <= uid <= len(attempt.drawn) else ""
    question = paper.drawn_question(attempt, uid, "")
    if question is None:
        raise NotDrawn(_("This question is not part of your quiz."))
    answer = question.type.parse_answer(question.definition, save.read(question))
    return uid, answer if question.type.is_answered(answer) else None


def _keep(
    attempt: Attempt,
    standing: dict[str, Response],
    sequence: int,
    uid: str,
    answer: Any,
    arrival: Arrival,
) -> Saved:
    """Write one step and, where it is the newest, the response; the caller holds the lock.

    A name that was used before for another answer is no repeat (a page that came back without
    its script counts from one again): the answer is kept as that of a tab of its own.
    """
    response = standing.get(uid)
    newest = int(response.newest.get(str(arrival.tab), -1)) if response else -1
    is_superseded = sequence <= newest
    step = Step(
        attempt=attempt,
        tab=arrival.tab,
        sequence=sequence,
        question_uid=uid,
        answer=answer,
        accepted_at=arrival.at,
        is_late=arrival.is_late,
        is_superseded=is_superseded and not arrival.is_late,
        is_check=arrival.is_check,
    )
    if not _written(step):
        if _is_repeat(step):
            return Saved(sequence, uid, "repeated")
        own = replace(arrival, tab=uuid.uuid4())
        return _keep(attempt, standing, sequence, uid, answer, own)
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


def _is_repeat(step: Step) -> bool:
    """Return whether the step of the same name holds the same answer to the same question."""
    kept = Step.objects.get(attempt=step.attempt, tab=step.tab, sequence=step.sequence)
    return kept.question_uid == step.question_uid and bool(kept.answer == step.answer)


def _make_current(response: Response | None, step: Step) -> Response:
    if response is None:
        return Response.objects.create(
            attempt=step.attempt,
            question_uid=step.question_uid,
            answer=step.answer,
            step=step,
            tab=step.tab,
            newest={str(step.tab): step.sequence},
            saved_at=step.accepted_at,
        )
    response.answer = step.answer
    response.step = step
    response.tab = step.tab
    response.newest = {**response.newest, str(step.tab): step.sequence}
    response.saved_at = step.accepted_at
    response.save(update_fields=["answer", "step", "tab", "newest", "saved_at"])
    return response

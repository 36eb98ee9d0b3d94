"""The save protocol: every answer that arrives is a step, and the right one counts.

See DESIGN decision 3 and docs/architecture.md. A save is named by attempt, tab and sequence.
A repeat changes nothing; a delayed older save from the same tab for the same question is kept
but does not become current; across tabs the last accepted wins.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, paper
from courses.assessment.errors import AttemptClosed, FeedbackNotYet, NotDrawn
from courses.assessment.models import Attempt, Response, Step

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Save:
    """One answer as it arrived: `raw` is checked by the question's type."""

    sequence: int
    question_uid: str
    raw: Any


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

    saved: tuple[Saved, ...]
    answered: frozenset[str]
    elsewhere: frozenset[str]
    is_open: bool


def save_answers(
    *,
    attempt: Attempt,
    by: User,
    tab: uuid.UUID,
    saves: Sequence[Save],
    at: dt.datetime,
    is_check: bool = False,
) -> SaveReport:
    """Keep every save and make the newest answers current, all or none.

    Answers are checked before anything is written: raises NotDrawn for a question that is not
    part of the attempt and AnswerRefused for an answer of the wrong shape. The attempt's row is
    locked, so steps stand in the order of acceptance. An attempt that is closed, or past its
    end, keeps what arrives as late.
    """
    checked = [(save, _checked_answer(attempt, save)) for save in saves]
    with transaction.atomic():
        attempt = (
            Attempt.objects.select_for_update(of=("self",))
            .only("pk", "state", "due_at", "enrolment_id")
            .get(pk=attempt.pk)
        )
        is_late = not attempt.is_open or not behaviours.takes_answers(due_at=attempt.due_at, at=at)
        standing = {row.question_uid: row for row in Response.objects.filter(attempt=attempt)}
        arrival = Arrival(tab=tab, at=at, is_late=is_late, is_check=is_check)
        saved = tuple(_keep(attempt, standing, save, answer, arrival) for save, answer in checked)
    return SaveReport(
        saved=saved,
        answered=frozenset(uid for uid, row in standing.items() if row.answer is not None),
        elsewhere=frozenset(
            uid for uid, row in standing.items() if row.tab != tab and str(tab) in row.newest
        ),
        is_open=attempt.is_open and not is_late,
    )


def check_answer(
    *, attempt: Attempt, by: User, tab: uuid.UUID, save: Save, at: dt.datetime
) -> Saved:
    """Keep an answer that the learner wants to see feedback on at once.

    Raises FeedbackNotYet unless the attempt's preset gives feedback at once, and AttemptClosed
    once it is handed in.
    """
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    if not behaviour.feedback_at_once:
        raise FeedbackNotYet(_("Feedback is shown after you hand in."))
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))
    report = save_answers(attempt=attempt, by=by, tab=tab, saves=[save], at=at, is_check=True)
    return report.saved[0]


def _checked_answer(attempt: Attempt, save: Save) -> Any:
    """Return the answer in its one form, or None where nothing is answered (any more)."""
    question = paper.drawn_question(attempt, save.question_uid, "")
    if question is None:
        raise NotDrawn(_("This question is not part of your quiz."))
    answer = question.type.parse_answer(question.definition, save.raw)
    return answer if question.type.is_answered(answer) else None


@dataclass(frozen=True)
class Arrival:
    """What is true of every save of one request."""

    tab: uuid.UUID
    at: dt.datetime
    is_late: bool
    is_check: bool


def _keep(
    attempt: Attempt,
    standing: dict[str, Response],
    save: Save,
    answer: Any,
    arrival: Arrival,
) -> Saved:
    """Write one step and, where it is the newest, the response; the caller holds the lock."""
    response = standing.get(save.question_uid)
    newest = int(response.newest.get(str(arrival.tab), -1)) if response else -1
    is_superseded = save.sequence <= newest
    step = _write_step(attempt, save, answer, arrival, is_superseded=is_superseded)
    if step is None:
        return Saved(save.sequence, save.question_uid, "repeated")
    if arrival.is_late:
        logger.info("late step %s", step.pk)
        return Saved(save.sequence, save.question_uid, "late")
    if is_superseded:
        return Saved(save.sequence, save.question_uid, "superseded")
    replaced = response is not None and response.tab != arrival.tab
    standing[save.question_uid] = _make_current(response, step)
    return Saved(save.sequence, save.question_uid, "current", replaced_other_tab=replaced)


def _write_step(
    attempt: Attempt, save: Save, answer: Any, arrival: Arrival, *, is_superseded: bool
) -> Step | None:
    """Return the new step, or None when this tab's sequence stands in the log already."""
    try:
        with transaction.atomic():
            return Step.objects.create(
                attempt=attempt,
                tab=arrival.tab,
                sequence=save.sequence,
                question_uid=save.question_uid,
                answer=answer,
                accepted_at=arrival.at,
                is_late=arrival.is_late,
                is_superseded=is_superseded and not arrival.is_late,
                is_check=arrival.is_check,
            )
    except IntegrityError:
        return None


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

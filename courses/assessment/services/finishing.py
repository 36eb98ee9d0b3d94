"""Handing in, closing at the end, and grading."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, paper
from courses.assessment.errors import AnswersNotKept, AttemptClosed
from courses.assessment.models import Attempt, Grading
from courses.assessment.models.attempt import AttemptQuerySet
from courses.assessment.results import Standing
from courses.assessment.selectors import standing_at
from courses.assessment.services.judging.waiting import note_waiting
from courses.assessment.weighing import weigh
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion, record_shown
from courses.releases.models import Release

# Where passing follows from the attempts together; elsewhere each may pass by itself.
BY_ALL = frozenset({behaviours.Result.LAST, behaviours.Result.AVERAGE})

logger = logging.getLogger(__name__)

# Raised when this room's arithmetic changes what an attempt is worth; the question types carry
# numbers of their own.
GRADER_VERSION = 1


@transaction.atomic
def hand_in(*, public_id: uuid.UUID, by: User, at: dt.datetime) -> Grading:
    """Close a person's own attempt, grade it and record the progress that follows.

    Raises Attempt.DoesNotExist unless it is this person's own, and AttemptClosed when it was
    handed in or closed before, also by a request that ran at the same time: the row is locked
    as it is read. An attempt that is past its end is closed as overdue with what was saved in
    time. The certificate row, where the course is passed with this, is part of the
    transaction; PDF and mail follow in tasks.
    """
    attempt = locked().visible_to(by).get(public_id=public_id)
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))
    in_time = takes_answers(attempt, at)
    return _close(
        attempt, state=Attempt.State.HANDED_IN if in_time else Attempt.State.OVERDUE, by=by, at=at
    )


@transaction.atomic
def close_overdue(*, attempt: Attempt, at: dt.datetime) -> Grading | None:
    """Close an attempt that is past its end, with what was saved; None when nothing was due.

    Called by the sweep, and by whichever page finds the end has passed on a POST.
    """
    attempt = locked().get(pk=attempt.pk)
    if not attempt.is_open or takes_answers(attempt, at):
        return None
    return _close(attempt, state=Attempt.State.OVERDUE, by=None, at=at)


def grade_attempt(
    *,
    attempt: Attempt,
    policy: Grading.Policy,
    by: User | None,
    at: dt.datetime,
    release: Release | None = None,
    questions: Collection[str] | None = None,
    decided: str | None = None,
) -> Grading:
    """Return a new grading of the saved answers; without `release` by the attempt's own keys.

    The same answers give the same marks in every language; what is judged anew and what stays
    is told by `weighing.weigh`. Written inside the caller's transaction, which holds the attempt's
    row; the attempt is saved with the state that the caller gave it, and points to the new grading
    afterwards. Whatever the grading waits for stands in a queue with it. Raises AnswersNotKept
    once the answers were deleted when their time was over: they would grade as not answered.
    """
    if attempt.answers_deleted_at is not None:
        raise AnswersNotKept(_("The answers to this attempt are no longer kept."))
    weighed = weigh(
        attempt=attempt, policy=policy, release=release, questions=questions, decided=decided
    )
    grading = Grading.objects.create(
        attempt=attempt,
        number=attempt.gradings.count() + 1 if attempt.current_grading_id else 1,
        release_id=release.pk if release else attempt.release_id,
        policy=policy,
        grader_version=GRADER_VERSION,
        graded_at=at,
        graded_by=by,
        **vars(weighed),
    )
    attempt.current_grading = grading
    attempt.save(update_fields=["state", "closed_at", "current_grading"])
    if grading.awaits:
        note_waiting(attempt=attempt, grading=grading, at=at)
    return grading


def locked() -> AttemptQuerySet:
    """Return attempts that are locked as they are read, with what closing them needs."""
    return Attempt.objects.select_for_update(of=("self",)).select_related(
        "enrolment", "release", "current_grading"
    )


def record_progress(
    attempt: Attempt, grading: Grading, *, cause: CompletionEvent.Cause, at: dt.datetime
) -> None:
    """Complete what the attempts at this slot complete by now; nothing is ever taken back.

    What counts is the lesson's rule over all attempts; where the best or the first is the result,
    any attempt that is passed completes the lesson. A quiz that was passed to test out
    completes what it stands for as well. While a person still has to act, a lesson that has
    something to pass completes nothing.
    """
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))

    def standing() -> Standing:
        return standing_at(attempt.enrolment, attempt.slot_uid, behaviour)

    if not completes(behaviour, grading, standing=standing):
        return
    record = record_shown if behaviour.is_test_out else record_completion
    record(
        enrolment=attempt.enrolment,
        slot_uid=attempt.slot_uid,
        cause=cause,
        at=at,
        attempt=attempt.number,
    )


def completes(
    behaviour: behaviours.Behaviour, grading: Grading, *, standing: Callable[[], Standing]
) -> bool:
    """Return whether a lesson's slot is complete by now.

    Where passing follows from the attempts together, `standing` is asked what they come to.
    """
    passed = grading.is_passed
    if behaviour.needs_pass and behaviour.result in BY_ALL:
        passed = standing().is_passed
    return behaviours.completes_slot(behaviour, passed=passed)


def takes_answers(attempt: Attempt, at: dt.datetime) -> bool:
    """Return whether a save that arrives at this moment would still count, were it open."""
    if attempt.due_at is None:
        return True
    grace = paper.behaviour_of(paper.lesson_of(attempt)).grace
    return behaviours.takes_answers(due_at=attempt.due_at, at=at, grace=grace)


def _close(attempt: Attempt, *, state: Attempt.State, by: User | None, at: dt.datetime) -> Grading:
    attempt.state = state
    attempt.closed_at = at
    grading = grade_attempt(attempt=attempt, policy=Grading.Policy.FIRST, by=by, at=at)
    is_withdrawn = attempt.enrolment.state == Enrolment.State.WITHDRAWN
    if by is not None or not is_withdrawn:
        record_progress(attempt, grading, cause=CompletionEvent.Cause.HANDED_IN, at=at)
    logger.info("attempt %s closed as %s", attempt.pk, state)
    return grading

"""Handing in, closing at the end, and grading."""

import datetime as dt
import logging
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, paper
from courses.assessment.errors import AnswersNotKept, AttemptClosed
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.models.attempt import AttemptQuerySet
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.questions.marks import FULL

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
    attempt = _locked().visible_to(by).get(public_id=public_id)
    if not attempt.is_open:
        raise AttemptClosed(_("You have already handed in these answers."))
    in_time = behaviours.takes_answers(due_at=attempt.due_at, at=at)
    return _close(
        attempt, state=Attempt.State.HANDED_IN if in_time else Attempt.State.OVERDUE, by=by, at=at
    )


@transaction.atomic
def close_overdue(*, attempt: Attempt, at: dt.datetime) -> Grading | None:
    """Close an attempt that is past its end, with what was saved; None when nothing was due.

    Called by the sweep, and by whichever page finds the end has passed on a POST.
    """
    attempt = _locked().get(pk=attempt.pk)
    if not attempt.is_open or behaviours.takes_answers(due_at=attempt.due_at, at=at):
        return None
    return _close(attempt, state=Attempt.State.OVERDUE, by=None, at=at)


def grade_attempt(
    *,
    attempt: Attempt,
    policy: Grading.Policy,
    by: User | None,
    at: dt.datetime,
) -> Grading:
    """Return a new grading of the saved answers by the keys of the attempt's release.

    The same answers give the same marks in every language. Written inside the caller's
    transaction, which holds the attempt's row; the attempt is saved with the state that the
    caller gave it, and points to the new grading afterwards. Raises AnswersNotKept once the
    answers were deleted when their time was over: they would grade as not answered.
    """
    if attempt.answers_deleted_at is not None:
        raise AnswersNotKept(_("The answers to this attempt are no longer kept."))
    answers = dict(Response.objects.filter(attempt=attempt).values_list("question_uid", "answer"))
    marks: dict[str, int] = {}
    possible: dict[str, int] = {}
    outcomes: dict[str, dict[str, str]] = {}
    for question in paper.drawn_questions(attempt, attempt.enrolment.language):
        graded = question.type.grade(question.definition, answers.get(question.uid))
        marks[question.uid] = graded.quanta_for(question.marks)
        possible[question.uid] = question.marks * FULL
        outcomes[question.uid] = dict(graded.outcomes)
    total, total_possible = sum(marks.values()), sum(possible.values())
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    grading = Grading.objects.create(
        attempt=attempt,
        number=attempt.gradings.count() + 1 if attempt.current_grading_id else 1,
        release_id=attempt.release_id,
        policy=policy,
        grader_version=GRADER_VERSION,
        marks=marks,
        possible=possible,
        outcomes=outcomes,
        total=total,
        total_possible=total_possible,
        is_passed=behaviours.is_passed(behaviour, total=total, possible=total_possible),
        graded_at=at,
        graded_by=by,
    )
    attempt.current_grading = grading
    attempt.save(update_fields=["state", "closed_at", "current_grading"])
    return grading


def _locked() -> AttemptQuerySet:
    """Return attempts that are locked as they are read, with what closing them needs."""
    return Attempt.objects.select_for_update(of=("self",)).select_related("enrolment", "release")


def _close(attempt: Attempt, *, state: Attempt.State, by: User | None, at: dt.datetime) -> Grading:
    attempt.state = state
    attempt.closed_at = at
    grading = grade_attempt(attempt=attempt, policy=Grading.Policy.FIRST, by=by, at=at)
    behaviour = paper.behaviour_of(paper.lesson_of(attempt))
    if behaviours.completes_slot(behaviour, passed=grading.is_passed):
        record_completion(
            enrolment=attempt.enrolment,
            slot_uid=attempt.slot_uid,
            cause=CompletionEvent.Cause.HANDED_IN,
            at=at,
        )
    logger.info("attempt %s closed as %s", attempt.pk, state)
    return grading

"""After a person acted on a result: a new grading, and what it completes."""

import datetime as dt
import logging
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.errors import AnswersNotKept, AttemptStillOpen, NotLate
from courses.assessment.models import Attempt, Grading, Response, Step
from courses.assessment.services.finishing import grade_attempt, locked, record_progress
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.releases.models import Release

logger = logging.getLogger(__name__)


@transaction.atomic
def settle(
    *,
    attempt: Attempt,
    policy: Grading.Policy,
    by: User | None,
    at: dt.datetime,
    release: Release | None = None,
    questions: Collection[str] | None = None,
    decided: str | None = None,
) -> Grading:
    """Write a new grading of a closed attempt, and complete its slot if it is passed by now.

    `questions` are judged anew, by the keys of `release` where one is given; the others keep what
    they had. `decided` is what a person said of a fail that had to be confirmed. Never takes a
    completion or a certificate away, and completes nothing on a course that was withdrawn from
    the person. Raises AttemptStillOpen before the hand-in, AnswersNotKept after retention.
    """
    attempt = locked().get(pk=attempt.pk)
    if attempt.is_open or attempt.current_grading is None:
        raise AttemptStillOpen(_("These answers have not been handed in yet."))
    grading = grade_attempt(
        attempt=attempt,
        policy=policy,
        by=by,
        at=at,
        release=release,
        questions=questions,
        decided=decided,
    )
    if attempt.enrolment.state != Enrolment.State.WITHDRAWN:
        record_progress(attempt, grading, cause=CompletionEvent.Cause.REGRADED, at=at)
    logger.info("attempt %s settled as %s", attempt.pk, policy)
    return grading


@transaction.atomic
def accept_late(*, attempt: Attempt, step: Step, by: User, at: dt.datetime) -> Grading:
    """Let an answer that came after the end count: it becomes the answer, and is graded.

    The step itself stays late in the log. Raises NotLate for a step that is no late one of this
    attempt, and whatever `settle` raises.
    """
    attempt = locked().get(pk=attempt.pk)
    if attempt.answers_deleted_at is not None:
        raise AnswersNotKept(_("The answers to this attempt are no longer kept."))
    if step.attempt_id != attempt.pk or not step.is_late:
        raise NotLate(_("This answer did not come after the end."))
    values = {
        "answer": step.answer,
        "certainty": step.certainty,
        "step": step,
        "tab": step.tab,
        "saved_at": step.accepted_at,
    }
    Response.objects.update_or_create(
        attempt=attempt,
        question_uid=step.question_uid,
        defaults=values,
        create_defaults={**values, "newest": {str(step.tab): step.sequence}},
    )
    return settle(
        attempt=attempt,
        policy=Grading.Policy.LATE,
        by=by,
        at=at,
        questions=[step.question_uid],
    )

"""Deciding about an answer that arrived after the end."""

import datetime as dt
import logging

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.judging_errors import AlreadyDecided, NotAboutOneself
from courses.assessment.models import Attempt, Grading, LateDecision, MarkingTurn, Step
from courses.assessment.services.judging.telling import tell_learner
from courses.assessment.services.settling import accept_late
from courses.releases.rules import can_edit

logger = logging.getLogger(__name__)


def decide_late(
    *, step: Step, is_accepted: bool, note: str, by: User, at: dt.datetime
) -> Grading | None:
    """An answer that came late counts, or does not, with a note; the learner is told.

    Accepted, it becomes the answer and the attempt is graded anew. Raises AlreadyDecided when
    somebody else was first, NotAboutOneself for one's own answer or a course that is not theirs.
    """
    try:
        with transaction.atomic():
            return _decide(step, is_accepted=is_accepted, note=note, by=by, at=at)
    except IntegrityError as error:
        raise AlreadyDecided(_("This answer was decided in the meantime.")) from error


def _decide(
    step: Step, *, is_accepted: bool, note: str, by: User, at: dt.datetime
) -> Grading | None:
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("release", "enrolment__course", "current_grading")
        .get(pk=step.attempt_id)
    )
    if attempt.enrolment.user_id == by.pk or not can_edit(by, attempt.enrolment.course):
        raise NotAboutOneself(_("You cannot decide about this answer."))
    LateDecision.objects.create(
        step=step, is_accepted=is_accepted, note=note, decided_by=by, decided_at=at
    )
    grading = None
    if is_accepted:
        _mark_again(step, at)
        grading = accept_late(attempt=attempt, step=step, by=by, at=at)
    tell_learner(
        attempt=attempt, kind="late.decided", at=at, state="accepted" if is_accepted else "declined"
    )
    logger.info("late step %s decided", step.pk)
    return grading


def _mark_again(step: Step, at: dt.datetime) -> None:
    """A free text that was marked before it came late is looked at by a third person.

    The markings that stand are about another text; the third turn decides alone. Raises
    AlreadyDecided when a third person has marked it already.
    """
    turns = MarkingTurn.objects.filter(attempt=step.attempt_id, question_uid=step.question_uid)
    marked = turns.filter(marked_at__isnull=False)
    if not marked.exists():
        return
    if marked.filter(place=MarkingTurn.Place.THIRD).exists():
        raise AlreadyDecided(_("Three people have marked an earlier text for this question."))
    MarkingTurn.objects.get_or_create(
        attempt_id=step.attempt_id,
        question_uid=step.question_uid,
        place=MarkingTurn.Place.THIRD,
        defaults={"course_id": step.attempt.enrolment.course_id, "opened_at": at},
    )

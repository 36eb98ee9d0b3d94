"""Contesting an answer, and deciding a contest.

Nothing of this stands in the audit trail, in a signal or in a log beyond ids: it is between the
learner and those who judge for the course.
"""

import datetime as dt
import logging
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.judges import can_judge
from courses.assessment.judging_errors import (
    AlreadyDecided,
    ContestedAlready,
    NotAboutOneself,
    NotContestable,
)
from courses.assessment.models import Attempt, Contest
from courses.assessment.services.judging.telling import tell_learner

logger = logging.getLogger(__name__)


def open_contest(
    *, public_id: uuid.UUID, question_uid: str, reason: str, by: User, at: dt.datetime
) -> Contest:
    """A person's own answer is contested; it stands in the queue of the course.

    One per answer: who was answered does not ask the same again. Raises Attempt.DoesNotExist
    unless the attempt is this person's own and the question was drawn, NotContestable while it
    is open or when its answers are no longer kept, ContestedAlready the second time, also when
    two requests come at once.
    """
    attempt = Attempt.objects.visible_to(by).select_related("enrolment").get(public_id=public_id)
    if question_uid not in attempt.question_uids:
        raise Attempt.DoesNotExist
    if attempt.is_open:
        raise NotContestable(_("You can contest an answer after handing in."))
    if attempt.answers_deleted_at is not None:
        raise NotContestable(_("The answers to this attempt are no longer kept."))
    if Contest.objects.filter(attempt=attempt, question_uid=question_uid).exists():
        raise ContestedAlready(_("You have contested this answer before."))
    try:
        with transaction.atomic():
            contest = Contest.objects.create(
                course_id=attempt.enrolment.course_id,
                attempt=attempt,
                question_uid=question_uid,
                reason=reason,
                opened_at=at,
            )
    except IntegrityError as error:
        raise ContestedAlready(_("You have contested this answer before.")) from error
    logger.info("contest %s opened", contest.pk)
    return contest


@transaction.atomic
def decide_contest(
    *, contest: Contest, is_upheld: bool, answer: str, by: User, at: dt.datetime
) -> Contest:
    """A contest is upheld or declined, in words that the learner reads; the learner is told.

    Nothing else changes with it: a key is mended in the draft, published, and regraded. Raises
    AlreadyDecided when somebody else was first, NotAboutOneself for one's own answer. The
    caller knows that `by` judges for the course; it is asked again all the same.
    """
    row = (
        Contest.objects.select_for_update(of=("self",))
        .select_related("course", "attempt__enrolment", "attempt__release")
        .get(pk=contest.pk)
    )
    if row.attempt.enrolment.user_id == by.pk or not can_judge(by, row.course):
        raise NotAboutOneself(_("You cannot decide this contest."))
    if not row.is_open:
        raise AlreadyDecided(_("This contest was decided in the meantime."))
    row.state = Contest.State.UPHELD if is_upheld else Contest.State.DECLINED
    row.answer, row.decided_by, row.decided_at = answer, by, at
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    tell_learner(attempt=row.attempt, kind="contest.decided", at=at, state=row.state)
    logger.info("contest %s decided", row.pk)
    return row

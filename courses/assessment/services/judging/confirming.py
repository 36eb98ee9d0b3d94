"""A fail for a duty that nothing offsets: a person confirms it, or lets it pass with a reason."""

import datetime as dt
import logging
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment.judges import can_judge
from courses.assessment.judging_errors import AlreadyDecided, NotAboutOneself
from courses.assessment.models import FailConfirmation, Grading
from courses.assessment.services.judging.telling import tell_learner
from courses.assessment.services.settling import settle

logger = logging.getLogger(__name__)


@transaction.atomic
def decide_fail(
    *,
    confirmation: FailConfirmation,
    decided: Literal["confirmed", "let_pass"],
    reason: str,
    by: User,
    at: dt.datetime,
) -> Grading:
    """The result is final, with a reason that the learner reads; the learner is told.

    A result that passes now completes its place in the course in the same transaction. Raises
    AlreadyDecided when somebody else was first, or when the attempt was graded anew since (then
    that grading waits in a row of its own, if it waits); NotAboutOneself.
    """
    row = (
        FailConfirmation.objects.select_for_update(of=("self",))
        .select_related("course", "attempt__enrolment__course", "attempt__release")
        .get(pk=confirmation.pk)
    )
    if row.attempt.enrolment.user_id == by.pk or not can_judge(by, row.course):
        raise NotAboutOneself(_("You cannot decide about this result."))
    if row.state != FailConfirmation.State.OPEN:
        raise AlreadyDecided(_("This result was decided in the meantime."))
    if row.attempt.current_grading_id != row.grading_id:
        raise AlreadyDecided(_("The answers were graded anew in the meantime."))
    row.state, row.reason = FailConfirmation.State(decided), reason
    row.decided_by, row.decided_at = by, at
    row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    grading = settle(
        attempt=row.attempt, policy=Grading.Policy.CONFIRMED, decided=decided, by=by, at=at
    )
    tell_learner(attempt=row.attempt, kind="fail.decided", at=at, state=decided)
    logger.info("confirmation %s decided", row.pk)
    return grading

"""One more attempt for a person who has used up all of theirs, allowed by somebody."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import notify, record
from courses.assessment import paper, selectors
from courses.assessment.errors import AlreadyComplete, AttemptsLeft, LessonClosed, ResultAwaited
from courses.assessment.models import ExtraAttempt
from courses.assessment.selectors import NextAttempt
from courses.assessment.services.starting import answered_lesson
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.progress.selectors import completed_slots
from courses.releases.selectors import manifest


@transaction.atomic
def grant_attempt(
    *, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime
) -> ExtraAttempt:
    """Allow one more attempt at a slot where none is left, and tell the learner.

    Safe to call twice: while the allowed attempt was not started, the same row comes back, and
    nobody is told again. The enrolment is locked, as by a start and a move. Raises
    EnrolmentClosed, NotAnAssessment, AlreadyComplete, LessonClosed, ResultAwaited or
    AttemptsLeft.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("release", "course", "user")
        .get(pk=enrolment.pk)
    )
    if enrolment.release is None or enrolment.state != Enrolment.State.OPEN:
        raise EnrolmentClosed(_("The course is not being taken: no attempt can be allowed."))
    lesson = answered_lesson(manifest(enrolment.release), slot_uid)
    if slot_uid in completed_slots(enrolment):
        raise AlreadyComplete(_("The lesson is complete: no attempt is needed."))
    attempts = selectors.attempts_at(enrolment, slot_uid)
    following = selectors.next_attempt(attempts, paper.behaviour_of(lesson))
    if following.is_granted and (known := attempts[0].extra):
        return known
    _require_used_up(following, at=at)
    granted = ExtraAttempt.objects.create(after=attempts[0], granted_by=by, granted_at=at)
    _tell(enrolment, slot_uid, following, by=by, at=at)
    return granted


def _require_used_up(following: NextAttempt, *, at: dt.datetime) -> None:
    if following.is_closed(at):
        raise LessonClosed(_("This lesson has closed and takes no answers any more."))
    if following.awaits:
        raise ResultAwaited(_("A person still has to look at the last attempt."))
    if not following.may_be_granted(at):
        raise AttemptsLeft(_("An attempt is still left: no other one is needed."))


def _tell(
    enrolment: Enrolment, slot_uid: str, following: NextAttempt, *, by: User, at: dt.datetime
) -> None:
    """The audit trail and the learner know of it: ids, titles and times, no reason."""
    if enrolment.release is None:
        return
    outline, wait_until = manifest(enrolment.release), following.wait_until
    record(
        action="extra_attempt.granted",
        by=by,
        target=enrolment.user,
        new={"course": enrolment.course.slug, "slot": slot_uid},
        at=at,
    )
    notify(
        person=enrolment.user,
        kind="attempt_granted",
        payload={
            "course": enrolment.course.slug,
            "slot": slot_uid,
            "titles": dict(outline.slot(slot_uid).titles),
            "languages": list(outline.languages),
            "from": wait_until.isoformat() if wait_until and wait_until > at else "",
        },
        at=at,
    )

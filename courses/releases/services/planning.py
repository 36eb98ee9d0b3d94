"""Publishing at a time to come, and looking at what went out in an emergency."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import notify, record
from courses.catalogue.models import Course
from courses.releases.errors import NotPlannable, ReferencesMoved, ReleaseError
from courses.releases.models import Candidate, EmergencyPublication, PublishPlan, Release
from courses.releases.rules import can_look_at_emergency, can_publish
from courses.releases.selectors import lacks_approval
from courses.releases.services.publishing import publish

logger = logging.getLogger(__name__)

LONGEST = timedelta(days=29)
State = PublishPlan.State


@transaction.atomic
def plan_publication(
    *, candidate: Candidate, publish_at: datetime, notes: str, by: User, at: datetime
) -> PublishPlan:
    """The candidate goes out at that time, if it still can; who planned it is told either way.

    Raises NotPlannable for a time that has passed or is later than the candidate lives, for a
    draft that was edited since, for a candidate that waits for its approval, and when another
    plan of the course waits.
    """
    course = Course.objects.select_for_update().get(pk=candidate.course_id)
    if publish_at <= at:
        raise NotPlannable("This time has passed.")
    if publish_at >= candidate.expires_at:
        raise NotPlannable("The candidate expires before that time. Compile again nearer to it.")
    if candidate.draft_revision != course.draft_revision:
        raise NotPlannable("The draft was edited since this candidate was made. Compile again.")
    if lacks_approval(candidate):
        raise NotPlannable("This candidate needs the approval of a second person first.")
    try:
        with transaction.atomic():
            plan = PublishPlan.objects.create(
                course=course,
                candidate=candidate,
                publish_at=publish_at,
                notes=notes,
                planned_by=by,
                planned_at=at,
            )
    except IntegrityError as error:
        raise NotPlannable("Another plan for this course waits. Cancel it first.") from error
    new = {"digest": candidate.digest, "at": publish_at.isoformat()}
    record(action="release.planned", by=by, target=candidate, new=new, at=at, unit=course.owner)
    return plan


@transaction.atomic
def cancel_plan(*, plan: PublishPlan, by: User, at: datetime) -> bool:
    """The plan is taken back; False where it had ended before."""
    ended = PublishPlan.objects.filter(pk=plan.pk, state=State.WAITING).update(
        state=State.CANCELLED, ended_at=at
    )
    if ended:
        record(
            action="release.plan_cancelled",
            by=by,
            target=plan.candidate,
            new={"at": plan.publish_at.isoformat()},
            at=at,
            unit=plan.course.owner,
        )
    return bool(ended)


def publish_due(*, at: datetime) -> int:
    """Carry out the plans whose time has come; returns how many. The sweep calls it.

    Safe to call twice and at the same time: a candidate is published once. What refuses a plan
    stops it, is kept with it as a code with data, and is told to who planned it.
    """
    due = PublishPlan.objects.filter(state=State.WAITING, publish_at__lte=at)
    plans = list(due.select_related("candidate__course", "planned_by").order_by("publish_at")[:50])
    for plan in plans:
        _carry_out(plan, at=at)
    return len(plans)


def _carry_out(plan: PublishPlan, *, at: datetime) -> None:
    stopped: dict[str, Any] = {}
    if not can_publish(plan.planned_by, plan.candidate.course):
        stopped = {"code": "no-right"}
    elif not Release.objects.filter(candidate=plan.candidate_id).exists():
        try:
            publish(candidate=plan.candidate, by=plan.planned_by, at=at, notes=plan.notes)
        except ReleaseError as error:
            stopped = {"code": error.code}
            if isinstance(error, ReferencesMoved):
                stopped["moved"] = list(error.moved)
    _end(plan, stopped=stopped, at=timezone.now())


@transaction.atomic
def _end(plan: PublishPlan, *, stopped: dict[str, Any], at: datetime) -> None:
    state = State.STOPPED if stopped else State.PUBLISHED
    ended = PublishPlan.objects.filter(pk=plan.pk, state=State.WAITING).update(
        state=state, stopped=stopped, ended_at=at
    )
    if not ended:
        return
    logger.info("plan %s %s", plan.pk, state)
    course = plan.candidate.course
    payload = {
        "course": course.slug,
        "titles": course.titles,
        "languages": course.languages,
        "state": str(state),
    }
    notify(person=plan.planned_by, kind="plan_ended", payload=payload, at=at)


@transaction.atomic
def look_at_emergency(
    *, emergency: EmergencyPublication, finding: str, by: User, at: datetime
) -> None:
    """A second person has looked at what went out in an emergency, and says what they found.

    Raises NotPlannable for who published it, for who may not review, and when it was looked at.
    """
    locked = EmergencyPublication.objects.select_for_update().get(pk=emergency.pk)
    if locked.looked_at is not None:
        raise NotPlannable("Somebody has looked at this before.")
    if not finding.strip():
        raise NotPlannable("Say what you found.")
    if not can_look_at_emergency(by, locked):
        raise NotPlannable("A second person who may review the course has to look.")
    locked.looked_by, locked.looked_at, locked.finding = by, at, finding.strip()
    locked.save(update_fields=["looked_by", "looked_at", "finding"])
    record(
        action="release.emergency_looked_at",
        by=by,
        target=locked.release,
        new={"number": locked.release.number},
        at=at,
        unit=locked.release.course.owner,
    )

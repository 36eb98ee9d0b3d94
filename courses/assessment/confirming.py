"""Fails that wait for a person, for those who judge."""

import uuid

from django.db.models import F, QuerySet

from accounts.models import User
from core.orm import for_list
from courses.assessment.judges import courses_judged_by
from courses.assessment.models import FailConfirmation
from courses.catalogue.models import Course


def open_confirmations(user: User, course: Course) -> QuerySet[FailConfirmation]:
    """Return the fails of a course that the person may decide, the oldest first.

    Only the grading that counts waits: one that was followed by another is history.
    """
    rows = FailConfirmation.objects.filter(
        course=course,
        course__in=courses_judged_by(user),
        state=FailConfirmation.State.OPEN,
        attempt__current_grading=F("grading"),
    ).exclude(attempt__enrolment__user=user)
    return for_list(rows.select_related("grading", "attempt__release").order_by("opened_at", "pk"))


def confirmation_for(user: User, public_id: uuid.UUID) -> FailConfirmation | None:
    """Return one, open or decided, that the person may read as a judge."""
    return (
        FailConfirmation.objects.filter(public_id=public_id, course__in=courses_judged_by(user))
        .exclude(attempt__enrolment__user=user)
        .select_related("course", "grading", "attempt__release", "attempt__enrolment")
        .first()
    )

"""Contests, for the learner's own pages and for those who judge. Nobody else reads them."""

import uuid

from django.db.models import F, QuerySet

from accounts.models import User
from core.orm import for_list
from courses.assessment.judges import courses_judged_by
from courses.assessment.models import Contest
from courses.assessment.models.judging import ContestQuerySet
from courses.catalogue.models import Course


def contests_by(user: User) -> QuerySet[Contest]:
    """Return a person's own contests with their courses, the newest first."""
    rows = Contest.objects.visible_to(user).select_related("course", "attempt__release")
    return for_list(rows.order_by("-opened_at", "-pk"))


def open_contests(user: User, course: Course) -> QuerySet[Contest]:
    """Return the contests of a course that the person may decide, the oldest first."""
    return for_list(_judged_by(user).open().filter(course=course).order_by("opened_at", "pk"))


def contest_for(user: User, public_id: uuid.UUID) -> Contest | None:
    """Return one contest, open or decided, that the person may read as a judge."""
    return (
        _judged_by(user)
        .filter(public_id=public_id)
        .select_related("course", "attempt__release", "attempt__enrolment")
        .first()
    )


def to_regrade(user: User, course: Course) -> QuerySet[Contest]:
    """Return the contests that were upheld and whose result was not graded since."""
    rows = _judged_by(user).filter(
        course=course,
        state=Contest.State.UPHELD,
        attempt__current_grading__graded_at__lt=F("decided_at"),
    )
    return for_list(rows.select_related("attempt__release").order_by("decided_at", "pk"))


def _judged_by(user: User) -> ContestQuerySet:
    rows = Contest.objects.filter(course__in=courses_judged_by(user))
    return rows.exclude(attempt__enrolment__user=user)

"""Answers that arrived after the end: for the trainer, who may accept one."""

import uuid

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from core.orm import for_list
from courses.assessment.models import Step
from courses.catalogue.models import Course


def late_steps(user: User, course: Course) -> QuerySet[Step]:
    """Return the newest late answer to each question of each attempt, undecided, oldest first.

    An older late answer to the same question was replaced by the newer one before anybody
    looked. Never the person's own.
    """
    newer = Step.objects.filter(
        attempt=OuterRef("attempt"),
        question_uid=OuterRef("question_uid"),
        is_late=True,
        pk__gt=OuterRef("pk"),
    )
    rows = Step.objects.filter(
        is_late=True,
        attempt__enrolment__course=course,
        attempt__closed_at__isnull=False,
        attempt__answers_deleted_at__isnull=True,
        late_decision__isnull=True,
    ).filter(~Exists(newer))
    return for_list(
        rows.exclude(attempt__enrolment__user=user)
        .select_related("attempt__release", "attempt__enrolment")
        .order_by("accepted_at", "pk")
    )


def late_step_at(user: User, course: Course, attempt: uuid.UUID, number: int) -> Step | None:
    """Return the one of those that answers a question of an attempt by its number."""
    for step in late_steps(user, course).filter(attempt__public_id=attempt):
        if step.attempt.question_uids.index(step.question_uid) + 1 == number:
            return step
    return None

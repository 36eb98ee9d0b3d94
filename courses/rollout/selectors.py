"""Runs and what came of them, as far as a trainer may see it."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import Role, User
from core.orm import for_list
from courses.catalogue.models import Course
from courses.rollout.models import Run, RunItem


def runs_of(course: Course, *kinds: str) -> QuerySet[Run]:
    """Return the runs of a course of these kinds with who asked for them, the newest first."""
    rows = Run.objects.filter(course=course, kind__in=kinds).select_related("requested_by")
    return for_list(rows.order_by("-requested_at", "-pk"))


def run_of(course: Course, public_id: uuid.UUID, *kinds: str) -> Run | None:
    """Return one run of a course, or None."""
    return (
        Run.objects.filter(course=course, kind__in=kinds, public_id=public_id)
        .select_related("course__owner", "requested_by")
        .first()
    )


@dataclass(frozen=True)
class Changes:
    """What a regrade changes, or would, in numbers."""

    total: int
    up: int
    down: int
    same: int
    gains: int
    loses: int
    failed: int


def changes_of(run: Run, people: QuerySet[User], *, seen: bool) -> Changes:
    """Return the changes for these people (`seen`), or for everybody else, in one query."""
    mine = Q(enrolment__user__in=people.values("pk"))
    rows = RunItem.objects.filter(run=run).filter(mine if seen else ~mine)
    return Changes(
        **rows.aggregate(
            total=Count("pk"),
            up=Count("pk", filter=Q(outcome__change="up")),
            down=Count("pk", filter=Q(outcome__change="down")),
            same=Count("pk", filter=Q(outcome__change="same")),
            gains=Count("pk", filter=Q(outcome__gains=True)),
            loses=Count("pk", filter=Q(outcome__loses=True)),
            failed=Count("pk", filter=Q(state=RunItem.State.FAILED)),
        )
    )


def differences(run: Run, people: QuerySet[User]) -> QuerySet[RunItem]:
    """Return the items of these people whose result is another, by what became of it."""
    rows = RunItem.objects.filter(run=run, enrolment__user__in=people.values("pk"))
    return for_list(rows.filter(outcome__change__in=["up", "down"]).order_by("pk"))


def people_seen_as_trainer(user: User) -> QuerySet[User]:
    """Return whom the person sees as a trainer: those below their units, and nobody else."""
    return User.objects.visible_to(user, Role.TRAINER)

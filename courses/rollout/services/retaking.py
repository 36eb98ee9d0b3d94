"""Asking people who have passed an older release to take the course again.

A new enrolment each, as a renewal is: what was passed, and its certificate, stays as it is.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.enrolment.services import ask_again
from courses.rollout import kinds
from courses.rollout.errors import CannotAct, NotReady
from courses.rollout.models import Run, RunItem
from courses.rollout.services.running import request_run, stop_run

RETAKE = "retake"


@dataclass(frozen=True)
class RetakeOrder:
    """Who is asked: everybody whose newest pass is on one of these releases, by a day or none."""

    releases: tuple[int, ...]
    due_on: dt.date | None = None

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> "RetakeOrder":
        """Return the order that a run's parameters hold."""
        due_on = parameters["due_on"]
        return cls(
            releases=tuple(parameters["releases"]),
            due_on=dt.date.fromisoformat(due_on) if due_on else None,
        )

    @property
    def parameters(self) -> dict[str, Any]:
        """What a run keeps of the order."""
        due_on = self.due_on.isoformat() if self.due_on else ""
        return {"releases": list(self.releases), "due_on": due_on}


def request_retake(
    *,
    course: Course,
    order: RetakeOrder,
    by: User,
    at: dt.datetime,
    starts_at: dt.datetime | None = None,
) -> Run:
    """Return the run that asks them, from `starts_at` on where that is given.

    One that is under way for the course is stopped: this one meets whoever it had not. Raises
    NotReady for an order that names no release.
    """
    if not order.releases:
        raise NotReady(_("Choose the releases whose people are asked."))
    for run in Run.objects.filter(course=course, kind=RETAKE, state__in=Run.OPEN):
        stop_run(run=run, by=by, at=at)
    return request_run(
        kind=RETAKE,
        course=course,
        parameters=order.parameters,
        by=by,
        at=at,
        starts_at=starts_at,
    )


def finished_on(course: Course, releases: tuple[int, ...]) -> QuerySet[Enrolment]:
    """Return the passes on these releases that are the newest of their person in the course.

    Whoever is taking it again already is not among them, nor who has left or was erased.
    """
    later = Enrolment.objects.filter(
        user=OuterRef("user"), course=course, pk__gt=OuterRef("pk")
    ).exclude(state=Enrolment.State.WITHDRAWN)
    return Enrolment.objects.filter(
        ~Exists(later),
        course=course,
        state=Enrolment.State.PASSED,
        release__number__in=releases,
        user__in=User.objects.present(),
    )


class Retake:
    """The person has a new open enrolment in the course, and is told."""

    name = RETAKE

    def find(self, run: Run, *, after: int, limit: int) -> kinds.Found:
        order = RetakeOrder.of(run.parameters)
        rows = finished_on(run.course, order.releases).filter(pk__gt=after)
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
        subjects = [kinds.Subject(str(pk), pk) for pk in ids]
        return kinds.Found(subjects, ids[-1] if len(ids) == limit else None)

    def act(self, run: Run, item: RunItem, *, at: dt.datetime) -> dict[str, Any]:
        order = RetakeOrder.of(run.parameters)
        rows = Enrolment.objects.select_for_update(of=("self",)).select_related("user")
        passed = rows.get(pk=item.enrolment_id)
        if passed.user.is_erased or not passed.user.is_active:
            raise CannotAct("gone")
        if not finished_on(run.course, order.releases).filter(pk=passed.pk).exists():
            return {"result": "there_already"}
        asked = ask_again(
            person=passed.user,
            course=run.course,
            due_on=order.due_on,
            by=run.requested_by,
            at=at,
        )
        return {"result": "asked" if asked else "there_already"}


kinds.register(Retake())

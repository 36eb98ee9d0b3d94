"""Moving people who are in progress to a newer release of their course.

Each is moved in a transaction of their own that locks the enrolment. Nobody is moved while an
attempt is open or its result waits for a person: they are held, and moved by the sweep when
that is over. See docs/adr/0017-moving-by-digest-and-equivalent.md.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import notify, record
from courses.assessment.selectors import are_waiting, last_numbers
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.progress.carrying import Carried
from courses.progress.services import carry_over
from courses.releases.manifest import Manifest
from courses.releases.models import Release
from courses.releases.selectors import manifest
from courses.rollout import kinds
from courses.rollout.errors import CannotAct, HasToWait, NotReady
from courses.rollout.models import Run, RunItem
from courses.rollout.services.running import call_off_held, request_run, stop_run

MOVE = "move"
# A notice names so many places and counts the others.
MOST_NAMED = 10


@dataclass(frozen=True)
class MoveOrder:
    """Who is moved where: everybody in progress on some releases, to a newer one.

    `equivalents`: slot of the newer release -> slot whose completion counts for it.
    """

    to: int
    releases: tuple[int, ...]
    equivalents: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, parameters: dict[str, Any]) -> "MoveOrder":
        """Return the order that a run's parameters hold."""
        return cls(
            to=parameters["to"],
            releases=tuple(parameters["releases"]),
            equivalents=dict(parameters["equivalents"]),
        )


def request_move(
    *,
    course: Course,
    order: MoveOrder,
    by: User,
    at: dt.datetime,
    starts_at: dt.datetime | None = None,
) -> Run:
    """Return the run that moves people, from `starts_at` on where that is given.

    It takes the place of an earlier move of the course: one that is under way is stopped, and
    whoever waits in one waits in this one now. Raises NotReady for an order that names no
    release, or a target that is not newer or was withdrawn.
    """
    release = Release.objects.filter(course=course, number=order.to).first()
    if not order.releases:
        raise NotReady(_("Choose the releases whose people are moved."))
    if release is None or release.withdrawn_at is not None or order.to <= max(order.releases):
        raise NotReady(_("People are moved to a newer release that was not withdrawn."))
    _take_the_place_of(Run.objects.filter(course=course, kind=MOVE), by=by, at=at)
    return request_run(
        kind=MOVE, course=course, parameters=asdict(order), by=by, at=at, starts_at=starts_at
    )


def _take_the_place_of(earlier: QuerySet[Run], *, by: User, at: dt.datetime) -> None:
    held = RunItem.objects.filter(run=OuterRef("pk"), state=RunItem.State.HELD)
    for run in earlier.filter(state__in=Run.OPEN):
        stop_run(run=run, by=by, at=at)
    for run in earlier.filter(Exists(held)):
        call_off_held(run=run, why="superseded", by=by, at=at)


class Move:
    """The enrolment is on the newer release with what carries over; its person is told."""

    name = MOVE

    def find(self, run: Run, *, after: int, limit: int) -> kinds.Found:
        order = MoveOrder.of(run.parameters)
        rows = Enrolment.objects.open().filter(
            pk__gt=after, course=run.course, release__number__in=order.releases
        )
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
        subjects = [kinds.Subject(str(pk), pk) for pk in ids]
        return kinds.Found(subjects, ids[-1] if len(ids) == limit else None)

    def act(self, run: Run, item: RunItem, *, at: dt.datetime) -> dict[str, Any]:
        order = MoveOrder.of(run.parameters)
        release = Release.objects.get(course=run.course, number=order.to)
        if release.withdrawn_at is not None:
            raise CannotAct("withdrawn")
        enrolment = _locked(item.enrolment_id)
        if enrolment.state != Enrolment.State.OPEN or enrolment.release is None:
            return {"result": "ended"}
        if enrolment.release.number >= order.to:
            return {"result": "there_already"}
        if enrolment.language not in manifest(release).languages:
            raise CannotAct("language_missing")
        if Enrolment.objects.filter(are_waiting(), pk=enrolment.pk).exists():
            raise HasToWait("attempt_open")
        return _move(enrolment, release, order, run, at=at)

    def ready(self, held: QuerySet[RunItem]) -> QuerySet[RunItem]:
        """Keep those of whom no attempt is open and no result waits for a person."""
        waiting = Enrolment.objects.filter(are_waiting(), pk=OuterRef("enrolment"))
        return held.filter(~Exists(waiting))


def _locked(enrolment_id: int) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",))
    return rows.select_related("release", "course", "user").get(pk=enrolment_id)


def _move(
    enrolment: Enrolment, release: Release, order: MoveOrder, run: Run, *, at: dt.datetime
) -> dict[str, Any]:
    before = enrolment.release.number if enrolment.release else 0
    carried = carry_over(
        enrolment=enrolment,
        release=release,
        equivalents=order.equivalents,
        attempts=last_numbers(enrolment),
        at=at,
    )
    record(
        action="enrolment.moved",
        by=run.requested_by,
        target=enrolment,
        old={"release": before},
        new={"release": order.to, "run": str(run.public_id)},
        at=at,
    )
    tell_moved(enrolment, manifest(release), carried, at=at)
    return {
        "result": "moved",
        "kept": len(carried.kept),
        "again": list(carried.again),
        "added": list(carried.added),
    }


def tell_moved(
    enrolment: Enrolment, outline: Manifest, carried: Carried, *, at: dt.datetime
) -> None:
    """Leave a notice that says what is to be done again and what is new, each by its title."""
    if enrolment.user.is_erased:
        return
    payload = {
        "course": outline.course_slug,
        "titles": dict(outline.titles),
        "languages": list(outline.languages),
        "again": _titles(outline, carried.again),
        "again_in_all": len(carried.again),
        "added": _titles(outline, carried.added),
        "added_in_all": len(carried.added),
    }
    notify(person=enrolment.user, kind="course_moved", payload=payload, at=at)


def _titles(outline: Manifest, uids: Iterable[str]) -> list[dict[str, str]]:
    return [dict(outline.slot(uid).titles) for uid in list(uids)[:MOST_NAMED]]


kinds.register(Move())

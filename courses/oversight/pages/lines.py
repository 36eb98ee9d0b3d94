"""A person and a course in one line: where the one stands in the other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from courses.enrolment.models import Enrolment
from courses.progress import completion
from courses.progress.selectors import completed_slots_of
from courses.releases.naming import titles_of
from courses.releases.selectors import manifests

type Status = Literal["not_started", "in_progress", "passed", "lapsed"]


@dataclass(frozen=True)
class Line:
    """What the list, the person's page and the export say; nothing else about the person."""

    person_id: UUID
    name: str
    units: tuple[str, ...]
    course_code: str
    course_title: str
    status: Status
    done: int
    total: int
    due_on: dt.date | None
    is_late: bool
    release: int | None
    passed_on: dt.date | None
    is_certified: bool
    valid_until: dt.date | None
    has_lapsed: bool


def lines(enrolments: Sequence[Enrolment], *, language: str, today: dt.date) -> list[Line]:
    """Return the line of each row of `selectors.lines_for`: three queries, however many.

    Only whether a slot is complete counts, never which account of it was read or how long it
    took.
    """
    outlines = manifests([row.release for row in enrolments if row.release is not None])
    completed = completed_slots_of(enrolments)
    titles = titles_of([row.course for row in enrolments], language)
    found = []
    for row in enrolments:
        share = completion.Share(done=0, total=0)
        if row.release is not None:
            slots = outlines[row.release.manifest_digest].slots
            share = completion.share(slots, completed[row.pk])
        found.append(_line(row, share, titles[row.course_id], today=today))
    return found


def _line(row: Enrolment, share: completion.Share, title: str, *, today: dt.date) -> Line:
    valid_until: dt.date | None = row.valid_until  # type: ignore[attr-defined]
    has_lapsed = valid_until is not None and valid_until < today
    is_open = row.state == Enrolment.State.OPEN
    return Line(
        person_id=row.user.public_id,
        name=str(row.user),
        units=units_of(row.user),
        course_code=row.course.code,
        course_title=title,
        status=_status(row, has_lapsed=has_lapsed),
        done=share.done,
        total=share.total,
        due_on=row.due_on if is_open else None,
        is_late=is_open and row.due_on is not None and row.due_on < today,
        release=row.release.number if row.release else None,
        passed_on=_day(row.ended_at) if row.state == Enrolment.State.PASSED else None,
        is_certified=row.certified_at is not None,  # type: ignore[attr-defined]
        valid_until=valid_until,
        has_lapsed=has_lapsed,
    )


def _status(row: Enrolment, *, has_lapsed: bool) -> Status:
    if row.state == Enrolment.State.PASSED:
        return "lapsed" if has_lapsed else "passed"
    return "in_progress" if row.is_started else "not_started"


def _day(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else timezone.localdate(moment)


def units_of(person: User) -> tuple[str, ...]:
    """Return the names of the units that the reader sees the person work in."""
    memberships = person.seen_memberships  # type: ignore[attr-defined]
    return tuple(membership.unit.name for membership in memberships)

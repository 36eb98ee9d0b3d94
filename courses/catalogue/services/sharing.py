"""Who may write, review or mark in a course, and who may find it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import Unit, User
from accounts.services import notify, record
from courses.catalogue.errors import ItemRefused
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.services.editing import lock, note_edit


@transaction.atomic
def grant_authoring(
    *, course: Course, user: User, role: CourseGrant.Role, by: User, at: datetime
) -> CourseGrant:
    """Give a person the right to write, review or mark in the course, and tell them; twice is
    once."""
    grant, is_new = CourseGrant.objects.get_or_create(
        course=course, user=user, role=role, defaults={"granted_by": by, "granted_at": at}
    )
    if is_new:
        new = {"person": str(user.public_id), "role": str(role)}
        record(
            action="course.right_granted", by=by, target=course, new=new, at=at, unit=course.owner
        )
        if user != by:
            payload = {
                "course": course.slug,
                "titles": course.titles,
                "languages": course.languages,
                "role": str(role),
            }
            notify(person=user, kind="right_granted", payload=payload, at=at)
    return grant


@transaction.atomic
def withdraw_authoring(*, grant: CourseGrant, by: User, at: datetime) -> None:
    """Take the right away again."""
    old = {"person": str(grant.user.public_id), "role": grant.role}
    course = grant.course
    record(action="course.right_withdrawn", by=by, target=course, old=old, at=at, unit=course.owner)
    grant.delete()


@transaction.atomic
def share_course(
    *,
    course: Course,
    visibility: str,
    units: Collection[Unit],
    reach: Collection[Unit],
    by: User,
    at: datetime,
) -> None:
    """Say who may find the course: everybody, who reuses, or who works in named units.

    Of the named units only those within `reach` (what the person sees) are changed, so that
    nobody names or drops a unit of which they know nothing. Raises ItemRefused if a restricted
    course would name no unit.
    """
    lock(course)
    named = set(course.restricted_units.all())
    wanted = (named - set(reach)) | (set(units) & set(reach))
    if visibility not in Course.Visibility.values:
        raise ItemRefused([(("visibility",), "is open, internal or restricted")])
    if visibility == Course.Visibility.RESTRICTED and not wanted:
        raise ItemRefused([(("units",), "needs at least one unit")])
    old = _shared(course, named)
    course.visibility = visibility
    course.save(update_fields=["visibility"])
    course.restricted_units.set(wanted)
    new = _shared(course, wanted)
    if new == old:
        return
    note_edit(course=course, by=by, at=at, action="shared")
    record(action="course.shared", by=by, target=course, old=old, new=new, at=at, unit=course.owner)


def _shared(course: Course, units: Collection[Unit]) -> dict[str, object]:
    return {
        "visibility": course.visibility,
        "units": sorted(str(unit.public_id) for unit in units),
    }


@transaction.atomic
def note_export(*, course: Course, reason: str, by: User, at: datetime) -> None:
    """Record that a restricted course left Casebook as files, and why. Call before it does."""
    record(
        action="course.exported",
        by=by,
        target=course,
        new={"visibility": course.visibility, "reason": reason},
        at=at,
        unit=course.owner,
    )

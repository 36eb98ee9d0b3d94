"""How every learner's view finds what it is about: the person's own, or 404."""

import uuid

from django.http import Http404

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.selectors import attempt_for
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import enrolments_of
from courses.releases.manifest import Manifest, SlotEntry
from courses.releases.selectors import manifest


def enrolment_in(user: User, course_slug: str) -> Enrolment | None:
    """Return the person's open enrolment in a course, else the newest that was not withdrawn."""
    rows = list(
        enrolments_of(user)
        .filter(course__slug=course_slug)
        .exclude(state=Enrolment.State.WITHDRAWN)[:5]
    )
    return next(
        (row for row in rows if row.state == Enrolment.State.OPEN), rows[0] if rows else None
    )


def own_enrolment(user: User, course_slug: str) -> Enrolment:
    """Return the person's enrolment in a course that was started; Http404 without one."""
    enrolment = enrolment_in(user, course_slug)
    if enrolment is None or enrolment.release is None:
        raise Http404
    return enrolment


def outline_manifest(enrolment: Enrolment) -> Manifest:
    """Return the manifest that a started enrolment is pinned to; Http404 before the start."""
    if enrolment.release is None:
        raise Http404
    return manifest(enrolment.release)


def own_slot(enrolment: Enrolment, slot_uid: str) -> SlotEntry:
    """Return a slot of the release that a started enrolment is pinned to; Http404 for another."""
    try:
        return outline_manifest(enrolment).slot(slot_uid)
    except KeyError as error:
        raise Http404 from error


def visible_course(user: User, course_slug: str) -> Course:
    """Return a course that the person may find; Http404 for any other."""
    course = Course.objects.visible_to(user).filter(slug=course_slug).first()
    if course is None:
        raise Http404
    return course


def own_attempt(user: User, public_id: uuid.UUID) -> Attempt:
    """Return the person's own attempt with what its pages need; Http404 for anybody else's."""
    attempt = attempt_for(user, public_id)
    if attempt is None:
        raise Http404
    return attempt

"""How the views of a course find a place in it, or answer 404."""

from django.http import Http404

from courses.assessment.models import Attempt
from courses.enrolment.models import Enrolment
from courses.releases.manifest import Manifest, SlotEntry
from courses.releases.selectors import manifest


def outline_manifest(enrolment: Enrolment) -> Manifest:
    """Return the manifest that a started enrolment is pinned to; Http404 before the start."""
    if enrolment.release is None:
        raise Http404
    return manifest(enrolment.release)


def slot_of(enrolment: Enrolment, slot_uid: str) -> SlotEntry:
    """Return a slot of the release that a started enrolment is pinned to; Http404 for another."""
    try:
        return outline_manifest(enrolment).slot(slot_uid)
    except KeyError as error:
        raise Http404 from error


def require_number(attempt: Attempt, number: int) -> None:
    """Return when the attempt has a question of that number; Http404 else."""
    if not 1 <= number <= len(attempt.drawn):
        raise Http404

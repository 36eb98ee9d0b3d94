"""Recording what was opened and what is complete."""

import datetime as dt
import logging

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.enrolment.services import pass_enrolment
from courses.progress import completion, selectors
from courses.progress.errors import SlotLocked, WrongCompletion
from courses.progress.models import CompletionEvent, SlotProgress, VariantTaken
from courses.progress.signals import course_completed
from courses.releases.manifest import Manifest
from courses.releases.models import Release
from courses.releases.selectors import manifest

logger = logging.getLogger(__name__)

# How a person completes each kind of lesson by a button of its own; the kinds that are
# answered are completed by handing in.
CAUSE_OF_KIND = {
    "reading": CompletionEvent.Cause.READ,
    "case": CompletionEvent.Cause.READ,
    "attestation": CompletionEvent.Cause.ATTESTED,
}


@transaction.atomic
def complete_lesson(*, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime) -> bool:
    """Complete a slot that is read or attested; return whether the course is passed with it.

    Safe to call twice. Raises WrongCompletion for a lesson that is answered, SlotLocked when
    slots that come first are not complete, EnrolmentClosed when the enrolment was withdrawn.
    """
    enrolment = _locked(enrolment)
    outline = _outline(enrolment)
    slot = outline.slot(slot_uid)
    if slot.kind not in CAUSE_OF_KIND:
        raise WrongCompletion(_("This lesson is complete when your answers are handed in."))
    require_unlocked(enrolment, outline, slot_uid)
    return _complete(enrolment, outline, slot_uid, cause=CAUSE_OF_KIND[slot.kind], at=at)


@transaction.atomic
def record_completion(
    *, enrolment: Enrolment, slot_uid: str, cause: CompletionEvent.Cause, at: dt.datetime
) -> bool:
    """Complete a slot for a reason found elsewhere; return whether the course is passed with it.

    Changes nothing for a slot that is complete. Called inside the transaction that found the
    reason (a hand-in, a regrade); locks the enrolment's row.
    """
    enrolment = _locked(enrolment)
    return _complete(enrolment, _outline(enrolment), slot_uid, cause=cause, at=at)


@transaction.atomic
def record_opened(*, enrolment: Enrolment, slot_uid: str, at: dt.datetime) -> None:
    """Note that work on a slot has begun; changes nothing where it had, or is complete."""
    SlotProgress.objects.get_or_create(
        enrolment=enrolment, slot_uid=slot_uid, defaults={"opened_at": at}
    )


@transaction.atomic
def choose_variant(*, enrolment: Enrolment, slot_uid: str, lesson_uid: str) -> None:
    """Keep which account of a slot the learner wants to read; private to the learner."""
    known = {lesson.uid for lesson in _outline(enrolment).slot(slot_uid).variants}
    if lesson_uid not in known:
        raise WrongCompletion(_("This lesson does not belong to this place in the course."))
    VariantTaken.objects.update_or_create(
        enrolment=enrolment, slot_uid=slot_uid, defaults={"lesson_uid": lesson_uid}
    )


def require_unlocked(enrolment: Enrolment, outline: Manifest, slot_uid: str) -> None:
    """Return when the slot may be worked on.

    Raises SlotLocked, naming what comes first in the enrolment's language.
    """
    completed = selectors.completed_slots(enrolment)
    missing = completion.missing_before(outline.slot(slot_uid), completed)
    if missing and slot_uid not in completed:
        titles = outline.slot(missing[0]).titles
        title = pick(titles, enrolment.language, outline.languages)
        raise SlotLocked(_("Please finish “%(title)s” first.") % {"title": title})


def _locked(enrolment: Enrolment) -> Enrolment:
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("release", "course")
        .get(pk=enrolment.pk)
    )
    if enrolment.state == Enrolment.State.WITHDRAWN:
        raise EnrolmentClosed(_("This course was taken off your list."))
    return enrolment


def _pinned(enrolment: Enrolment) -> Release:
    if enrolment.release is None:
        raise EnrolmentClosed(_("Start the course first."))
    return enrolment.release


def _outline(enrolment: Enrolment) -> Manifest:
    return manifest(_pinned(enrolment))


def _complete(
    enrolment: Enrolment,
    outline: Manifest,
    slot_uid: str,
    *,
    cause: CompletionEvent.Cause,
    at: dt.datetime,
) -> bool:
    rows = {row.slot_uid: row for row in SlotProgress.objects.filter(enrolment=enrolment)}
    completed = {uid for uid, row in rows.items() if row.state == SlotProgress.State.COMPLETED}
    if slot_uid in completed:
        return False
    row = rows.get(slot_uid) or SlotProgress(enrolment=enrolment, slot_uid=slot_uid, opened_at=at)
    row.state, row.completed_at = SlotProgress.State.COMPLETED, at
    row.save()
    CompletionEvent.objects.create(
        enrolment=enrolment,
        release=_pinned(enrolment),
        slot_uid=slot_uid,
        cause=cause,
        at=at,
    )
    if not completion.share(outline.slots, completed | {slot_uid}).is_complete:
        return False
    if not pass_enrolment(enrolment=enrolment, at=at):
        return False
    logger.info("enrolment %s passed", enrolment.pk)
    course_completed.send(sender=Enrolment, enrolment_id=enrolment.pk, at=at)
    return True

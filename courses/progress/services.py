"""Recording what was opened and what is complete."""

import datetime as dt
import logging
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from content.texts import pick
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.enrolment.services import pass_enrolment, pin_to
from courses.progress import carrying, completion, selectors
from courses.progress.errors import LessonMoved, SlotLocked, WrongCompletion
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
def complete_lesson(
    *, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime, shown: str = ""
) -> bool:
    """Complete a slot that is read or attested; return whether the course is passed with it.

    `shown` is the digest of what the person had before them (`carrying.slot_digest`). Safe to call
    twice. Raises LessonMoved where the enrolment has moved since to a release that says something
    else there, WrongCompletion for a lesson that is answered, SlotLocked when slots that come first
    are not complete, EnrolmentClosed when the enrolment was withdrawn.
    """
    enrolment = _locked(enrolment)
    outline = _outline(enrolment)
    if shown and shown not in carrying.digests_at(outline, slot_uid):
        raise LessonMoved(_("This course was brought up to date while you had the page open."))
    slot = outline.slot(slot_uid)
    if slot.kind not in CAUSE_OF_KIND:
        raise WrongCompletion(_("This lesson is complete when your answers are handed in."))
    require_unlocked(enrolment, outline, slot_uid)
    return _complete(enrolment, outline, {slot_uid: CAUSE_OF_KIND[slot.kind]}, at=at)


@transaction.atomic
def record_completion(
    *,
    enrolment: Enrolment,
    slot_uid: str,
    cause: CompletionEvent.Cause,
    at: dt.datetime,
    attempt: int | None = None,
) -> bool:
    """Complete a slot for a reason found elsewhere; return whether the course is passed with it.

    Changes nothing for a slot that is complete, nor for an attempt (its number) that answered
    something else than stands there since the enrolment has moved. Called inside the transaction
    that found the reason (a hand-in, a regrade); locks the enrolment's row.
    """
    enrolment = _locked(enrolment)
    outline = _outline(enrolment)
    if _is_of_before(enrolment, outline, slot_uid, attempt):
        return False
    return _complete(enrolment, outline, {slot_uid: cause}, at=at)


@transaction.atomic
def record_shown(
    *,
    enrolment: Enrolment,
    slot_uid: str,
    cause: CompletionEvent.Cause,
    at: dt.datetime,
    attempt: int | None = None,
) -> bool:
    """Complete a quiz that was passed to test out, and every slot that it stands for.

    Returns whether the course is passed with it. What is complete already stays as it is, and
    an attempt from before a move counts as `record_completion` says.
    """
    enrolment = _locked(enrolment)
    outline = _outline(enrolment)
    if _is_of_before(enrolment, outline, slot_uid, attempt):
        return False
    slots = completion.stood_for(outline.slots, outline.slot(slot_uid))
    causes = dict.fromkeys(slots, CompletionEvent.Cause.TESTED_OUT)
    return _complete(enrolment, outline, {**causes, slot_uid: cause}, at=at)


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
    require_unlocked_by(completed, outline, slot_uid, language=enrolment.language)


def require_unlocked_by(
    completed: Collection[str], outline: Manifest, slot_uid: str, *, language: str
) -> None:
    """Return when what is complete opens the slot.

    Raises SlotLocked, naming what comes first in the language.
    """
    missing = completion.missing_before(outline.slot(slot_uid), completed)
    if missing and slot_uid not in completed:
        titles = outline.slot(missing[0]).titles
        title = pick(titles, language, outline.languages)
        raise SlotLocked(_("Please finish “%(title)s” first.") % {"title": title})


@transaction.atomic
def carry_over(
    *,
    enrolment: Enrolment,
    release: Release,
    equivalents: carrying.Equivalents,
    attempts: Mapping[str, int],
    at: dt.datetime,
) -> carrying.Carried:
    """The enrolment is on a newer release, with what carries over; return what that is.

    What says the same stays complete, what is another is to be done again, and its attempts so
    far count no more: `attempts` is the number of the last one by slot. Events stay. Where
    nothing is left to do the course is passed. The caller holds the enrolment's row and has made
    sure that no attempt is open and that the release has its language.
    """
    old, new = _outline(enrolment), manifest(release)
    rows = {row.slot_uid: row for row in SlotProgress.objects.filter(enrolment=enrolment)}
    carried = carrying.carry(
        old,
        new,
        language=enrolment.language,
        completed={uid for uid, row in rows.items() if row.state == SlotProgress.State.COMPLETED},
        equivalents=equivalents,
    )
    pin_to(enrolment=enrolment, release=release)
    _start_afresh([rows[uid] for uid in carried.afresh if uid in rows], attempts)
    _write_kept(enrolment, release, carried.kept, rows, at=at)
    _pass_if_complete(enrolment, new, carried.kept, at=at)
    return carried


def _start_afresh(rows: list[SlotProgress], attempts: Mapping[str, int]) -> None:
    for row in rows:
        row.state, row.completed_at = SlotProgress.State.IN_PROGRESS, None
        row.attempts_before = attempts.get(row.slot_uid, row.attempts_before)
    SlotProgress.objects.bulk_update(rows, ["state", "completed_at", "attempts_before"])


def _write_kept(
    enrolment: Enrolment,
    release: Release,
    kept: tuple[str, ...],
    rows: Mapping[str, SlotProgress],
    *,
    at: dt.datetime,
) -> None:
    """What is kept is complete; a row that `_start_afresh` opened again is closed again."""
    done = SlotProgress.State.COMPLETED
    newly = [uid for uid in kept if uid not in rows or rows[uid].state != done]
    _write_completed([uid for uid in newly if uid not in rows], newly, enrolment, at)
    CompletionEvent.objects.bulk_create(
        CompletionEvent(
            enrolment=enrolment,
            release=release,
            slot_uid=uid,
            cause=CompletionEvent.Cause.CARRIED_OVER,
            at=at,
        )
        for uid in kept
    )


def _is_of_before(
    enrolment: Enrolment, outline: Manifest, slot_uid: str, attempt: int | None
) -> bool:
    """Whether an attempt answered what stood at the slot before the enrolment moved."""
    if attempt is None:
        return False
    row = SlotProgress.objects.filter(enrolment=enrolment, slot_uid=slot_uid)
    before = row.filter(attempts_before__gte=attempt)
    return all(slot.uid != slot_uid for slot in outline.slots) or before.exists()


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
    causes: Mapping[str, CompletionEvent.Cause],
    *,
    at: dt.datetime,
) -> bool:
    """Complete slots, each for its cause; what is complete stays. As many queries for many."""
    rows = {row.slot_uid: row for row in SlotProgress.objects.filter(enrolment=enrolment)}
    completed = {uid for uid, row in rows.items() if row.state == SlotProgress.State.COMPLETED}
    newly = [uid for uid in causes if uid not in completed]
    if not newly:
        return False
    _write_completed([uid for uid in newly if uid not in rows], newly, enrolment, at)
    CompletionEvent.objects.bulk_create(
        CompletionEvent(
            enrolment=enrolment,
            release=_pinned(enrolment),
            slot_uid=uid,
            cause=causes[uid],
            at=at,
        )
        for uid in newly
    )
    return _pass_if_complete(enrolment, outline, completed.union(newly), at=at)


def _pass_if_complete(
    enrolment: Enrolment, outline: Manifest, completed: Collection[str], *, at: dt.datetime
) -> bool:
    if not completion.share(outline.slots, completed).is_complete:
        return False
    if not pass_enrolment(enrolment=enrolment, at=at):
        return False
    logger.info("enrolment %s passed", enrolment.pk)
    course_completed.send(sender=Enrolment, enrolment_id=enrolment.pk, at=at)
    return True


def _write_completed(
    unopened: list[str], newly: list[str], enrolment: Enrolment, at: dt.datetime
) -> None:
    done = {"state": SlotProgress.State.COMPLETED, "completed_at": at}
    if len(unopened) < len(newly):
        SlotProgress.objects.filter(enrolment=enrolment, slot_uid__in=newly).update(**done)
    if unopened:
        SlotProgress.objects.bulk_create(
            SlotProgress(enrolment=enrolment, slot_uid=uid, opened_at=at, **done)
            for uid in unopened
        )

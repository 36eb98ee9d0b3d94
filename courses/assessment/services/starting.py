"""Starting an attempt: draw once, store the order, set the end."""

import datetime as dt
import logging
import random

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, drawing, paper, selectors
from courses.assessment.errors import (
    AttemptsUsedUp,
    LessonClosed,
    MustWait,
    NotAnAssessment,
    ResultAwaited,
)
from courses.assessment.models import Attempt
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.progress.services import record_opened, require_unlocked
from courses.questions import registry
from courses.releases.manifest import LessonEntry, Manifest
from courses.releases.selectors import manifest, parts

logger = logging.getLogger(__name__)


def start_attempt(*, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime) -> Attempt:
    """Return the open attempt at a slot, started now if there was none.

    What is drawn and in which order is stored with the attempt and never drawn again. Safe to
    call twice, also from two tabs at once: one open attempt per enrolment and slot is a
    constraint. An enrolment that is moved to another release meanwhile starts on that one. Raises
    NotAnAssessment, SlotLocked, EnrolmentClosed, AttemptsUsedUp, LessonClosed, ResultAwaited or
    MustWait.
    """
    try:
        return _start(enrolment=enrolment, slot_uid=slot_uid, by=by, at=at)
    except _MovedMeanwhile:
        moved = Enrolment.objects.select_related("course", "release").get(pk=enrolment.pk)
        return start_attempt(enrolment=moved, slot_uid=slot_uid, by=by, at=at)


class _MovedMeanwhile(Exception):
    """What was drawn is of a release that the enrolment is not on any more."""


def _start(*, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime) -> Attempt:
    if enrolment.release is None or enrolment.state == Enrolment.State.WITHDRAWN:
        raise EnrolmentClosed(_("Start the course first."))
    outline = manifest(enrolment.release)
    lesson = answered_lesson(outline, slot_uid)
    attempts = selectors.attempts_at(enrolment, slot_uid)
    if attempts and attempts[0].is_open:
        return attempts[0]
    require_unlocked(enrolment, outline, slot_uid)
    attempt = new_attempt(enrolment, lesson, attempts, by=by, at=at)
    try:
        with transaction.atomic():
            attempt.number = _next_number(enrolment, slot_uid)
            attempt.save(force_insert=True)
            record_opened(enrolment=enrolment, slot_uid=slot_uid, at=at)
    except IntegrityError:
        rows = Attempt.objects.select_related("release", "current_grading")
        return rows.filter(enrolment=enrolment, slot_uid=slot_uid).latest("number")
    logger.info("attempt %s started", attempt.pk)
    return attempt


def answered_lesson(outline: Manifest, slot_uid: str) -> LessonEntry:
    """Return what is answered at a slot, which a move may have taken away meanwhile.

    Raises NotAnAssessment where nothing is.
    """
    slot = next((one for one in outline.slots if one.uid == slot_uid), None)
    if slot is None or slot.variants[0].settings is None:
        raise NotAnAssessment(_("There is nothing to answer in this lesson."))
    return slot.variants[0]


def _next_number(enrolment: Enrolment, slot_uid: str) -> int:
    """Return the number of the next attempt; the enrolment is locked, and on this release.

    Nobody is moved while an attempt is open, so whoever moves the enrolment takes the same lock.
    """
    earlier = Attempt.objects.filter(enrolment=OuterRef("pk"), slot_uid=slot_uid)
    row = (
        Enrolment.objects.select_for_update()
        .filter(pk=enrolment.pk, release=enrolment.release_id)
        .annotate(last=Subquery(earlier.order_by("-number").values("number")[:1]))
        .first()
    )
    if row is None:
        raise _MovedMeanwhile
    return int(row.last or 0) + 1  # type: ignore[attr-defined]  # annotated above


def new_attempt(
    enrolment: Enrolment,
    lesson: LessonEntry,
    attempts: list[Attempt],
    *,
    by: User,
    at: dt.datetime,
) -> Attempt:
    """Return the attempt that follows these, drawn but not written yet.

    The lesson is one of the enrolment's release. Raises NotAnAssessment, AttemptsUsedUp,
    LessonClosed, ResultAwaited or MustWait.
    """
    if lesson.settings is None:
        raise NotAnAssessment(_("There is nothing to answer in this lesson."))
    behaviour = paper.behaviour_of(lesson)
    _require_another(attempts, behaviour, at=at)
    return Attempt(
        enrolment=enrolment,
        release=enrolment.release,
        slot_uid=lesson.slot_uid,
        lesson_uid=lesson.uid,
        number=len(attempts) + 1,
        preset=lesson.settings.preset,
        drawn=_draw(lesson, enrolment, seen=_seen(attempts)),
        started_at=at,
        due_at=behaviours.end_of(
            behaviour,
            started_at=at,
            extra_percent=_extra_percent(behaviour, by, at),
            zone=timezone.get_default_timezone(),
        ),
    )


def _require_another(
    attempts: list[Attempt], behaviour: behaviours.Behaviour, *, at: dt.datetime
) -> None:
    following = selectors.next_attempt(attempts, behaviour)
    if following.is_closed(at):
        raise LessonClosed(_("This lesson has closed and takes no answers any more."))
    if following.awaits:
        raise ResultAwaited(_("A person looks at your last attempt before you start another."))
    if following.left == 0:
        raise AttemptsUsedUp(_("You have used all the attempts that this quiz allows."))
    if following.wait_until is not None and following.wait_until > at:
        raise MustWait(_("The next attempt can start later."), until=following.wait_until)


def _extra_percent(behaviour: behaviours.Behaviour, person: User, at: dt.datetime) -> int:
    if behaviour.time_limit is None:
        return 0
    return selectors.extra_percent(person, on=at.date())


def _seen(attempts: list[Attempt]) -> frozenset[str]:
    return frozenset(uid for attempt in attempts for uid in attempt.question_uids)


def _draw(
    lesson: LessonEntry, enrolment: Enrolment, *, seen: frozenset[str]
) -> list[dict[str, object]]:
    """Return the stored form of a draw: uid and arrangement of each question, in order."""
    chance = random.SystemRandom()
    digests = paper.question_digests(lesson, enrolment.language)
    uids = drawing.draw(
        paper.draws_of(lesson),
        seen=seen,
        shuffle=lesson.settings is not None and lesson.settings.shuffle,
        rng=chance,
    )
    bodies = parts([digests[uid] for uid in uids])
    drawn: list[dict[str, object]] = []
    for uid in uids:
        body = bodies[digests[uid]]
        question_type = registry.get(body["type"])
        definition = question_type.parse_definition(body["definition"])
        drawn.append({"uid": uid, "arrangement": question_type.arrange(definition, chance)})
    return drawn

"""Starting an attempt: draw once, store the order, set the end."""

import datetime as dt
import logging
import random

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from courses.assessment import behaviours, drawing, paper, selectors
from courses.assessment.errors import AttemptsUsedUp, MustWait, NotAnAssessment
from courses.assessment.models import Attempt
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.progress.services import record_opened, require_unlocked
from courses.questions import registry
from courses.releases.manifest import LessonEntry
from courses.releases.selectors import manifest, parts

logger = logging.getLogger(__name__)


def start_attempt(*, enrolment: Enrolment, slot_uid: str, by: User, at: dt.datetime) -> Attempt:
    """Return the open attempt at a slot, started now if there was none.

    What is drawn and in which order is stored with the attempt and never drawn again. Safe to
    call twice, also from two tabs at once: one open attempt per enrolment and slot is a
    constraint. Raises NotAnAssessment, SlotLocked, EnrolmentClosed, AttemptsUsedUp or MustWait.
    """
    if enrolment.release is None or enrolment.state == Enrolment.State.WITHDRAWN:
        raise EnrolmentClosed(_("Start the course first."))
    outline = manifest(enrolment.release)
    lesson = outline.slot(slot_uid).variants[0]
    if lesson.settings is None:
        raise NotAnAssessment(_("There is nothing to answer in this lesson."))
    attempts = selectors.attempts_at(enrolment, slot_uid)
    if attempts and attempts[0].is_open:
        return attempts[0]
    require_unlocked(enrolment, outline, slot_uid)
    behaviour = paper.behaviour_of(lesson)
    _require_another(attempts, behaviour, at=at)
    drawn = _draw(lesson, enrolment, seen=_seen(attempts))
    try:
        with transaction.atomic():
            attempt = Attempt.objects.create(
                enrolment=enrolment,
                release=enrolment.release,
                slot_uid=slot_uid,
                lesson_uid=lesson.uid,
                number=len(attempts) + 1,
                preset=lesson.settings.preset,
                drawn=drawn,
                started_at=at,
                due_at=behaviours.end_of(
                    behaviour,
                    started_at=at,
                    extra_percent=_extra_percent(behaviour, by, at),
                ),
            )
            record_opened(enrolment=enrolment, slot_uid=slot_uid, at=at)
    except IntegrityError:
        return (
            Attempt.objects.select_related("release", "current_grading")
            .filter(enrolment=enrolment, slot_uid=slot_uid)
            .latest("number")
        )
    logger.info("attempt %s started", attempt.pk)
    return attempt


def _require_another(
    attempts: list[Attempt], behaviour: behaviours.Behaviour, *, at: dt.datetime
) -> None:
    following = selectors.next_attempt(attempts, behaviour)
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

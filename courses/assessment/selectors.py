"""Attempts and their results, for pages and for the rooms above."""

import datetime as dt
import uuid
from dataclasses import dataclass

from accounts.models import User
from courses.assessment.behaviours import Behaviour
from courses.assessment.models import Attempt, ExtraTime, Response
from courses.enrolment.models import Enrolment


def attempts_at(enrolment: Enrolment, slot_uid: str) -> list[Attempt]:
    """Return the attempts of an enrolment at a slot with their gradings, the latest first."""
    return list(
        Attempt.objects.filter(enrolment=enrolment, slot_uid=slot_uid)
        .select_related("current_grading", "release")
        .order_by("-number")
    )


def attempt_for(user: User, public_id: uuid.UUID) -> Attempt | None:
    """Return a person's own attempt with what its pages need, in one query."""
    return (
        Attempt.objects.visible_to(user)
        .select_related("enrolment__course", "enrolment__release", "release", "current_grading")
        .filter(public_id=public_id)
        .first()
    )


def responses_of(attempt: Attempt) -> dict[str, Response]:
    """Return the current answer to each answered question by uid, in one query."""
    return {row.question_uid: row for row in Response.objects.filter(attempt=attempt)}


def extra_percent(user: User, *, on: dt.date) -> int:
    """Return the extra time a person has on a day, in percent of the time limit."""
    granted = ExtraTime.objects.filter(person=user, until__gte=on).order_by("-approved_at").first()
    return 0 if granted is None else granted.percent


@dataclass(frozen=True)
class NextAttempt:
    """Whether another attempt may start: how many are left (None: no limit), and from when."""

    left: int | None
    wait_until: dt.datetime | None

    def may_start(self, at: dt.datetime) -> bool:
        """Return whether an attempt may start at this moment."""
        if self.left is not None and self.left <= 0:
            return False
        return self.wait_until is None or self.wait_until <= at


def next_attempt(attempts: list[Attempt], behaviour: Behaviour) -> NextAttempt:
    """Return what the closed attempts leave, given the lesson's rules; makes no query."""
    closed = [attempt for attempt in attempts if not attempt.is_open]
    left = None if behaviour.attempts is None else max(0, behaviour.attempts - len(closed))
    ends = [attempt.closed_at for attempt in closed if attempt.closed_at is not None]
    wait_until = max(ends) + behaviour.wait if ends and behaviour.wait else None
    return NextAttempt(left=left, wait_until=wait_until)

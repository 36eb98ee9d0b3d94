"""Attempts and their results, for pages and for the rooms above."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from courses.assessment import results
from courses.assessment.behaviours import Behaviour, attempts_left, closes_at
from courses.assessment.models import Attempt, ExtraTime, Response
from courses.enrolment.models import Enrolment
from courses.progress.models import SlotProgress


def attempts_at(enrolment: Enrolment, slot_uid: str) -> list[Attempt]:
    """Return the attempts of an enrolment at a slot with their gradings, the latest first.

    Those that answered what stood there before the enrolment moved count no more and are not
    among them.
    """
    return [row for row in _all_at(enrolment, slot_uid) if not _is_of_before(row)]


@dataclass(frozen=True)
class AtSlot:
    """One attempt with all that count together with it, the latest first, and how its slot stands.

    The attempt itself is among them.
    """

    attempt: Attempt
    attempts: list[Attempt]
    is_complete: bool


def attempt_at_slot(user: User, public_id: uuid.UUID) -> AtSlot | None:
    """Return a person's own attempt with those beside it and what its result needs: one query."""
    named = Attempt.objects.visible_to(user).filter(public_id=public_id)
    rows = _at_slot(
        Attempt.objects.filter(
            enrolment=Subquery(named.values("enrolment")[:1]),
            slot_uid=Subquery(named.values("slot_uid")[:1]),
        )
    )
    completed = SlotProgress.objects.filter(
        enrolment=OuterRef("enrolment"),
        slot_uid=OuterRef("slot_uid"),
        state=SlotProgress.State.COMPLETED,
    )
    found = list(
        rows.select_related(
            "enrolment__course", "enrolment__release", "current_grading__release"
        ).annotate(is_complete=Exists(completed))
    )
    attempt = next((row for row in found if row.public_id == public_id), None)
    if attempt is None:
        return None
    beside: list[Attempt] = [row for row in found if _is_of_before(row) == _is_of_before(attempt)]
    return AtSlot(attempt, beside, is_complete=attempt.is_complete)


def _all_at(enrolment: Enrolment, slot_uid: str) -> QuerySet[Attempt]:
    return _at_slot(Attempt.objects.filter(enrolment=enrolment, slot_uid=slot_uid))


def _at_slot(rows: QuerySet[Attempt]) -> QuerySet[Attempt]:
    whole = _with_before(rows).select_related("current_grading", "release", "extra_attempt")
    return whole.order_by("-number")


def counting(rows: QuerySet[Attempt]) -> QuerySet[Attempt]:
    """Keep the attempts that count still, as `attempts_at` does."""
    return _with_before(rows).filter(number__gt=F("before"))


def _with_before(rows: QuerySet[Attempt]) -> QuerySet[Attempt]:
    before = SlotProgress.objects.filter(
        enrolment=OuterRef("enrolment"), slot_uid=OuterRef("slot_uid")
    )
    return rows.annotate(before=Coalesce(Subquery(before.values("attempts_before")[:1]), 0))


def _before(row: Attempt) -> int:
    return int(row.before)  # type: ignore[attr-defined]  # annotated in _with_before


def _is_of_before(row: Attempt) -> bool:
    return row.number <= _before(row)


def last_numbers(enrolment: Enrolment) -> dict[str, int]:
    """Return the number of the last attempt at each slot that was answered, in one query."""
    rows = Attempt.objects.filter(enrolment=enrolment).values_list("slot_uid")
    return dict(rows.annotate(last=Max("number")).order_by("slot_uid"))


def are_waiting() -> Q:
    """The enrolments of which an attempt is open, or the result of one waits for a person."""
    rows = Attempt.objects.filter(enrolment=OuterRef("pk"))
    return Q(Exists(rows.filter(state=Attempt.State.OPEN))) | Q(
        Exists(rows.filter(current_grading__awaits__gt=""))
    )


def standing_of(attempts: Iterable[Attempt], behaviour: Behaviour) -> results.Standing:
    """Return what closed attempts at a lesson come to under its rule; makes no query.

    The attempts come with their current gradings, as from `attempts_at`.
    """
    return results.standing(behaviour, results_of(attempts))


def results_of(attempts: Iterable[Attempt]) -> list[results.AttemptResult]:
    """Return what counts of attempts that were graded; makes no query."""
    return [
        results.AttemptResult(
            number=attempt.number,
            total=grading.total,
            possible=grading.total_possible,
            is_passed=grading.is_passed,
            awaits=bool(grading.awaits),
            missed=tuple(grading.missed),
        )
        for attempt in attempts
        if (grading := attempt.current_grading) is not None
    ]


def standing_at(enrolment: Enrolment, slot_uid: str, behaviour: Behaviour) -> results.Standing:
    """Return what all closed attempts of an enrolment at a slot come to, in one query."""
    return standing_of(attempts_at(enrolment, slot_uid), behaviour)


def attempt_for(user: User, public_id: uuid.UUID) -> Attempt | None:
    """Return a person's own attempt with what its pages need, in one query."""
    return (
        Attempt.objects.visible_to(user)
        .select_related(
            "enrolment__course", "enrolment__release", "release", "current_grading__release"
        )
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
    """Whether another attempt may start.

    How many are left (None: no limit), from when, until when the lesson takes answers, and whether
    a person has to look at an earlier one before. `is_granted`: a person has allowed one more
    after the last attempt, and it was not started yet.
    """

    left: int | None
    wait_until: dt.datetime | None
    closes_at: dt.datetime | None = None
    awaits: str = ""
    is_running: bool = False
    is_granted: bool = False

    def is_closed(self, at: dt.datetime) -> bool:
        """Return whether the lesson takes no answers any more."""
        return self.closes_at is not None and at >= self.closes_at

    def may_start(self, at: dt.datetime) -> bool:
        """Return whether an attempt may start at this moment."""
        if self.left is not None and self.left <= 0:
            return False
        if self.is_closed(at) or self.awaits:
            return False
        return self.wait_until is None or self.wait_until <= at

    def may_be_granted(self, at: dt.datetime) -> bool:
        """Return whether a person may allow one more: none is left, and nothing else is awaited.

        Whether the slot is complete is not known here.
        """
        return self.left == 0 and not (self.is_running or self.is_closed(at) or self.awaits)


def next_attempt(attempts: list[Attempt], behaviour: Behaviour) -> NextAttempt:
    """Return what the closed attempts leave, given the lesson's rules; makes no query.

    Where there is something to pass, an attempt that waits for a person comes before the next
    one: nobody spends an attempt that they may not need. What a person allowed on top counts with
    the attempt that it follows; one that was kept in memory alone has none.
    """
    closed = [attempt for attempt in attempts if not attempt.is_open]
    latest = max(attempts, key=lambda attempt: attempt.number, default=None)
    granted = sum(attempt.extra is not None for attempt in closed)
    ends = [attempt.closed_at for attempt in closed if attempt.closed_at is not None]
    wait_until = max(ends) + behaviour.wait if ends and behaviour.wait else None
    waiting = (row.current_grading.awaits for row in closed if row.current_grading)
    return NextAttempt(
        left=attempts_left(behaviour, used=len(closed), granted=granted),
        wait_until=wait_until,
        closes_at=closes_at(behaviour, timezone.get_default_timezone()),
        awaits=next(filter(None, waiting), "") if behaviour.needs_pass else "",
        is_running=len(closed) < len(attempts),
        is_granted=latest is not None and latest.extra is not None,
    )

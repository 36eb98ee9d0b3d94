"""Where people have used up their attempts: for whoever may allow one more."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from courses.assessment import paper
from courses.assessment.models import Attempt
from courses.assessment.selectors import NextAttempt, counting, next_attempt
from courses.enrolment.models import Enrolment
from courses.progress.models import SlotProgress
from courses.releases.manifest import SlotEntry
from courses.releases.selectors import manifest


@dataclass(frozen=True)
class UsedUp:
    """A slot at which no attempt is left, or one that was allowed and not started yet."""

    slot: SlotEntry
    next: NextAttempt


def used_up(enrolments: Iterable[Enrolment], *, at: dt.datetime) -> dict[int, list[UsedUp]]:
    """Return such slots of open enrolments by enrolment id, in the order of the course.

    One query, given the manifests; a slot that is complete, has closed, or waits for a person is
    not among them. Nothing of an attempt is loaded but its number, its times and whether its
    result waits.
    """
    taken = {row.pk: row for row in enrolments if row.state == Enrolment.State.OPEN}
    found: dict[int, list[UsedUp]] = {}
    for pk, by_slot in _attempts(taken).items():
        release = taken[pk].release
        slots = manifest(release).slots if release else ()
        told = ((slot, _next(slot, by_slot.get(slot.uid, []))) for slot in slots)
        found[pk] = [
            UsedUp(slot, following)
            for slot, following in told
            if following is not None and _is_told(following, at)
        ]
    return found


def _is_told(following: NextAttempt, at: dt.datetime) -> bool:
    if following.is_closed(at) or following.awaits:
        return False
    return following.is_granted or following.may_be_granted(at)


def _next(slot: SlotEntry, attempts: list[Attempt]) -> NextAttempt | None:
    lesson = slot.variants[0]
    if not attempts or lesson.settings is None:
        return None
    return next_attempt(attempts, paper.behaviour_of(lesson))


def _attempts(enrolments: Iterable[int]) -> dict[int, dict[str, list[Attempt]]]:
    """Return the attempts that count at what is not complete, by enrolment and slot."""
    complete = SlotProgress.objects.filter(
        enrolment=OuterRef("enrolment"),
        slot_uid=OuterRef("slot_uid"),
        state=SlotProgress.State.COMPLETED,
    )
    rows = (
        counting(Attempt.objects.filter(~Exists(complete), enrolment__in=list(enrolments)))
        .select_related("current_grading", "extra_attempt")
        .only(
            "enrolment_id",
            "slot_uid",
            "number",
            "state",
            "closed_at",
            "current_grading__awaits",
            "extra_attempt__granted_at",
        )
    )
    found: defaultdict[int, dict[str, list[Attempt]]] = defaultdict(dict)
    for row in rows.order_by("enrolment_id", "slot_uid", "-number"):
        found[row.enrolment_id].setdefault(row.slot_uid, []).append(row)
    return dict(found)

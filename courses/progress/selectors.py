"""Where a person stands, for pages and for the rooms above."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from accounts.selectors import daily_intense_cap
from courses.enrolment.models import Enrolment
from courses.progress import intensity
from courses.progress.models import CompletionEvent, SlotProgress, VariantTaken
from courses.releases.manifest import LessonEntry
from courses.releases.selectors import manifest


def completed_slots(enrolment: Enrolment) -> frozenset[str]:
    """Return the uids of the slots that the enrolment has completed."""
    return completed_slots_of([enrolment])[enrolment.pk]


def completed_slots_of(enrolments: Iterable[Enrolment]) -> dict[int, frozenset[str]]:
    """Return the completed slots of several enrolments by enrolment id, in one query."""
    ids = [enrolment.pk for enrolment in enrolments]
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = SlotProgress.objects.filter(
        enrolment_id__in=ids, state=SlotProgress.State.COMPLETED
    ).values_list("enrolment_id", "slot_uid")
    for enrolment_id, slot_uid in rows:
        found[enrolment_id].add(slot_uid)
    return {pk: frozenset(found[pk]) for pk in ids}


def variants_taken(enrolment: Enrolment) -> dict[str, str]:
    """Return slot uid to lesson uid as the learner last chose; for the learner's pages alone."""
    return dict(
        VariantTaken.objects.filter(enrolment=enrolment).values_list("slot_uid", "lesson_uid")
    )


def intense_minutes_between(user: User, start: dt.datetime, end: dt.datetime) -> int:
    """Return the minutes of the intense lessons that a person completed in that time.

    The account that was read counts, so this is for the learner's own pages alone. Two queries.
    """
    events = list(
        CompletionEvent.objects.filter(
            enrolment__user=user, at__gte=start, at__lt=end
        ).select_related("release")
    )
    taken = {
        (row.enrolment_id, row.slot_uid): row.lesson_uid
        for row in VariantTaken.objects.filter(
            enrolment__in={event.enrolment_id for event in events}
        )
    }
    total = 0
    for event in events:
        outline = manifest(event.release)
        slot = outline.slot(event.slot_uid)
        wanted = taken.get((event.enrolment_id, event.slot_uid), slot.variants[0].uid)
        lesson = outline.lessons.get(wanted, slot.variants[0])
        total += lesson.minutes if intensity.is_intense(lesson.intensity) else 0
    return total


def fits_today(user: User, lesson: LessonEntry, *, at: dt.datetime) -> bool:
    """Return whether a lesson fits into what the person's units allow of intense minutes a day.

    The day is the person's own. No query for a lesson that is not intense, and one where no
    unit sets a cap.
    """
    if not intensity.is_intense(lesson.intensity):
        return True
    cap = daily_intense_cap(user, at)
    if cap is None:
        return True
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    spent = intense_minutes_between(user, day, day + dt.timedelta(days=1))
    return intensity.fits(cap=cap, spent=spent, minutes=lesson.minutes)

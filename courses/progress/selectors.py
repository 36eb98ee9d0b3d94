"""Where a person stands, for pages and for the rooms above."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from accounts.models import User
from accounts.selectors import daily_intense_cap
from content.intensity import is_intense
from core.db.reading import rows
from courses.enrolment.models import Enrolment
from courses.progress import intensity
from courses.progress.models import CompletionEvent, SlotProgress, VariantTaken
from courses.releases.manifest import LessonEntry
from courses.releases.selectors import manifest

# As `completed_slots_of` asks it for several.
_COMPLETED = "SELECT slot_uid FROM courses_slotprogress WHERE enrolment_id = %s AND state = %s"


def completed_slots(enrolment: Enrolment) -> frozenset[str]:
    """Return the uids of the slots that the enrolment has completed."""
    done = rows(_COMPLETED, enrolment.pk, SlotProgress.State.COMPLETED.value)
    return frozenset(slot_uid for (slot_uid,) in done)


def completed_slots_of(enrolments: Iterable[Enrolment]) -> dict[int, frozenset[str]]:
    """Return the completed slots of several enrolments by enrolment id, in one query."""
    ids = [enrolment.pk for enrolment in enrolments]
    found: defaultdict[int, set[str]] = defaultdict(set)
    done = SlotProgress.objects.filter(
        enrolment_id__in=ids, state=SlotProgress.State.COMPLETED
    ).values_list("enrolment_id", "slot_uid")
    for enrolment_id, slot_uid in done:
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
        CompletionEvent.objects.filter(enrolment__user=user, at__gte=start, at__lt=end)
        # What an assessment stands for was not read, nor was what a move carried over.
        .exclude(cause__in=(CompletionEvent.Cause.TESTED_OUT, CompletionEvent.Cause.CARRIED_OVER))
        .select_related("release")
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
        total += lesson.minutes if is_intense(lesson.intensity) else 0
    return total


def fits_today(user: User, lesson: LessonEntry, *, at: dt.datetime) -> bool:
    """Return whether a lesson fits into what the person's units allow of intense minutes a day.

    The day is the person's own. No query for a lesson that is not intense, and one where no
    unit sets a cap.
    """
    if not is_intense(lesson.intensity):
        return True
    cap = daily_intense_cap(user, at)
    if cap is None:
        return True
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    spent = intense_minutes_between(user, day, day + dt.timedelta(days=1))
    return intensity.fits(cap=cap, spent=spent, minutes=lesson.minutes)

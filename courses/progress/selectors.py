"""Where a person stands, for pages and for the rooms above."""

from collections import defaultdict
from collections.abc import Iterable

from courses.enrolment.models import Enrolment
from courses.progress.models import SlotProgress, VariantTaken


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

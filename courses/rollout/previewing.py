"""What a move would do, before anybody asks for one: in numbers, from rows and manifests."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from courses.assessment.selectors import are_waiting
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.progress.carrying import fates
from courses.progress.models import SlotProgress
from courses.releases.manifest import Manifest
from courses.releases.models import Release
from courses.releases.selectors import manifests


@dataclass(frozen=True)
class Going:
    """How many people are in progress on one release in one language, and how many must wait."""

    release: int
    language: str
    people: int
    waiting: int


@dataclass(frozen=True)
class SlotPreview:
    """What a move means for one slot of the newer release.

    `kinds`: how it compares, before any equivalent (`carrying.Kind`; more than one where the
    people are on releases that differ). `kept` people have done it or an equivalent and keep
    that, `again` do it once more.
    """

    uid: str
    kinds: frozenset[str]
    kept: int
    again: int


@dataclass(frozen=True)
class MovePreview:
    """What a move would do: how many people, how many of them later, and slot by slot.

    `no_language` people stay, since the newer release lacks their language. `dropped` slots are
    in some older release and not in the newer one.
    """

    people: int
    waiting: int
    no_language: int
    slots: list[SlotPreview]
    dropped: tuple[str, ...]


def going(course: Course, releases: Iterable[int]) -> list[Going]:
    """Return who is in progress on these releases, in one query."""
    rows = (
        Enrolment.objects.open()
        .filter(course=course, release__number__in=list(releases))
        .values_list("release__number", "language")
        .annotate(people=Count("pk"), waiting=Count("pk", filter=are_waiting()))
        .order_by("release__number", "language")
    )
    return [Going(*row) for row in rows]


def preview_move(
    course: Course, new: Manifest, releases: Sequence[Release], equivalents: Mapping[str, str]
) -> MovePreview:
    """Return what moving everybody in progress on these releases would do.

    Computed by the rules that the move itself follows, in three queries for any number of people.
    """
    outlines = manifests(releases)
    old = {row.number: outlines[row.manifest_digest] for row in releases}
    groups = going(course, old)
    told = [group for group in groups if group.language in new.languages]
    done = _done(course, list(old))
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    kept: Counter[str] = Counter()
    again: Counter[str] = Counter()
    # Without people it is still told what would become of each slot.
    shown = [(one.release, one.language) for one in told] or [
        (number, new.languages[0]) for number in old
    ]
    for number, language in shown:
        completed = done[number, language]
        for fate in fates(old[number], new, language=language, equivalents={}):
            kinds[fate.uid].add(fate.kind)
        for fate in fates(old[number], new, language=language, equivalents=equivalents):
            kept[fate.uid] += completed[fate.was] if fate.was else 0
            again[fate.uid] += completed[fate.uid] if fate.was != fate.uid else 0
    return MovePreview(
        people=sum(group.people for group in told),
        waiting=sum(group.waiting for group in told),
        no_language=sum(group.people for group in groups) - sum(group.people for group in told),
        slots=[
            SlotPreview(slot.uid, frozenset(kinds[slot.uid]), kept[slot.uid], again[slot.uid])
            for slot in new.slots
        ],
        dropped=_dropped(old.values(), new),
    )


def _done(course: Course, numbers: Sequence[int]) -> defaultdict[tuple[int, str], Counter[str]]:
    """Return how many people have completed each slot, by release and language."""
    found: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    rows = (
        SlotProgress.objects.filter(
            Q(state=SlotProgress.State.COMPLETED),
            enrolment__course=course,
            enrolment__state=Enrolment.State.OPEN,
            enrolment__release__number__in=numbers,
        )
        .values_list("enrolment__release__number", "enrolment__language", "slot_uid")
        .annotate(people=Count("pk"))
        .order_by("enrolment__release__number")
    )
    for number, language, uid, people in rows:
        found[number, language][uid] += people
    return found


def _dropped(old: Iterable[Manifest], new: Manifest) -> tuple[str, ...]:
    there = {slot.uid for slot in new.slots}
    return tuple(
        dict.fromkeys(slot.uid for one in old for slot in one.slots if slot.uid not in there)
    )

"""What stays complete when an enrolment moves to a newer release. Pure: no database, no clock.

Decided by uid and digest, or by an *equivalent* that a trainer declared; by nothing else. See
docs/adr/0017-moving-by-digest-and-equivalent.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from core.canonical import digest
from courses.releases.manifest import Manifest, SlotEntry

# Slot of the newer release -> slot of the older one whose completion counts for it.
type Equivalents = Mapping[str, str]
type Kind = Literal["same", "equivalent", "changed", "new"]


def slot_digest(slot: SlotEntry, language: str) -> str | None:
    """Return the digest of what completing a slot means; None where it lacks the language.

    It is over the kind, the clause versions covered, what it takes to pass, and the text of the
    full account in one language. Every other account of a slot is worth the same, so what was
    read of it decides nothing and is told by nothing.
    """
    lesson = slot.variants[0]
    part = lesson.parts.get(language)
    if part is None:
        return None
    settings = lesson.settings
    to_pass = [settings.pass_mark, sorted(settings.must)] if settings else []
    return digest([lesson.kind, sorted(lesson.covers), to_pass, part])


def digests_at(outline: Manifest, uid: str) -> frozenset[str]:
    """Return what stands at a slot in any language of the release; nothing where there is none."""
    return frozenset(
        told
        for slot in outline.slots
        if slot.uid == uid
        for language in outline.languages
        if (told := slot_digest(slot, language)) is not None
    )


@dataclass(frozen=True)
class Fate:
    """What a move means for one slot of the newer release, whoever moves.

    `was` is the slot whose completion counts for it, empty where none does.
    """

    uid: str
    kind: Kind
    was: str = ""


def fates(
    old: Manifest, new: Manifest, *, language: str, equivalents: Equivalents
) -> tuple[Fate, ...]:
    """Return what becomes of each slot of the newer release, in its order.

    An equivalent is looked at only where the digest is another, and one that names a slot the
    older release does not have is passed over.
    """
    before = {slot.uid: slot_digest(slot, language) for slot in old.slots}
    found = []
    for slot in new.slots:
        told = slot_digest(slot, language)
        was = equivalents.get(slot.uid, "")
        if told is not None and before.get(slot.uid) == told:
            found.append(Fate(slot.uid, "same", slot.uid))
        elif was in before:
            found.append(Fate(slot.uid, "equivalent", was))
        else:
            found.append(Fate(slot.uid, "changed" if slot.uid in before else "new"))
    return tuple(found)


@dataclass(frozen=True)
class Carried:
    """What a move leaves of somebody's progress.

    `kept`: the slots of the newer release that are complete. `again`: those that had been
    complete and are to be done again. `afresh`: the slots of the older release whose attempts
    count for nothing any more. `added`: the slots that are new to the person.
    """

    kept: tuple[str, ...]
    again: tuple[str, ...]
    afresh: frozenset[str]
    added: tuple[str, ...]


def carry(
    old: Manifest,
    new: Manifest,
    *,
    language: str,
    completed: Collection[str],
    equivalents: Equivalents,
) -> Carried:
    """Return what carries over of the slots that are complete in the older release."""
    known = {slot.uid for slot in old.slots}
    done = known.intersection(completed)
    decided = fates(old, new, language=language, equivalents=equivalents)
    kept = tuple(fate.uid for fate in decided if fate.was in done)
    standing = {fate.uid for fate in decided if fate.was == fate.uid}
    return Carried(
        kept=kept,
        again=tuple(fate.uid for fate in decided if fate.uid in done and fate.uid not in kept),
        afresh=frozenset(known - standing),
        added=tuple(fate.uid for fate in decided if fate.kind == "new"),
    )

"""Completion rules over a plain outline: no database, no clock.

An outline is the slots of a release in order, each with the slots that come first.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class SlotLike(Protocol):
    """What the rules need to know of a slot."""

    @property
    def uid(self) -> str: ...

    @property
    def after(self) -> tuple[str, ...]: ...

    @property
    def is_test_out(self) -> bool: ...


class CoveringSlot(SlotLike, Protocol):
    """What testing out needs to know of a slot besides."""

    @property
    def kind(self) -> str: ...

    @property
    def covers(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Share:
    """How many of a number of slots are complete."""

    done: int
    total: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that 100 means all; an empty outline is 100."""
        return 100 if self.total == 0 else self.done * 100 // self.total

    @property
    def is_complete(self) -> bool:
        """True when nothing is left."""
        return self.done >= self.total


def share(slots: Iterable[SlotLike], completed: Collection[str]) -> Share:
    """Return how many of the slots are among the completed ones."""
    uids = [slot.uid for slot in slots]
    return Share(done=sum(uid in completed for uid in uids), total=len(uids))


def missing_before(slot: SlotLike, completed: Collection[str]) -> tuple[str, ...]:
    """Return the slots that must still come before this one, in the order declared.

    Nothing has to come before a quiz that is there to show what is known already.
    """
    if slot.is_test_out:
        return ()
    return tuple(uid for uid in slot.after if uid not in completed)


def is_unlocked(slot: SlotLike, completed: Collection[str]) -> bool:
    """Return whether the slot may be worked on; a completed slot always may be seen again."""
    return slot.uid in completed or not missing_before(slot, completed)


def next_slot[S: SlotLike](slots: Sequence[S], completed: Collection[str]) -> S | None:
    """Return the first slot in order that is unlocked and not complete, or None when all are.

    Outlines without a cycle (the compiler refuses one) always have such a slot until the end.
    """
    for slot in slots:
        if slot.uid not in completed and is_unlocked(slot, completed):
            return slot
    return None


READ = frozenset({"reading", "case"})
# That somebody has read a text can be shown by no answer.
ATTESTED = "attestation"


def stood_for(slots: Iterable[CoveringSlot], quiz: CoveringSlot) -> tuple[str, ...]:
    """Return the slots that passing a quiz to test out completes, in the order of the outline.

    The quiz itself, and every other whose clauses are all among those of the quiz, in the very
    versions. A reading or case without clauses has nothing that would be missed; a lesson that is
    answered without covering anything stays, and so does every attestation.
    """
    shown = set(quiz.covers)
    return tuple(
        slot.uid
        for slot in slots
        if slot.uid == quiz.uid
        or (
            slot.kind != ATTESTED
            and shown.issuperset(slot.covers)
            and (slot.covers or slot.kind in READ)
        )
    )

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
    """Return the slots that must still come before this one, in the order declared."""
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

"""What can go wrong while a library draft is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from accounts.models import User


class DraftError(Exception):
    """The base of these."""


class UnknownPart(DraftError):
    """A draft of this kind has no such part, or the value is not of its shape."""


class PartTooLarge(DraftError):
    """The part, or the draft with it, would be larger than a folder's file may be."""


class DraftClosed(DraftError):
    """The draft was put into the library or laid aside; it cannot be written any more."""


class NothingToOpen(DraftError):
    """The library tells no such case, policy or background set."""


class SlugTaken(DraftError):
    """Something in the library, or another open draft of the unit, has this name."""


class NoUnit(DraftError):
    """The person is trainer or policy owner nowhere, so the draft would belong to no unit."""


class NothingToRestore(DraftError):
    """The history does not hold that part at that revision."""


class EditedMeanwhile(DraftError):
    """Somebody else saved the same part since it was shown; nothing was written.

    ``yours`` is what was to be saved, ``current`` what stands now (None: taken out).
    """

    def __init__(
        self, part: str, *, yours: Any, current: Any, revision: int, by: User, at: datetime
    ) -> None:
        super().__init__(part)
        self.part = part
        self.yours = yours
        self.current = current
        self.revision = revision
        self.by = by
        self.at = at


@dataclass(frozen=True)
class Difference:
    """One part that the library tells otherwise than when the draft was opened.

    ``base`` is what both began with, ``ours`` the draft's and ``theirs`` the library's
    now. Where ``is_conflict`` both were changed, and a person has to choose.
    """

    part: str
    base: Any
    ours: Any
    theirs: Any

    @property
    def is_conflict(self) -> bool:
        """Whether both sides were changed, and not to the same."""
        return self.ours not in (self.base, self.theirs)


class LibraryMoved(DraftError):
    """The library changed since the draft was opened; ``differences`` says where."""

    def __init__(self, differences: tuple[Difference, ...], told: Any) -> None:
        super().__init__(", ".join(one.part for one in differences))
        self.differences = differences
        self.told = told


class ChoiceMissing(DraftError):
    """Both the draft and the library changed these parts, and nobody said which is taken."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(", ".join(parts))
        self.parts = parts

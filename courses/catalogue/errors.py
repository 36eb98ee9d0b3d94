"""What can stop a write to a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User


class CatalogueError(Exception):
    """A draft cannot be written as asked; the text is a sentence for people."""


class UnknownCourses(CatalogueError):
    """The draft requires courses that are not there."""

    def __init__(self, slugs: list[str]) -> None:
        self.slugs = slugs
        super().__init__(f"These courses are not there: {', '.join(slugs)}.")


class CodeTaken(CatalogueError):
    """Another course has this code."""


class SlugTaken(CatalogueError):
    """Another course has this slug."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"Another course has the name {slug}.")


class UidTaken(CatalogueError):
    """The course has a thing of this kind with this uid."""

    def __init__(self, uid: str) -> None:
        self.uid = uid
        super().__init__(f"The name “{uid}” is taken in this course.")


class UnknownItem(CatalogueError):
    """The module, slot, lesson or question is not there (any more)."""

    def __init__(self, uid: str) -> None:
        self.uid = uid
        super().__init__(f"“{uid}” is not there any more.")


class ItemRefused(CatalogueError):
    """What was typed is no valid item; `faults` say where and why."""

    def __init__(self, faults: Sequence[tuple[tuple[str | int, ...], str]]) -> None:
        self.faults = tuple(faults)
        said = (f"{'.'.join(map(str, path))}: {why}" if path else why for path, why in self.faults)
        super().__init__("; ".join(said))


class OutlineRefused(CatalogueError):
    """The outline would not hold together; `code` says why."""

    def __init__(self, code: str, uid: str = "") -> None:
        self.code = code
        self.uid = uid
        super().__init__(f"The outline would not hold together: {code} {uid}".strip())


class NotRestorable(CatalogueError):
    """What stood here cannot be brought back by itself; `code` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"This cannot be brought back: {code}.")


class EditedMeanwhile(CatalogueError):
    """Somebody else edited the item since it was read; nothing was written.

    `current` is what it says now (None if it is gone), `by` and `at` tell who edited it last.
    """

    def __init__(self, *, current: object, by: User | None, at: datetime | None) -> None:
        self.current = current
        self.by = by
        self.at = at
        super().__init__("Somebody else edited this meanwhile.")

"""What changed: the history of a draft, and the library beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from content.library.drafting.errors import Difference
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.library.drafting.parts import HEAD_PART, part_of
from content.library.drafting.services import library_differences
from content.library.kinds import Kind
from courses.workshop.pages.library.draft import languages_of, line_of
from courses.workshop.pages.library.part import Side, side_of
from courses.workshop.pages.library.words import entry_word


@dataclass(frozen=True)
class HistoryLine:
    """One part as one save changed it."""

    revision: int
    part: str
    what: str
    name: str
    deed: str
    by: str
    at: datetime
    before: Side
    after: Side


@dataclass(frozen=True)
class UpdateLine:
    """One part that the library tells otherwise now."""

    part: str
    field: str
    what: str
    name: str
    is_conflict: bool
    ours: Side
    theirs: Side
    is_gone: bool


@dataclass(frozen=True)
class UpdatePage:
    """A draft beside what the library tells now."""

    draft: LibraryDraft
    lines: list[UpdateLine]

    @property
    def conflicts(self) -> list[UpdateLine]:
        """The parts that both changed."""
        return [one for one in self.lines if one.is_conflict]

    @property
    def taken(self) -> list[UpdateLine]:
        """The parts that are taken over as they are."""
        return [one for one in self.lines if not one.is_conflict]


def history_lines(draft: LibraryDraft, rows: Iterable[LibraryDraftVersion]) -> list[HistoryLine]:
    """Return saves as lines, each with what stood there before and after."""
    return [
        HistoryLine(
            revision=row.revision,
            part=row.part,
            what=_what(draft, row.part),
            name=_name(draft, row.part, row.after if row.after is not None else row.before),
            deed=row.get_deed_display(),
            by=str(row.by),
            at=row.at,
            before=side_of(row.before),
            after=side_of(row.after),
        )
        for row in rows
    ]


def update_page(draft: LibraryDraft) -> UpdatePage:
    """Return what the library tells otherwise than when the draft was opened."""
    found = library_differences(draft)
    lines = [_line(draft, place, one) for place, one in enumerate(found)]
    return UpdatePage(draft, lines)


def _line(draft: LibraryDraft, place: int, one: Difference) -> UpdateLine:
    return UpdateLine(
        part=one.part,
        field=f"choice-{place}",
        what=_what(draft, one.part),
        name=_name(draft, one.part, one.ours if one.ours is not None else one.theirs),
        is_conflict=one.is_conflict,
        ours=side_of(one.ours),
        theirs=side_of(one.theirs),
        is_gone=one.theirs is None,
    )


def _what(draft: LibraryDraft, part: str) -> str:
    return entry_word(part_of(Kind(draft.kind), part).word)


def _name(draft: LibraryDraft, part: str, value: Any) -> str:
    if part == HEAD_PART:
        return ""
    named = part_of(Kind(draft.kind), part)
    if isinstance(value, dict):
        told = line_of(named.word, value, languages_of(draft)[0])[0]
        return told or named.key
    return named.key

"""One part of a draft while it is written: its form's surroundings, preview, and both sides."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from content.importing.selectors import received_of_case
from content.library.drafting.errors import EditedMeanwhile
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import HEAD_PART, get, part_of
from content.library.drafting.previewing import lint_entry, preview
from content.library.kinds import Kind
from content.rendering import Rendered
from courses.workshop.pages.library.draft import Group, groups_of, languages_of, line_of
from courses.workshop.pages.library.pause import going_on, pause_of
from courses.workshop.pages.library.words import (
    entry_word,
    field_word,
    group_words,
    kind_word,
    row_word,
)
from courses.workshop.pages.writing.beside import Remark, in_order, problem_remark, remark_of
from courses.workshop.pages.writing.pause import Pause

MOST_SHOWN = 100_000
# What names an entry says nothing new beside its words.
KEYS = ("uid", "key", "code", "slug", "format", "of")


@dataclass(frozen=True)
class PartPage:
    """What stands around the form of a part."""

    draft: LibraryDraft
    kind_word: str
    part: str
    word: str
    what: str
    title: str
    teaches: str
    row_word: str
    language: str
    is_new: bool
    is_head: bool
    groups: list[Group]
    revision: int
    going_on: str
    remarks: list[Remark] = field(default_factory=list)
    pause: Pause | None = None


@dataclass(frozen=True)
class Passage:
    """One block of a preview with the sources that it cites first."""

    html: SafeString
    notes: list[Mapping[str, Any]]


@dataclass(frozen=True)
class PreviewPage:
    """A text as learners will see it, and what is to be said of it."""

    passages: list[Passage]
    remarks: list[Remark]


@dataclass(frozen=True)
class Side:
    """One side of an edit that two people made, as lines of a name and a value."""

    lines: list[tuple[str, str]]


def part_page(draft: LibraryDraft, part: str, request: HttpRequest) -> PartPage:
    """Return what stands around the form of a part that is there."""
    kind = Kind(draft.kind)
    named = part_of(kind, part)
    entry = get(kind, draft.body, part)
    is_head = part == HEAD_PART
    language = named.language or languages_of(draft)[0]
    title = draft.title if is_head else line_of(named.word, entry, language)[0]
    page = _page(draft, part, named.word, title or named.key, language, is_new=False)
    return replace(
        page, pause=pause_of(request, draft, language), remarks=part_remarks(draft, part)
    )


def new_page(draft: LibraryDraft, word: str, title: str) -> PartPage:
    """Return what stands around the form of an entry that is begun."""
    return _page(draft, "", word, title, languages_of(draft)[0], is_new=True)


def _page(
    draft: LibraryDraft, part: str, word: str, title: str, language: str, *, is_new: bool
) -> PartPage:
    kind = Kind(draft.kind)
    return PartPage(
        draft=draft,
        kind_word=kind_word(draft.kind),
        part=part,
        word=word,
        what=entry_word(word),
        title=title,
        teaches=group_words(word, kind)[1],
        row_word=row_word(word),
        language=language,
        is_new=is_new,
        is_head=part == HEAD_PART,
        groups=groups_of(draft),
        revision=draft.revision,
        going_on=going_on(draft),
    )


def preview_page(
    draft: LibraryDraft, text: str, *, language: str, today: date, box: str
) -> PreviewPage:
    """Return a text rendered as a learner's page would be, with what is wrong with it.

    `box` is the id of the control that holds the text: there the remarks lead.
    """
    known = languages_of(draft)
    spoken = language if language in known else known[0]
    text = text[:MOST_SHOWN]
    received = received_of_case(draft.slug)
    found = preview(draft, text, language=spoken, today=today, received=received)
    remarks = [
        *(problem_remark(text, one) for one in found.problems),
        *(remark_of(text, one) for one in found.findings),
    ]
    return PreviewPage(
        passages=_passages(found.rendered) if found.rendered else [],
        remarks=[replace(one, field=box) for one in in_order(remarks)],
    )


def part_remarks(draft: LibraryDraft, part: str) -> list[Remark]:
    """Return what is to be said of a fact or clause that is no text: citations, legal status."""
    received = received_of_case(draft.slug) if part.startswith("fact/") else {}
    found = lint_entry(draft, part, received=received)
    return [replace(remark_of("", one), end=0) for one in found]


def _passages(rendered: Rendered) -> list[Passage]:
    told: set[str] = set()
    found = []
    for block in rendered.blocks:
        new = [rendered.notes[name] for name in block.notes if name not in told]
        told |= set(block.notes)
        html = mark_safe(block.html)  # noqa: S308 -- rendered and cleaned by content.rendering
        found.append(Passage(html, [note.as_json() for note in new]))
    return found


@dataclass(frozen=True)
class Meanwhile:
    """Somebody else's edit beside one's own; the writer chooses."""

    name: str
    at: Any
    revision: int
    yours: Side
    current: Side
    is_gone: bool
    is_self: bool


def meanwhile(found: EditedMeanwhile, *, me: User) -> Meanwhile:
    """Return both sides of an edit in between, as far as they differ."""
    yours, current = side_of(found.yours), side_of(found.current)
    return Meanwhile(
        name=str(found.by),
        at=found.at,
        revision=found.revision,
        yours=Side([line for line in yours.lines if line not in current.lines]),
        current=Side([line for line in current.lines if line not in yours.lines]),
        is_gone=found.current is None,
        is_self=found.by is not None and found.by.pk == me.pk,
    )


def side_of(value: Any) -> Side:
    """Return a value as lines that a person can compare."""
    return Side(list(_lines(value, "")))


def _lines(value: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        told = {key: one for key, one in value.items() if key not in KEYS}
        return [line for key, one in told.items() for line in _lines(one, _step(name, key))]
    if isinstance(value, list):
        if all(not isinstance(one, Mapping | list) for one in value):
            return [(name, ", ".join(str(one) for one in value))] if value else []
        return [
            line for place, one in enumerate(value, 1) for line in _lines(one, _step(name, place))
        ]
    return [] if value is None else [(name, str(value))]


def _step(name: str, key: object) -> str:
    word = field_word(str(key))
    return f"{name} · {word}" if name else word

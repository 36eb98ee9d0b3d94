"""What was edited by whom, and what an item said before and after, in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.languages import language_name
from courses.catalogue import items
from courses.catalogue.models import Course, DraftEdit, ItemVersion
from courses.catalogue.selectors import item_body
from courses.workshop.selectors import editing

PAGE_SIZE = 30
MOST_WORDS = 8_000


@dataclass(frozen=True)
class ItemLine:
    """One item that an edit touched."""

    version: ItemVersion
    what: str


@dataclass(frozen=True)
class EditLine:
    """One edit: who, when, what."""

    edit: DraftEdit
    done: str
    items: list[ItemLine]


@dataclass(frozen=True)
class HistoryPage:
    """One page of the history."""

    page: Page[DraftEdit]
    lines: list[EditLine]


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, was taken out or was put in."""

    state: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One thing that an edit changed."""

    name: str
    pieces: list[Piece]

    @property
    def marked(self) -> SafeString:
        """The words with what went and what came marked, also for who cannot see it.

        Not left to a template: every space between the pieces is a space of the text.
        """
        words = {"gone": ("del", _("taken out:")), "new": ("ins", _("put in:"))}
        return format_html_join(
            "",
            "{}",
            ((_marked(piece.words, *words.get(piece.state, ("", ""))),) for piece in self.pieces),
        )


def _marked(words: str, tag: str, said: str) -> SafeString | str:
    if not tag:
        return words
    return format_html(
        '<{0}><span class="visually-hidden">[{1} </span>{2}<span class="visually-hidden">]</span>'
        "</{0}>",
        tag,
        said,
        words,
    )


@dataclass(frozen=True)
class VersionPage:
    """What one edit did to one item."""

    version: ItemVersion
    what: str
    differences: list[Difference]
    was_new: bool
    is_gone: bool
    is_now: bool


def history_page(course: Course, *, q: str, uid: str, number: str | None) -> HistoryPage:
    """Return one page of who edited what, in three queries."""
    page = Paginator(editing.edits_of(course, q=q, uid=uid), PAGE_SIZE).get_page(number)
    edits = list(page.object_list)
    touched: dict[int, list[ItemLine]] = {}
    for version in editing.versions_of(course, [edit.revision for edit in edits]):
        touched.setdefault(version.revision, []).append(ItemLine(version, name_of(version)))
    lines = [EditLine(edit, deed_of(edit.action), touched.get(edit.revision, [])) for edit in edits]
    return HistoryPage(page, lines)


def version_page(course: Course, version: ItemVersion) -> VersionPage:
    """Return what an edit did to an item: from what stood there to what stood there after."""
    after_it = editing.version_after(version)
    key = items.ItemKey(version.kind, version.uid, version.language)
    now = item_body(course, key)
    after = after_it.body if after_it else now
    return VersionPage(
        version=version,
        what=name_of(version),
        differences=list(differences(version.kind, version.body, after)),
        was_new=version.body is None,
        is_gone=after is None,
        is_now=now == version.body,
    )


def name_of(version: ItemVersion) -> str:
    """What an item is called."""
    kinds = {
        items.SETTINGS: _("settings of the course"),
        items.OUTLINE: _("outline"),
        items.LESSON: _("settings of lesson %(uid)s"),
        items.LESSON_TEXT: _("text of lesson %(uid)s (%(language)s)"),
        items.QUESTION: _("question %(uid)s"),
        items.POOL: _("pool %(uid)s"),
        items.QUESTION_TEXT: _("question %(uid)s (%(language)s)"),
    }
    return kinds[version.kind] % {"uid": version.uid, "language": language_name(version.language)}


def deed_of(action: str) -> str:
    """What an edit did, in words."""
    return {
        "created": _("made the course"),
        "replaced": _("took the course in from a folder"),
        "settings_saved": _("changed the settings"),
        "shared": _("changed who may find it"),
        "module_added": _("added a module"),
        "module_renamed": _("renamed a module"),
        "module_moved": _("moved a module"),
        "module_removed": _("took a module out"),
        "module_built": _("built a module"),
        "slot_added": _("gave a lesson a place"),
        "slot_moved": _("moved a lesson"),
        "slot_removed": _("took a place out"),
        "slot_ordered": _("changed what comes first"),
        "lesson_added": _("added a lesson"),
        "lesson_saved": _("set up a lesson"),
        "lesson_placed": _("placed an account"),
        "lesson_taken_out": _("took a lesson out"),
        "lesson_removed": _("deleted a lesson"),
        "words_saved": _("wrote"),
        "question_saved": _("edited a question"),
        "question_removed": _("deleted a question"),
        "questions_retired": _("retired questions"),
        "questions_brought_back": _("brought questions back"),
        "questions_brought": _("brought questions in a table"),
        "questions_copied": _("copied questions here"),
        "questions_moved": _("moved questions away"),
        "pool_made": _("made a pool"),
        "pool_renamed": _("renamed a pool"),
        "pool_filled": _("put questions into a pool"),
        "pool_emptied": _("took questions out of a pool"),
        "pool_shared": _("changed who may find a pool"),
        "pool_removed": _("took a pool away"),
        "restored": _("brought an earlier state back"),
        "undone": _("undid an edit"),
    }.get(action, action.replace("_", " "))


def differences(
    kind: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> Iterator[Difference]:
    """Yield what is another, name by name, with the words that went and came."""
    if kind == items.OUTLINE:
        pieces = _compared(_outline_lines(before), _outline_lines(after), sep="\n")
        if any(piece.state != "same" for piece in pieces):
            yield Difference(_("outline"), pieces)
        return
    old, new = dict(_leaves(before or {})), dict(_leaves(after or {}))
    if kind == items.POOL:
        # Not everybody who reads the history knows of these units.
        old.pop("units", None)
    for name in dict.fromkeys([*old, *new]):
        one, other = old.get(name, ""), new.get(name, "")
        if one != other:
            yield Difference(name, _compared(_words(one), _words(other)))


def _outline_lines(body: Mapping[str, Any] | None) -> list[str]:
    lines = []
    for module in (body or {}).get("modules", ()):
        lines.append(f"{module['uid']}: {' / '.join(module['titles'].values())}")
        for slot in module["slots"]:
            after = f" ← {', '.join(slot['after'])}" if slot["after"] else ""
            lines.append(f"    {slot['uid']}: {' | '.join(slot['lessons'])}{after}")
    return lines


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted name, text) of every value inside."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple):
        if all(isinstance(one, str | int) for one in value):
            yield name, ", ".join(map(str, value))
        else:
            for place, inner in enumerate(value):
                yield from _leaves(inner, f"{name}.{place + 1}")
    elif value is None:
        yield name, ""
    elif isinstance(value, bool):
        yield name, _("yes") if value else _("no")
    else:
        yield name, str(value)


def _words(text: str) -> list[str]:
    found = re.findall(r"\s+|\w+|[^\w\s]", text)
    return found if len(found) <= MOST_WORDS else re.findall(r"[^\n]*\n|[^\n]+", text)


def _compared(one: list[str], other: list[str], *, sep: str = "") -> list[Piece]:
    pieces: list[Piece] = []

    def add(state: str, words: list[str]) -> None:
        if words:
            pieces.append(Piece(state, sep.join(words) + (sep if sep else "")))

    matcher = difflib.SequenceMatcher(None, one, other, autojunk=len(one) > MOST_WORDS)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            add("same", one[a:b])
        else:
            add("gone", one[a:b])
            add("new", other[c:d])
    return pieces

"""Finding `[fact:…]`, `[clause:…]`, `[term:…]` and `[case:…]` before Markdown sees the text.

Each becomes a token of characters that no source can hold (they are refused before), with
its number, so that its line stays known, a `|` inside does not split a table, and nothing
typed can pass for one. Tokens that end up in code are turned back into what was typed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from content.rendering.results import ReferenceKind

OPEN, CLOSE = "\ufdd0", "\ufdd1"
TOKEN = re.compile(f"{OPEN}([0-9]+){CLOSE}")

_TYPED = re.compile(r"\[(?P<kind>fact|clause|term|case):(?P<inside>[^\[\]\n]*)(?P<end>\]?)")
_KEY = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_INSIDE = {
    "fact": re.compile(rf"(?P<key>{_KEY}(?:/{_KEY})?)(?:@(?P<version>[1-9][0-9]{{0,5}}))?"),
    "clause": re.compile(rf"(?P<key>{_KEY}(?:/{_KEY})?)(?:@(?P<version>[1-9][0-9]{{0,5}}))?"),
    "term": re.compile(rf"(?P<key>{_KEY})(?:\|(?P<shown>.{{1,200}}))?"),
    "case": re.compile(rf"(?P<key>{_KEY})(?:\|(?P<shown>.{{1,200}}))?"),
}


@dataclass(frozen=True)
class Spot:
    """One reference as typed; `key` is empty if it is not well formed."""

    typed: str
    line: int
    kind: ReferenceKind
    key: str = ""
    version: int | None = None
    shown: str = ""


def found_in(source: str) -> Iterator[tuple[int, int, Spot]]:
    """Give each reference with the place where it begins and ends; see `with_tokens`.

    The line of a spot counts from 1. One behind a backslash is not given.
    """
    end, line = 0, 1
    for found in _TYPED.finditer(source):
        before = source[end : found.start()]
        line += before.count("\n")
        end = found.end()
        if not _is_escaped(before):
            yield found.start(), end, _spot(found, line)


def without_references(text: str) -> str:
    """The text for a place that shows no links: what a reference shows by itself is left of it.

    That is nothing of a fact, and of the others their own words, else their key.
    """
    parts: list[str] = []
    end = 0
    for start, stop, spot in found_in(text):
        before = text[end:start]
        is_fact = spot.kind == "fact"
        parts.append(before.rstrip() if is_fact else before)
        if not is_fact:
            parts.append(spot.shown or spot.key.rpartition("/")[2] or spot.typed)
        end = stop
    return "".join([*parts, text[end:]])


def with_tokens(source: str, *, first_line: int) -> tuple[str, tuple[Spot, ...]]:
    """Return the source with a token in place of each reference, and the references.

    One behind a backslash is not one; what is well formed or not is told by its key.
    """
    spots: list[Spot] = []
    parts: list[str] = []
    end, line = 0, first_line
    for found in _TYPED.finditer(source):
        before = source[end : found.start()]
        parts.append(before)
        line += before.count("\n")
        end = found.end()
        if _is_escaped(before):
            parts.append(found.group())
        else:
            parts.append(f"{OPEN}{len(spots)}{CLOSE}")
            spots.append(_spot(found, line))
    return "".join([*parts, source[end:]]), tuple(spots)


def without_tokens(text: str, spots: tuple[Spot, ...]) -> str:
    """Return the text with what was typed in place of each token."""
    return TOKEN.sub(lambda found: spots[int(found.group(1))].typed, text)


def _is_escaped(before: str) -> bool:
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _spot(found: re.Match[str], line: int) -> Spot:
    kind = cast("ReferenceKind", found["kind"])
    inside = _INSIDE[kind].fullmatch(found["inside"]) if found["end"] else None
    if not inside:
        return Spot(found.group(), line, kind)
    named = inside.groupdict()
    version = named.get("version")
    return Spot(
        typed=found.group(),
        line=line,
        kind=kind,
        key=named["key"],
        version=int(version) if version else None,
        shown=(named.get("shown") or "").strip(),
    )

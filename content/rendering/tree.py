"""A small tree of clean HTML: read from nh3's output, changed, and written out strictly.

Only what is in `ATTRIBUTES` is ever written, so this is the last word on what a page gets.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from content.rendering.cleaning import BLOCK_TAGS

VOID = frozenset({"br", "hr"})
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "a": ("class", "id", "href", "rel", "role"),
    "div": ("class", "role", "tabindex"),
    "p": ("class",),
    "ol": ("start", "type"),
    "li": ("id",),
    "section": ("class", "role"),
    "sup": ("class", "id"),
    "th": ("class", "scope"),
    "td": ("class", "data-label"),
    **{f"h{level}": ("id",) for level in range(2, 7)},
}
TAGS = (BLOCK_TAGS - {"h1"}) | {"a", "br", "code", "em", "strong", "sup"}
_WORD = re.compile(r"\w+(?:[’'.,\-]\w+)*")
_NOT_WORDS = frozenset({"fact-ref", "footnote-ref", "footnote-back"})


@dataclass
class Node:
    """An element with its attributes, and texts and elements inside it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list["Node | str"] = field(default_factory=list)

    def elements(self) -> list["Node"]:
        """Return the elements directly inside."""
        return [one for one in self.inside if isinstance(one, Node)]

    def all(self) -> Iterator["Node"]:
        """Go through this element and all in it, in the order of the text."""
        yield self
        for one in self.elements():
            yield from one.all()

    def text(self) -> str:
        """Return the words in it, without the numbers of notes."""
        if self.attributes.get("class") in _NOT_WORDS:
            return ""
        edge = "\n" if self.tag in BLOCK_TAGS or self.tag == "br" else ""
        words = "".join(one if isinstance(one, str) else one.text() for one in self.inside)
        return f"{edge}{words}{edge}"

    def html(self) -> str:
        """Write the element; what is not allowed in a page is not written."""
        inside = "".join(
            html.escape(one, quote=False) if isinstance(one, str) else one.html()
            for one in self.inside
        )
        if self.tag not in TAGS:
            return inside
        written = "".join(
            f' {name}="{html.escape(self.attributes[name])}"'
            for name in ATTRIBUTES.get(self.tag, ())
            if self.attributes.get(name)
        )
        return f"<{self.tag}{written}>" + ("" if self.tag in VOID else f"{inside}</{self.tag}>")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)


def parsed(clean: str) -> Node:
    """Return the tree of HTML that nh3 has written (so tags are closed and nested)."""
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.root


def plain_text(clean: str) -> str:
    """Return the words of rendered HTML, one line a block, without the numbers of notes."""
    lines = (" ".join(line.split()) for line in parsed(clean).text().split("\n"))
    return "\n".join(line for line in lines if line)


def count_words(text: str) -> int:
    """Count words as a reader would: `1,400`, `don't` and `well-known` are one each."""
    return sum(1 for _ in _WORD.finditer(text))

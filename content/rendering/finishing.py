"""From a shape to a rendering: references resolved, notes numbered, ids and roles given.

Runs where the resolver is, in time that grows with the length alone. Ids exist from here
on only; each begins with the prefix and is made of letters, digits and hyphens.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from content.rendering.cleaning import BLOCK_TAGS
from content.rendering.resolving import References
from content.rendering.results import Block, Heading, Note, Rendered, Resolver
from content.rendering.shaping import Shape, Source
from content.rendering.tree import Node, count_words, parsed
from core.problems import Problem, ProblemsFound

_PREFIX = re.compile(r"[a-z][a-z0-9-]{0,199}")
_HEADING = re.compile(r"h[1-6]")
_BACK = "↩"
_MARKS = frozenset({"fact-ref", "footnote-ref"})
_APART = "\u202f"  # between two marks, so that 1 and 2 are not read as 12
_LONGEST_LABEL = 60


@dataclass(frozen=True)
class Wanted:
    """How a source is to be rendered.

    `prefix` begins every id, `note_prefix` (the same if empty) those of the notes, which
    go on from the `notes` numbered before on the same page.
    """

    prefix: str
    note_prefix: str = ""
    top_heading: int = 2
    language: str = ""
    notes: Sequence[Note] = ()

    def __post_init__(self) -> None:
        for prefix in (self.prefix, self.note_prefix or self.prefix):
            if not _PREFIX.fullmatch(prefix):
                raise ValueError(f"not usable as a prefix of ids: {prefix!r:.60}")
        if self.top_heading not in range(2, 7):
            raise ValueError("the headings of a text begin at a level from 2 to 6")


def finish(shape: Shape, source: Source, *, resolver: Resolver, wanted: Wanted) -> Rendered:
    """Return the rendering of a shape; among its problems are errors, which `checked` raises."""
    references = References(
        spots=shape.spots,
        source=source,
        resolver=resolver,
        note_prefix=wanted.note_prefix or wanted.prefix,
        language=wanted.language,
        before=wanted.notes,
    )
    page = _Page(references, source, wanted)
    blocks = page.blocks(parsed(shape.html))
    return Rendered(
        blocks=blocks,
        notes=references.notes,
        references=tuple(dict.fromkeys(references.found)),
        headings=tuple(page.headings),
        words=page.words,
        problems=tuple(sorted({*shape.problems, *references.problems, *page.problems})),
    )


def checked(rendered: Rendered) -> Rendered:
    """Return the rendering if nothing in it is an error; raise ProblemsFound otherwise."""
    if any(problem.level == "error" for problem in rendered.problems):
        raise ProblemsFound(rendered.problems)
    return rendered


class _Page:
    """Goes through the blocks of one source once, in order, footnotes last."""

    def __init__(self, references: References, source: Source, wanted: Wanted) -> None:
        self.headings: list[Heading] = []
        self.problems: list[Problem] = []
        self.words = 0
        self._references = references
        self._source = source
        self._wanted = wanted
        self._slugs: set[str] = set()
        self._levels: list[int] = []
        self._cited: list[int] = []
        self._marks: dict[int, int] = {}

    def blocks(self, root: Node) -> tuple[Block, ...]:
        top = [
            one if isinstance(one, Node) and one.tag in BLOCK_TAGS else Node("p", {}, [one])
            for one in root.inside
            if isinstance(one, Node) or one.strip()
        ]
        text = [node for node in top if node.tag != "section"]
        for node in text:
            self._resolve(node)
        ends = [self._footnotes(node) for node in top if node.tag == "section"]
        return tuple(
            self._block(node) for node in [*text, *ends] if node.inside or node.tag == "hr"
        )

    def _block(self, node: Node) -> Block:
        self._references.compare_figures(node)
        self._decorate(node)
        self.words += count_words(node.text())
        names = self._references.names_in(node)
        if self._source.inline:
            node.tag = ""
        frame = Node("", {}, [node])
        _frame_tables(frame)
        return Block(frame.html(), names)

    def _resolve(self, node: Node) -> None:
        for marker in [one for one in node.all() if one.tag == "data"]:
            if marker.attributes["value"].startswith("r"):
                self._references.write(marker)
            else:
                self._mark(marker)

    def _mark(self, marker: Node) -> None:
        """Make a marker into the mark of a footnote, numbered in order of first citation."""
        place = int(marker.attributes["value"][1:])
        if place not in self._cited:
            self._cited.append(place)
        number = self._cited.index(place) + 1
        again = self._marks[place] = self._marks.get(place, 0) + 1
        suffix = f"-{again}" if again > 1 else ""
        link = {"href": f"#{self._wanted.prefix}-fn-{number}", "role": "doc-noteref"}
        marker.tag, marker.inside = "sup", [Node("a", link, [_letters(number)])]
        marker.attributes = {
            "class": "footnote-ref",
            "id": f"{self._wanted.prefix}-fnref-{number}{suffix}",
        }

    def _footnotes(self, section: Node) -> Node:
        """Put the cited footnotes in order, each with its way back; tell of the others."""
        items = section.elements()[0].elements()
        ordered: list[Node | str] = []
        while len(ordered) < len(self._cited):
            item = items[self._cited[len(ordered)]]
            self._resolve(item)
            ordered.append(item)
            _end_with(item, self._way_back(len(ordered)))
            item.attributes["id"] = f"{self._wanted.prefix}-fn-{len(ordered)}"
        if len(ordered) < len(items):
            self._warn("a footnote is never cited and left out")
        section.attributes = {"class": "footnotes", "role": "doc-endnotes"}
        section.inside = [Node("ol", {"type": "a"}, ordered)] if ordered else []
        return section

    def _way_back(self, number: int) -> Node:
        href = f"#{self._wanted.prefix}-fnref-{number}"
        return Node("a", {"class": "footnote-back", "href": href, "role": "doc-backlink"}, [_BACK])

    def _decorate(self, top: Node) -> None:
        for node in top.all():
            _hug(node)
            if _HEADING.fullmatch(node.tag):
                self._heading(node)
            elif node.tag == "a" and "class" not in node.attributes:
                if node.attributes.get("href", "").startswith("http"):
                    node.attributes["rel"] = "external noopener noreferrer"
            elif node.tag == "th":
                node.attributes["scope"] = "col"
            elif node.tag == "table":
                _label_cells(node)
            elif node.tag == "div":
                node.attributes["role"] = "note"

    def _heading(self, node: Node) -> None:
        """Shift a heading below the page's own, without leaving out a level, and name it."""
        level = int(node.tag[1])
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        text = " ".join(node.text().split())
        slug = _slug(text) or "part"
        number = 1
        while (name := slug if number == 1 else f"{slug}-{number}") in self._slugs:
            number += 1
        self._slugs.add(name)
        shown = min(self._wanted.top_heading + len(self._levels) - 1, 6)
        node.tag = f"h{shown}"
        node.attributes = {"id": f"{self._wanted.prefix}-h-{name}"}
        self.headings.append(Heading(shown, node.attributes["id"], text))

    def _warn(self, message: str) -> None:
        source = self._source
        self.problems.append(
            Problem(source.file, source.first_line, source.key, message, "warning")
        )


def _slug(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.lower())[:60].strip("-")


def _letters(number: int) -> str:
    """Write a footnote's number in letters (a, b, … z, aa), so that it is no fact's number."""
    written = ""
    while number:
        number, rest = divmod(number - 1, 26)
        written = chr(ord("a") + rest) + written
    return written


def _end_with(item: Node, link: Node) -> None:
    last = item.inside[-1] if item.inside else None
    target = last if isinstance(last, Node) and last.tag == "p" else item
    target.inside += [" ", link]


def _hug(node: Node) -> None:
    """Set the number of a note close to what it follows, as type is set, and marks apart."""
    before: Node | str = ""
    for place, one in enumerate(node.inside):
        if isinstance(one, Node) and one.attributes.get("class") in _MARKS and place:
            if isinstance(before, str):
                before = before.rstrip()
                node.inside[place - 1] = before
            earlier = node.inside[place - 2] if not before and place > 1 else before
            if isinstance(earlier, Node) and earlier.attributes.get("class") in _MARKS:
                one.inside.insert(0, _APART)
        before = one


def _label_cells(table: Node) -> None:
    """Give each cell the words of its column, for a page too narrow for columns."""
    labels = [" ".join(one.text().split()) for one in table.all() if one.tag == "th"]
    for row in (one for one in table.all() if one.tag == "tr"):
        for label, cell in zip(labels, row.elements(), strict=False):
            if cell.tag == "td" and len(label) <= _LONGEST_LABEL:
                cell.attributes["data-label"] = label


def _frame_tables(node: Node) -> None:
    """Put each table into a frame that scrolls by itself and can be reached by keyboard."""
    for place, one in enumerate(node.inside):
        if isinstance(one, Node):
            _frame_tables(one)
            if one.tag == "table":
                node.inside[place] = Node("div", {"class": "table-scroll", "tabindex": "0"}, [one])

"""Headed documents that people bring (DOCX): paragraphs with the level of their heading, as text.

Pictures, notes, fields and formatting are passed over; what was taken out under *track changes*
is gone, what was added is there.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from core.received.errors import NotReceivable
from core.received.office import DOCUMENT, judged
from core.received.sniffing import sniff

LARGEST_FILE = 5_000_000
MOST_PARAGRAPHS = 5_000
MOST_CHARACTERS = 1_000_000
_HEADING = re.compile(r"heading ([1-9])")
_PARAGRAPH, _RUN, _TABLE = qn("w:p"), qn("w:r"), qn("w:tbl")
# Taken out under track changes; and the same words once more, for readers of older kinds.
_NOT_SAID = (
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)

# An element as the library shapes it, which has no type of its own for one.
type _Element = Any


@dataclass(frozen=True)
class Paragraph:
    """One paragraph that says something; `level` is 0 for text, else that of the heading."""

    number: int
    text: str
    level: int = 0
    is_item: bool = False
    is_in_table: bool = False


def read_document(data: bytes) -> list[Paragraph]:
    """Return the paragraphs in order, counted from 1 with the empty ones. Raises NotReceivable."""
    if len(data) > LARGEST_FILE:
        raise NotReceivable("size")
    kind = sniff(data)
    if kind != "zip":
        raise NotReceivable("old-office" if kind == "old-office" else "type")
    package = judged(data, DOCUMENT)
    try:
        opened = Document(package)
        found = _paragraphs(opened.element.body, _looks(opened.styles.element))
    except NotReceivable:
        raise
    except Exception as error:
        # Whatever a library says of strange bytes.
        raise NotReceivable("broken") from error
    if not found:
        raise NotReceivable("empty")
    return found


@dataclass(frozen=True)
class _Look:
    """What a style says of its paragraphs, and the style it is based on."""

    level: int
    is_item: bool
    based_on: str


def _looks(styles: _Element) -> dict[str, _Look]:
    found = {}
    for style in styles.xpath("w:style"):
        heading = _HEADING.fullmatch((style.name_val or "").lower())
        level = int(heading[1]) if heading else _outline(style) or 0
        found[style.styleId] = _Look(level, _item(style) or False, style.basedOn_val or "")
    return found


def _level(looks: dict[str, _Look], style: str) -> int:
    """The level of the heading that a style makes, its own or that of what it is based on."""
    seen: set[str] = set()
    while style in looks and style not in seen:
        if looks[style].level:
            return looks[style].level
        seen.add(style)
        style = looks[style].based_on
    return 0


def _paragraphs(body: _Element, looks: dict[str, _Look]) -> list[Paragraph]:
    for element in list(body.iter(*_NOT_SAID)):
        element.getparent().remove(element)
    words: dict[_Element, list[str]] = defaultdict(list)
    for run in body.iter(_RUN):
        # The nearest: a paragraph can hold a frame with paragraphs of its own.
        words[next(run.iterancestors(_PARAGRAPH), None)].append(run.text)
    found = []
    size = 0
    for number, element in enumerate(body.iter(_PARAGRAPH), 1):
        text = "".join(words[element]).replace("\t", " ").strip()
        size += len(text)
        if number > MOST_PARAGRAPHS or size > MOST_CHARACTERS:
            raise NotReceivable("length")
        if text:
            found.append(_paragraph(number, text, element, looks))
    return found


def _paragraph(number: int, text: str, element: _Element, looks: dict[str, _Look]) -> Paragraph:
    style = element.style or ""
    said = _outline(element)
    level = said if said is not None else _level(looks, style)
    own = _item(element)
    is_item = own if own is not None else style in looks and looks[style].is_item and not level
    in_table = next(element.iterancestors(_TABLE), None) is not None
    return Paragraph(number, text, level, is_item=is_item, is_in_table=in_table)


def _outline(element: _Element) -> int | None:
    """The level of a heading: an outline counts from 0, and 9 is text; None where none is said."""
    told = next(iter(element.xpath("w:pPr/w:outlineLvl/@w:val")), None)
    if told is None:
        return None
    return int(told) + 1 if told.isdecimal() and len(told) == 1 and told < "9" else 0


def _item(element: _Element) -> bool | None:
    """Whether the paragraph is said to stand in a list; None where nothing is said."""
    told = next(iter(element.xpath("w:pPr/w:numPr/w:numId/@w:val")), None)
    return None if told is None else told != "0"

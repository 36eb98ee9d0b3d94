"""The prose of a Markdown text with every offset kept: what is no prose becomes blanks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from content.rendering.figures import sentences
from content.rendering.references import Spot, found_in

# Code, addresses, footnote marks, the first line of a box: in time that grows with the length.
_NOT_PROSE = re.compile(
    r"```[^`]*```|`[^`\n]{1,2000}`"
    r"|(?<=\])\([^()\s]{1,2000}(?:\s\"[^\"\n]{0,300}\")?\)"
    r"|(?:https?|mailto|www)[:.][^\s)>\]]{1,2000}"
    r"|\[\^[^\]\s]{1,100}\]:?"
    r"|^[ \t]*!!!.*$"
    r"|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)",
    re.MULTILINE,
)
# Where one paragraph, list item, heading or row ends and the next begins; the signs go with it.
_BREAK = re.compile(
    r"\n[ \t]*\n|^[ \t]*(?P<row>\|)|^[ \t]*(?:(?P<heading>#{1,6})[ \t]+"
    r"|(?:(?:[-+*>:]|[0-9]{1,9}[.)])[ \t]+)+)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Mention:
    """One reference with its place in the text."""

    start: int
    end: int
    spot: Spot


@dataclass(frozen=True)
class Sentence:
    """One sentence of the prose: its place, its words (references blank), and what it mentions."""

    start: int
    text: str
    mentions: tuple[Mention, ...]
    kind: str = ""  # heading, row, or empty


def prose_of(source: str) -> tuple[str, list[Mention]]:
    """Return the text with everything that is no prose made blank, and the references in it."""
    signs = list(source)
    mentions = [Mention(start, end, spot) for start, end, spot in found_in(source)]
    for found in _NOT_PROSE.finditer(source):
        _blank(signs, found.start(), found.end())
    code = "".join(signs)
    mentions = [one for one in mentions if code[one.start] == "["]
    for one in mentions:
        _blank(signs, one.start, one.end)
    return "".join(signs), mentions


def _blank(signs: list[str], start: int, end: int) -> None:
    for place in range(start, end):
        if signs[place] != "\n":
            signs[place] = " "


def sentences_of(source: str) -> Iterator[Sentence]:
    """Give the sentences of a text in order, each with the references that stand in it.

    A reference after the full stop of a sentence belongs to that sentence.
    """
    prose, mentions = prose_of(source)
    at = 0
    for start, end, kind in _blocks(prose):
        inner = [(0, end - start)] if kind == "row" else sentences(prose[start:end])
        edges = [(start + one, start + other) for one, other in inner]
        for first, last in edges:
            inside = []
            while at < len(mentions) and mentions[at].start < last:
                inside.append(mentions[at])
                at += 1
            yield Sentence(first, prose[first:last], tuple(inside), kind)


def _blocks(prose: str) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for found in [*_BREAK.finditer(prose), None]:
        end = found.start() if found else len(prose)
        if end > start:
            yield start, end, kind
        if found:
            start, kind = found.end(), found.lastgroup or ""

"""The blocks of a plain text or of Markdown: paragraphs, list items, headings (pure).

A blank line parts blocks. Where there is none, or where a block's lines are whole paragraphs,
each line is a block; lines that were wrapped belong together.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from content.importing.months import MONTH
from content.importing.results import Block

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_BULLET = re.compile(r"\s*(?:[-*•▪‣·–—►●○✓]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_MD_HEADING = re.compile(r" {0,3}(#{1,6})\s+(?=\S)")
_MD_CLOSING = re.compile(r"\s+#+\s*$")
_MD_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*$")
_MD_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)([^*_]{2,100}?)(\*\*|__)\s*$")
_MD_QUOTE = re.compile(r"\s*>+\s?")
_ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")
_WRAPPED = 45
_WHOLE = 160

# When or by whom a report was published, on a line of its own below the title.
_STAMP = re.compile(
    rf"(?i)\s*(?:(?:published|posted|updated|filed|issued|last\s+updated)\b|by\s+(?-i:[A-Z])"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{MONTH}\s+\d{{4}}\b|{MONTH}\s+\d{{1,2}},?\s+\d{{4}}\b"
    rf"|\d{{4}}-\d\d-\d\d\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}\b)"
)
# "Institute of Law, policy brief, 7/2026": whose text it is, below the title.
_IMPRINT = re.compile(r"\s*[A-ZÀ-Þ][^.!?]*[\s/](?:19|20)\d\d\s*$")
_LONGEST_STAMP = 80
# Between lines of dashes at the head of Markdown: what a site generator is told.
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<told>(?:[^\n]*\n){1,40}?)---[ \t]*(?:\n|$)")

type Line = tuple[int, int]


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order."""
    return tuple(block for group in _groups(text) for block in _blocks(text, group))


def blocks_of_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of Markdown; what marks a heading is not in it."""
    front = _FRONT_MATTER.match(text)
    found = _front_matter(text, front) if front else []
    for group in _groups(text, front.end() if front else 0):
        rest: list[Line] = []
        for start, end in group:
            line = text[start:end]
            marked = _MD_HEADING.match(line)
            if marked:
                found.extend(_blocks(text, rest))
                rest = []
                closing = _MD_CLOSING.search(line)
                stop = start + closing.start() if closing else end
                begin = start + marked.end()
                if begin < stop:
                    found.append(_trimmed(text, Block("heading", begin, stop, len(marked[1]))))
            elif rest and _MD_UNDERLINE.match(line):
                found.extend(_blocks(text, rest[:-1]))
                level = 1 if "=" in line else 2
                found.append(_trimmed(text, Block("heading", *rest[-1], level)))
                rest = []
            else:
                quoted = _MD_QUOTE.match(line)
                rest.append((start + (quoted.end() if quoted else 0), end))
        if len(rest) == 1 and (bold := _MD_BOLD.match(text, *rest[0])) and bold.end() == rest[0][1]:
            found.append(Block("heading", bold.start(2), bold.end(2), 3))
        else:
            found.extend(_blocks(text, [line for line in rest if line[0] < line[1]]))
    return tuple(block for block in found if block.start < block.end)


def _front_matter(text: str, front: re.Match[str]) -> list[Block]:
    return [
        _trimmed(text, Block("furniture", *line.span()))
        for line in _LINE.finditer(text, *front.span("told"))
        if line.group().strip()
    ]


def _groups(text: str, begin: int = 0) -> Iterator[list[Line]]:
    """Give the lines between blank lines."""
    group: list[Line] = []
    last = begin
    for found in _LINE.finditer(text, begin):
        between = text[last : found.start()]
        if group and (between.count("\n") > 1 or (between.count("\r") > 1 and "\n" not in between)):
            yield group
            group = []
        if found.group().strip():
            group.append(found.span())
        elif group:
            yield group
            group = []
        last = found.end()
    if group:
        yield group


def _blocks(text: str, lines: list[Line]) -> Iterator[Block]:
    if not lines:
        return
    width = max(end - start for start, end in lines)
    current: Block | None = None
    for place, (start, end) in enumerate(lines):
        bullet = _BULLET.match(text, start, end)
        before = lines[place - 1] if place else None
        if current and before and not bullet and _goes_on(text, before, (start, end), width):
            current = replace(current, end=end)
            continue
        if current:
            yield _trimmed(text, current)
        if bullet and bullet.end() < end:
            current = Block("item", bullet.end(), end)
        else:
            current = Block("paragraph", start, end)
    if current:
        yield _trimmed(text, current)


def _goes_on(text: str, before: Line, line: Line, width: int) -> bool:
    """Say whether a line was only broken off from the one before it."""
    length = before[1] - before[0]
    if width > _WHOLE or length < _WRAPPED:
        return False
    words = text[line[0] : line[1]].lstrip()
    if words.startswith("|"):
        return False  # a row of a table
    if words.startswith("[") and words.endswith(")"):
        return False  # a line of links
    if text[before[1] - 1] == ")" and text[before[0] : before[1]].lstrip().startswith("["):
        return False
    if (
        len(words) < _LONGEST_STAMP
        and not _ENDED.search(words)
        and (_STAMP.match(words) or (before[0] == _first(text) and _IMPRINT.match(words)))
    ):
        return False
    if words[:1].islower():
        return True
    if words.isupper() != text[before[0] : before[1]].isupper() and len(words) < width:
        return False
    if _ENDED.search(text, max(before[0], before[1] - 8), before[1]):
        # A wrapped line that happens to end a sentence is still about as wide as the others.
        return length > 0.8 * width
    # A line that stopped although the next word would have had room was not wrapped.
    word = re.match(r"\s*\S+", text[line[0] : line[0] + 60])
    return length + (len(word.group()) if word else 0) >= width - 12


def _first(text: str) -> int:
    found = re.match(r"\s*", text[:1_000])
    return found.end() if found else 0


def _trimmed(text: str, block: Block) -> Block:
    words = text[block.start : block.end]
    left = len(words) - len(words.lstrip())
    return replace(
        block, start=min(block.start + left, block.end), end=block.start + len(words.rstrip())
    )

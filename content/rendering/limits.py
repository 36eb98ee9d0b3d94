"""What a source may hold, counted in one pass before Markdown is let near it.

Python-Markdown's time grows with the square of some of these. The numbers are such that a
real lesson never meets them and that no source within them takes two seconds; the tests
build the worst of each. A time limit outside the web thread stands behind them (bounded).
"""

import re
from collections.abc import Iterator

from content.rendering.references import OPEN
from core.text import control_at

MAX_BYTES = 200_000
MAX_NESTING = 8
MAX_CHUNK = 12_000
MAX_CHUNK_LINES = 400
MAX_LINES = 8_000
MAX_PIPES = 6_000
MAX_FOOTNOTES = 300
MAX_REFERENCES = 2_000

# How often each may stand in one stretch of text without a blank line, and in all.
COUNTED = {
    "[": ("opening brackets", 120, 2_000),
    "![": ("pictures", 20, 100),
    "]": ("closing brackets", 120, 2_000),
    "*": ("asterisks", 400, 6_000),
    "_": ("underscores", 400, 6_000),
    "`": ("backticks", 200, 3_000),
    "<": ("less-than signs", 200, 3_000),
    "&": ("ampersands", 400, 6_000),
    "\\": ("backslashes", 400, 4_000),
    "!": ("exclamation marks", 100, 2_000),
    "(": ("opening parentheses", 400, 6_000),
    '"': ("quotation marks", 600, 10_000),
    "'": ("apostrophes", 600, 10_000),
    "#": ("number signs", 400, 6_000),
}

_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|:(?=[ \t])))+")
_ONE_MARKER = re.compile(r">|[-+*:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])")


def too_much(source: str) -> tuple[int, str] | None:
    """Say in which line (from 0) and why the source is not to be looked at further, or None.

    Its size and its characters: what is looked for here makes more counting pointless.
    """
    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return 0, f"is larger than {MAX_BYTES:,} bytes"
    place = control_at(source)
    if place is not None:
        code = f"U+{ord(source[place]):04X}"
        return source.count("\n", 0, place), f"a character that cannot stand here: {code}"
    return None


def over_limits(source: str) -> list[tuple[int, str]]:
    """Say in which lines (from 0) and why the source cannot be read in bounded time.

    Takes the source with tokens in place of references, in time that grows with its length.
    """
    return list(_counted(source))


def _counted(source: str) -> Iterator[tuple[int, str]]:
    lines = source.split("\n")
    if len(lines) > MAX_LINES:
        yield MAX_LINES, f"more than {MAX_LINES:,} lines"
        return
    for sign, (name, _few, most) in COUNTED.items():
        if source.count(sign) > most:
            yield 0, f"more than {most:,} {name} in all"
    if source.count("|") > MAX_PIPES:
        yield 0, f"more than {MAX_PIPES:,} table cells"
    if source.count(OPEN) > MAX_REFERENCES:
        yield 0, f"more than {MAX_REFERENCES:,} references"
    if source.count("[^") > MAX_FOOTNOTES:
        yield 0, f"more than {MAX_FOOTNOTES} footnotes"
    for number, line in enumerate(lines):
        yield from ((number, message) for message in _in_line(line))
    for number, chunk in _chunks(lines):
        yield from ((number, message) for message in _in_chunk(chunk))


def _in_line(line: str) -> Iterator[str]:
    if len(line) - len(line.lstrip(" \t")) + 3 * line.count("\t") > 4 * MAX_NESTING:
        yield f"indented deeper than {MAX_NESTING} levels"
    markers = _MARKERS.match(line)
    if markers and len(_ONE_MARKER.findall(markers.group() + " ")) > MAX_NESTING:
        yield f"lists and quotations nested deeper than {MAX_NESTING}"


def _chunks(lines: list[str]) -> Iterator[tuple[int, str]]:
    start = 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip(" \t"):
            if number > start:
                yield start, "\n".join(lines[start:number])
            start = number + 1


def _in_chunk(chunk: str) -> Iterator[str]:
    if len(chunk) > MAX_CHUNK:
        yield f"a paragraph, list or table of more than {MAX_CHUNK:,} characters without a gap"
        return
    if chunk.count("\n") >= MAX_CHUNK_LINES:
        yield f"more than {MAX_CHUNK_LINES} lines without a blank line between"
    for sign, (name, few, _most) in COUNTED.items():
        if chunk.count(sign) > few:
            yield f"more than {few} {name} without a blank line between"

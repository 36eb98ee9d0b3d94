"""What a source may hold, counted in one pass before Markdown is let near it.

Python-Markdown's time grows with the square of some of these. The numbers are such that a
real lesson never meets them and that no source within them takes two seconds; the tests
build the worst of each. A time limit outside the web thread stands behind them (bounded).
"""

import re
from collections.abc import Iterator

from core.problems import Problem
from core.text import control_at

MAX_BYTES = 200_000
MAX_NESTING = 8
MAX_CHUNK = 12_000
MAX_LINE = 12_000
MAX_LINES = 8_000
MAX_CHUNKS = 4_000
MAX_PIPES = 6_000
MAX_FOOTNOTES = 300

# How often each may stand in one stretch of text without a blank line, and in all.
COUNTED = {
    "[": ("opening brackets", 200, 3_000),
    "]": ("closing brackets", 200, 3_000),
    "*": ("asterisks", 400, 6_000),
    "_": ("underscores", 400, 6_000),
    "`": ("backticks", 200, 3_000),
    "<": ("less-than signs", 200, 3_000),
    "&": ("ampersands", 400, 6_000),
    "\\": ("backslashes", 400, 4_000),
    "!": ("exclamation marks", 200, 3_000),
    "(": ("opening parentheses", 400, 6_000),
    '"': ("quotation marks", 600, 10_000),
    "'": ("apostrophes", 600, 10_000),
    "#": ("number signs", 400, 6_000),
}

_MARKERS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])|:(?=[ \t])))+")
_ONE_MARKER = re.compile(r">|[-+*:](?=[ \t])|[0-9]{1,9}[.)](?=[ \t])")


def over_limits(source: str, *, file: str, first_line: int, key: str) -> list[Problem]:
    """Say where the source is more than can be rendered in bounded time; empty if it can.

    Takes time in proportion to the length, and stops at the first fault that makes more
    counting pointless (size, control characters).
    """

    def problem(line: int, message: str) -> Problem:
        return Problem(file, first_line + line, key, message)

    if len(source) > MAX_BYTES or len(source.encode("utf-8", "replace")) > MAX_BYTES:
        return [problem(0, f"is larger than {MAX_BYTES:,} bytes")]
    place = control_at(source)
    if place is not None:
        line = source.count("\n", 0, place)
        return [problem(line, f"a character that cannot stand here: U+{ord(source[place]):04X}")]
    return [problem(line, message) for line, message in _counted(source)]


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
    if source.count("[^") > MAX_FOOTNOTES:
        yield 0, f"more than {MAX_FOOTNOTES} footnotes"
    for number, line in enumerate(lines):
        yield from ((number, message) for message in _in_line(line))
    chunks = 0
    for number, chunk in _chunks(lines):
        chunks += 1
        yield from ((number, message) for message in _in_chunk(chunk))
    if chunks > MAX_CHUNKS:
        yield 0, f"more than {MAX_CHUNKS:,} paragraphs"


def _in_line(line: str) -> Iterator[str]:
    if len(line) > MAX_LINE:
        yield f"a line of more than {MAX_LINE:,} characters"
        return
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
    for sign, (name, few, _most) in COUNTED.items():
        if chunk.count(sign) > few:
            yield f"more than {few} {name} without a blank line between"

"""The Markdown of a case's sections: headed passages with uids of their own (pure)."""

import re
from collections.abc import Iterable

from content.cases.schemas import SectionEntry

HEADING = re.compile(r"## +(?P<heading>\S.*?) +\{#(?P<uid>[a-z0-9-]{1,64})\}\s*")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class NotASection(ValueError):
    """A line stands where a section's heading should; ``line`` counts from one."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def read_sections(text: str) -> list[tuple[SectionEntry, int]]:
    """The sections with the line each body begins in; raises NotASection for other headings."""
    found: list[tuple[str, str, int, list[str]]] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        fence = _fence_after(line, fence)
        if not fence and re.match(r"##(?!#)", line):
            heading = HEADING.fullmatch(line)
            if not heading:
                raise NotASection(number, "a section begins with “## Heading {#uid}”")
            found.append((heading["uid"], heading["heading"], number + 1, []))
        elif found:
            found[-1][3].append(line)
        elif line.strip():
            raise NotASection(number, "text stands before the first “## Heading {#uid}”")
    return [
        (SectionEntry(uid=uid, heading=heading, body=_body(lines)), first + _blank(lines))
        for uid, heading, first, lines in found
    ]


def write_sections(sections: Iterable[SectionEntry]) -> str:
    """The Markdown that reads back as these sections."""
    return "\n".join(
        f"## {section.heading} {{#{section.uid}}}\n\n{section.body}\n" for section in sections
    )


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open after this line; empty outside of code."""
    mark = FENCE.match(line)
    if not mark:
        return fence
    if not fence:
        return mark[1]
    closes = mark[1].startswith(fence) and not line[mark.end() :].strip()
    return "" if closes else fence


def _blank(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def _body(lines: list[str]) -> str:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return "\n".join(lines[_blank(lines) :])

"""What changed between two texts, paragraph by paragraph and word by word. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

type State = Literal["same", "added", "removed"]

MOST_LINES = 1_500
MOST_WORDS = 900
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Run:
    """Some words that stayed, came or went."""

    state: State
    words: str


@dataclass(frozen=True)
class Line:
    """One line that changed, as runs of words; at a gap, lines without change were left out."""

    runs: tuple[Run, ...]
    is_gap: bool = False


def differences(old: str, new: str) -> list[Line]:
    """Return the lines that differ, and a gap where lines that stayed were left out.

    Lines that became others are compared word by word. Beyond 1,500 lines, or 900 words and
    gaps in a line, a text is compared in larger pieces, so that the time is bounded.
    """
    before, after = old.split("\n"), new.split("\n")
    if max(len(before), len(after)) > MOST_LINES:
        before, after = [old], [new]
    found: list[Line] = []
    matcher = SequenceMatcher(None, before, after)
    for code, i1, i2, j1, j2 in matcher.get_opcodes():
        if code == "equal":
            found.append(Line((), is_gap=True))
        elif code == "replace" and i2 - i1 == j2 - j1:
            found += [_words(*pair) for pair in zip(before[i1:i2], after[j1:j2], strict=True)]
        else:
            found += [Line((Run("removed", one),)) for one in before[i1:i2] if one.strip()]
            found += [Line((Run("added", one),)) for one in after[j1:j2] if one.strip()]
    return found


def _words(old: str, new: str) -> Line:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return Line((Run("removed", old), Run("added", new)))
    return Line(tuple(_runs(before, after)))


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    matcher = SequenceMatcher(None, before, after)
    for code, i1, i2, j1, j2 in matcher.get_opcodes():
        if code == "equal":
            yield Run("same", "".join(before[i1:i2]))
            continue
        if i2 > i1:
            yield Run("removed", "".join(before[i1:i2]))
        if j2 > j1:
            yield Run("added", "".join(after[j1:j2]))

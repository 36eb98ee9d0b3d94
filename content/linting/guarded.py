"""Words that the organisation keeps an eye on: too explicit, or the name of a victim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

MOST_WORDS = 2_000
LONGEST = 100


@dataclass(frozen=True)
class GuardedWord:
    """One entry of the list. `words` stands for itself as whole words, in any case.

    A `*` at its end stands for any ending. `advice` says what to write in its place.
    """

    words: str
    kind: Literal["explicit", "name"]
    advice: str = ""


def guarded_in(text: str, guarded: Sequence[GuardedWord]) -> Iterator[tuple[int, int, GuardedWord]]:
    """Give each guarded word that stands in the text, the longest where several begin."""
    pattern, entries = _pattern(tuple(guarded[:MOST_WORDS]))
    if pattern is None:
        return
    for found in pattern.finditer(text):
        yield found.start(), found.end(), entries[int((found.lastgroup or "w0")[1:])]


@lru_cache(maxsize=16)
def _pattern(
    guarded: tuple[GuardedWord, ...],
) -> tuple[re.Pattern[str] | None, list[GuardedWord]]:
    # Kept by the list itself, which seldom changes.
    entries = sorted(
        (one for one in guarded if one.words.strip(" *")), key=lambda one: -len(one.words)
    )
    parts = [f"(?P<w{place}>{_written(one.words)})" for place, one in enumerate(entries)]
    if not parts:
        return None, []
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})", re.IGNORECASE), entries


def _written(words: str) -> str:
    plain = words.strip()[:LONGEST]
    stem = r"\s+".join(re.escape(word) for word in plain.rstrip("*").split())
    return stem + (r"\w*" if plain.endswith("*") else r"(?!\w)")

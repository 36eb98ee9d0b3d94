"""Rules about what the library says: facts with their citations, clauses of law."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from content.linting.findings import Finding

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´'"), "'") | dict.fromkeys(map(ord, '“”„‟″«»‹›"'), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "\u00ad\u200b"), None)
_LEFT_OUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\.\.\.)\s*")
_LONGEST_SHOWN = 80


@dataclass(frozen=True)
class Quote:
    """A quote of a citation and the text of its source as it was received (empty if never)."""

    quote: str
    received: str = ""
    publisher: str = ""


@dataclass(frozen=True)
class ClauseStanding:
    """Whether a clause is law, and what its log says of its standing."""

    is_law: bool
    status: str = ""
    checked_on: date | None = None


def stands_in(quote: str, received: str) -> bool:
    """Say whether a text holds the quote; white space, quotation marks and dashes do not count.

    A quote may leave words out (`…`, `[...]`): its pieces stand in the text, in their order.
    """
    text, place = _normal(received), 0
    for piece in _LEFT_OUT.split(quote):
        wanted = _normal(piece)
        found = text.find(wanted, place)
        if found < 0:
            return False
        place = found + len(wanted)
    return True


def lint_fact(key: str, quotes: Sequence[Quote]) -> tuple[Finding, ...]:
    """Return what is to be said of one fact: no citation, a quote that its source does not hold.

    The places are 0: a fact is a record, and its `key` or the quote is what is shown.
    """
    return tuple(_of_fact(key, quotes))


def lint_clause(key: str, standing: ClauseStanding) -> tuple[Finding, ...]:
    """Return what is to be said of one clause: law without status or last-checked date."""
    if standing.is_law and not (standing.status and standing.checked_on):
        return (Finding(0, 0, 1, "law-unchecked", key),)
    return ()


def shortened(words: str) -> str:
    """Return words on one line, and not too many of them to be shown."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1].rstrip()}…"


def _of_fact(key: str, quotes: Sequence[Quote]) -> Iterator[Finding]:
    if not quotes:
        yield Finding(0, 0, 1, "uncited-fact", key)
    for one in quotes:
        if one.quote and one.received and not stands_in(one.quote, one.received):
            yield Finding(0, 0, 1, "quote", shortened(one.quote), one.publisher)


def _normal(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_QUOTES)
    return " ".join(plain.translate(_DASHES).split()).casefold()

"""A figure in the words that a fact supports must be that fact's figure.

The words are those before the reference, back to the reference before it or to the start
of the sentence. References with nothing but punctuation between them support the same
words together. Days beside a month's name and years may also come from the fact's
statement or its date.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from content.rendering.numbers import Number, numbers_in
from content.rendering.results import ResolvedFact

_END = re.compile(r"(?:[.!?…][\"'”’»)\]]*\s+|[。！？]\s*)(?=[\"'“‘«(¿¡]*(\w))")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)"
)
_BEFORE_MONTH = re.compile(
    rf"\s*(?:(?:and|or|to|y|o|al|a|–|-)\s*\d+\s*)?(?:de\s+|of\s+)?{_MONTH}\b", re.IGNORECASE
)
_AFTER_MONTH = re.compile(rf"\b{_MONTH}\.?\s+(?:the\s+)?$", re.IGNORECASE)
_PLAIN_GROUP = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph begins and ends, white space at its end included.

    What goes on in lower case is no new sentence: abbreviations end in a full stop too.
    """
    ends = [found.end() for found in _END.finditer(text) if not found.group(1).islower()]
    edges = [0, *ends, len(text)]
    return [(start, end) for start, end in pairwise(edges) if end > start]


def last_sentence(words: str) -> str:
    """Return what stands after the last end of a sentence that has text behind it."""
    start = 0
    text = words.rstrip(" \n\t.,;:!?…\"'”’»)]")
    for found in _END.finditer(text):
        if not found.group(1).islower():
            start = found.end()
    return text[start:]


def wrong_numbers(words: str, facts: Sequence[ResolvedFact], *, language: str = "") -> list[str]:
    """Return the numbers of the words, as written, that are none of these facts' figures."""
    sentence = last_sentence(words)
    figures = [figure for fact in facts for figure in fact.figures]
    values, codes = _known(figures)
    wrong = []
    for number in numbers_in(sentence, language=language):
        if number.values & values or number.code in codes:
            continue
        said = [text for fact in facts for text in (fact.statement, fact.note.as_of)]
        dated, _codes = _known(said)
        if number.values & dated and is_of_a_date(sentence, number):
            continue
        wrong.append(number.written)
    return _without_split_groups(sentence, wrong, values)


def _known(texts: Iterable[str]) -> tuple[set[Decimal], set[str]]:
    values: set[Decimal] = set()
    codes: set[str] = set()
    for text in texts:
        more_values, more_codes = _known_in(text)
        values |= more_values
        codes |= more_codes
    return values, codes


@lru_cache(maxsize=8_192)
def _known_in(text: str) -> tuple[frozenset[Decimal], frozenset[str]]:
    # A compiled course asks for the same figures and statements thousands of times.
    numbers = [
        number
        for written in {text.replace("-", " "), _PLAIN_GROUP.sub("", text)}
        for number in numbers_in(written)
    ]
    values = frozenset(value for number in numbers for value in number.values)
    return values, frozenset(number.code for number in numbers if number.code)


def is_of_a_date(sentence: str, number: Number) -> bool:
    """Say whether the number is a year, or a day beside the name of its month."""
    if any(1900 <= value <= 2100 for value in number.values) and len(number.written) == 4:
        return True
    return bool(
        _BEFORE_MONTH.match(sentence, number.end)
        or _AFTER_MONTH.search(sentence[max(0, number.start - 20) : number.start])
    )


def _without_split_groups(sentence: str, wrong: list[str], values: set[Decimal]) -> list[str]:
    """Take out what is right when `67 000`, written with a plain space, is one number."""
    for found in re.finditer(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)", sentence):
        if Decimal(found.group().replace(" ", "")) in values:
            parts = found.group().split(" ")
            wrong = [one for one in wrong if one not in parts]
    return wrong

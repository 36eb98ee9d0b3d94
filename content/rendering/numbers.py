"""Reading the numbers of a text as values: digits in any habit of writing, and small words.

`1,400`, `1.400` and `1 400` are one number, and so are `1.8 million`, `1,8 millones` and
`1,800,000`, or `nineteen`, `diecinueve` and `19`. Where a form can be read in two ways
(`1,400` is 1.4 in Spanish) both readings count: the check they serve errs on being silent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

type Words = dict[str, int]

_EN: Words = {
    word: value
    for value, word in enumerate(
        [
            *("zero", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
            *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
            *("eighteen", "nineteen"),
        ]
    )
    if word
}
_EN_TENS: Words = {
    word: 20 + 10 * place
    for place, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    )
}
_ES: Words = {
    word: value
    for value, word in enumerate(
        [
            *("cero", "", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
            *("diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete"),
            *("dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés"),
            *("veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho"),
            "veintinueve",
        ]
    )
    if word
} | {"veintiún": 21, "veintiuna": 21}
_ES_TENS: Words = {
    word: 30 + 10 * place
    for place, word in enumerate(
        ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
    )
}
_ES_HUNDREDS: Words = {
    stem + end: 100 * value
    for value, stem in enumerate(
        [
            *("doscient", "trescient", "cuatrocient", "quinient"),
            *("seiscient", "setecient", "ochocient", "novecient"),
        ],
        start=2,
    )
    for end in ("os", "as")
} | {"cien": 100, "ciento": 100}
_SCALES: Words = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 10**6,
    "billion": 10**9,
    "docena": 12,
    "docenas": 12,
    "mil": 1_000,
    "millón": 10**6,
    "millones": 10**6,
}
_ONES: Words = {"one": 1, "uno": 1, "una": 1, "un": 1, "a": 1}
_SMALL: dict[str, Words] = {
    "en": {**_EN, **_EN_TENS},
    "es": {**_ES, **_ES_TENS, **_ES_HUNDREDS},
}
# What is a number in one language and an everyday word in another counts in its own alone.
_AMBIGUOUS = {"once", "ten"}
_TENS = {**_EN_TENS, **_ES_TENS, **_ES_HUNDREDS}
_JOINTS = {"and": _SCALES, "y": _ES_TENS}

_SPACE = "\u00a0\u202f\u2009"
_TOKEN = re.compile(
    rf"(?<![\w.])(?<![^\W\d_][-‐‑])(?P<digits>\d+(?:[.,'’{_SPACE}]\d+)*)(?P<letters>[^\W\d_]*)(?:[ºª°]|\.[ºª])?"
    r"|(?P<word>[^\W\d_]+)"
)
_GROUPED = re.compile(rf"\d{{1,3}}(?:([.,'’{_SPACE}])\d{{3}})(?:\1\d{{3}})*")
_ORDINAL = {"st", "nd", "rd", "th"}
_BETWEEN = re.compile(rf"[ \-‐‑\n{_SPACE}]+")


@dataclass(frozen=True)
class Number:
    """A number as written, where it stands, and the values it can be read as.

    `code` is the whole token in lower case if letters hang on it (`46a`).
    """

    written: str
    start: int
    end: int
    values: frozenset[Decimal]
    code: str = ""


def numbers_in(text: str, *, language: str = "") -> list[Number]:
    """Return the numbers of a text in their order; words count in English and Spanish.

    "One" and its like are no figures. Without a known language both sets of words count,
    except words that mean something else in the other ("once", "ten").
    """
    small = _SMALL.get(language[:2].lower()) or _either()
    return [number for run in _runs(text, small) if (number := _read(text, run, small))]


@lru_cache(maxsize=1)
def _either() -> Words:
    both = {**_SMALL["en"], **_SMALL["es"]}
    return {word: value for word, value in both.items() if word not in _AMBIGUOUS}


def _runs(text: str, small: Words) -> Iterator[list[re.Match[str]]]:
    """Give the stretches of tokens that make one number together: `two hundred and five`."""
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if run and not _goes_on(text, run, token, small):
            yield run
            run = []
        word = (token["word"] or "").lower()
        if run or token["digits"] or word in small or word in _SCALES or word in _ONES:
            run.append(token)
    if run:
        yield run


def _goes_on(text: str, run: list[re.Match[str]], token: re.Match[str], small: Words) -> bool:
    last = run[-1]
    if token["digits"] or not _BETWEEN.fullmatch(text, last.end(), token.start()):
        return False
    word, before = token["word"].lower(), (last["word"] or "").lower()
    if word in _SCALES:
        return not last["letters"]
    if run[0]["digits"]:
        return False
    if word in _JOINTS:
        return before in _JOINTS[word]
    if word not in small and word not in _ONES:
        return False
    if before == "y":
        return small.get(word, 1) < 10
    return before in _SCALES or before == "and" or _adds(before, word, small)


def _adds(before: str, word: str, small: Words) -> bool:
    """Say whether a word adds to the one before: `twenty-five`, `doscientos tres`."""
    unit = 100 if before in _ES_HUNDREDS else 10
    return before in _TENS and small.get(word, 1) < unit


def _read(text: str, run: list[re.Match[str]], small: Words) -> Number | None:
    while len(run) > 1 and (run[-1]["word"] or "").lower() in _JOINTS:
        run = run[:-1]
    first, last = run[0], run[-1]
    written = text[first.start() : last.end()]
    if first["digits"]:
        values, code = _digits(first), ""
        if first["letters"] and first["letters"].lower() not in _ORDINAL:
            code = (first["digits"] + first["letters"]).lower()
        for token in run[1:]:
            values = frozenset(value * _SCALES[token["word"].lower()] for value in values)
        return Number(written, first.start(), last.end(), values, code)
    words = [token["word"].lower() for token in run]
    if len(words) == 1 and (words[0] in _ONES or words[0] in _SCALES):
        return None
    value = Decimal(_said(words, small))
    return Number(written, first.start(), last.end(), frozenset({value}))


def _said(words: list[str], small: Words) -> int:
    total = current = greatest = 0
    for word in words:
        scale = _SCALES.get(word, 0)
        if scale >= 1_000:
            if not current and scale > greatest > 0:
                total *= scale  # "dos mil millones"
            else:
                total += max(current, 1) * scale
            current, greatest = 0, scale
        elif scale:
            current = max(current, 1) * scale
        elif word not in _JOINTS:
            current += small.get(word, 1)
    return total + current


def _digits(token: re.Match[str]) -> frozenset[Decimal]:
    digits: str = token["digits"]
    bare = re.sub(r"\D", "", digits)
    values: set[Decimal] = set()
    if bare == digits or _GROUPED.fullmatch(digits):
        values.add(Decimal(bare))
    separators = re.findall(r"\D", digits)
    if separators and separators[-1] in ".," and separators.count(separators[-1]) == 1:
        whole, part = digits.rsplit(separators[-1], 1)
        if not separators[:-1] or _GROUPED.fullmatch(whole):
            values.add(Decimal(re.sub(r"\D", "", whole) + "." + part))
    if not values:
        # A list such as 2.1.3 or 14.02.2025: each part may be the figure that is meant.
        values.update(Decimal(part) for part in re.split(r"\D", digits))
    return frozenset(values)

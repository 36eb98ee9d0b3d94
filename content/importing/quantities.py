"""The numbers of a text as they are meant: digits in any habit, words, scales, money (pure).

``1,400``, ``1.400`` and ``1 400`` count 1400; ``1.8 million``, ``1,8 Millionen`` and ``$15bn``
are read with their scale; "nineteen", "two dozen", "half a million" and "eight-and-a-half" too.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from content.importing.results import Figure

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {word: value for value, word in enumerate(_SMALL)}
WORDS |= {word: 20 + 10 * place for place, word in enumerate(_TENS)}
_HUNDREDS = {"hundred": 100, "dozen": 12, "score": 20}
_BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES = {
    **_BIG, "hundred": 100, "dozen": 12,
    "bn": 10**9, "b": 10**9, "m": 10**6, "mn": 10**6, "mln": 10**6, "mio": 10**6, "k": 10**3,
    "tn": 10**12, "mrd": 10**9, "mld": 10**9, "mil": 10**3, "lakh": 10**5, "crore": 10**7,
    "millones": 10**6, "millón": 10**6, "millionen": 10**6, "millions": 10**6, "milliarden": 10**9,
    "milliards": 10**9, "milliard": 10**9, "millioner": 10**6, "milliarder": 10**9,
    "tausend": 10**3,
    "miljoen": 10**6, "miljard": 10**9, "milioni": 10**6, "miliardi": 10**9, "milhões": 10**6,
    "miljoner": 10**6, "tusind": 10**3,
}  # fmt: skip
_LETTER_SCALES = {"m", "b", "k", "mil", "mn", "tn"}
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₿": "BTC", "₩": "KRW"}
_MONEY = {
    "dollars": "USD", "dollar": "USD", "usd": "USD", "euros": "EUR", "euro": "EUR", "eur": "EUR",
    "pounds": "GBP", "gbp": "GBP", "sterling": "GBP", "yen": "JPY", "kroner": "DKK", "dkk": "DKK",
    "kronor": "SEK", "sek": "SEK", "nok": "NOK", "chf": "CHF", "francs": "CHF", "rupees": "INR",
    "yuan": "CNY", "aud": "AUD", "cad": "CAD", "zloty": "PLN", "baht": "THB",
}  # fmt: skip
_SPACE = r"[\u00a0\u202f\u2009 ]"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:['’]\d{3})+"
    rf"|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
)
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_FRACTION = r"(?:[½¼¾]|\s?1/2)"
_WORD = "|".join(sorted({*WORDS, *_HUNDREDS, *_BIG}, key=len, reverse=True))
_NUMERAL = re.compile(
    rf"(?<![\w.,/§#:])(?:(?<![^\W\d_][-‐])|(?<=-to-))(?P<sign>(?:US|AU|A|C|CA|NZ|HK|S)?[$€£¥₹₿₩]|Rs\.?(?=\s?\d)|(?:USD|EUR|GBP|DKK|SEK|NOK|CHF|AUD|CAD|INR)(?=[\s\d]))?"
    rf"\s?(?P<digits>{_DIGITS})(?P<half>{_FRACTION})?(?:(?P<tight>{_SCALE})(?![\w])"
    rf"|[\s\u00a0\u202f-](?P<scale>{_SCALE})s?(?![\w-]))?"
    rf"(?P<percent>\s?(?:%|per\s?cent\b|pc\b|percent\b|Prozent\b|por\s?ciento\b))?",
    re.IGNORECASE,
)
# "two hundred and five" is a number, "one and five" are two.
_JOINED = r"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s+and)?"
_SPOKEN = re.compile(
    rf"(?<![\w])(?<![^\W\d_][-‐])(?:(?P<half>half\s+(?:a|an)\s+(?P<halved>dozen|hundred|thousand|million|billion))"
    rf"|(?P<first>(?:a|an)(?=\s+(?:hundred|dozen|score|thousand|million|billion|trillion)\b)|{_WORD})(?:{_JOINED}[\s-]+(?:{_WORD})\b)*"
    rf"(?P<more>[\s-]+and[\s-]+a[\s-]+half(?:[\s-]+(?P<ofhalf>million|billion|thousand))?)?)\b"
    r"(?P<percent>\s+per\s?cent\b|\s+percent\b)?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"-to-|\s*(?:[-–—]|to|and|or)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:\w+\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"(?i)\b(?:rose|risen|rising|rise|fell|fallen|fall|up|down|increas\w*|jump\w*|grew|grown|growth|climb\w*"
    r"|dropp?\w*|went|soar\w*|surg\w*|declin\w*|decreas\w*|chang\w*|revis\w*|correct\w*|cut)\b[^.;]{0,60}$"
)
_YEARS_BETWEEN = re.compile(r"\s+years?(?:,\s*|,?\s+and\s+|\s+)", re.IGNORECASE)
_MONTHS = re.compile(r"\s+months?\b", re.IGNORECASE)
_PIECE = re.compile(r"[a-z]+", re.IGNORECASE)
_LONGEST_DIGITS = 24


def figures_in(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Return the numbers of a text in order, but for those in the places that are taken."""
    found = [one for match in _NUMERAL.finditer(text) if (one := _numeral(text, match))]
    spoken = [one for match in _SPOKEN.finditer(text) if (one := _spoken(match))]
    found.extend(
        one for one in spoken if not any(o.start < one.end and one.start < o.end for o in found)
    )
    found = [one for one in found if not any(a < one.end and one.start < b for a, b in taken)]
    return _terms(text, _ranges(text, sorted(found, key=lambda one: one.start)))


def _numeral(text: str, match: re.Match[str]) -> Figure | None:
    digits = match["digits"]
    if len(digits) > _LONGEST_DIGITS:
        return None
    scale = (match["tight"] or match["scale"] or "").lower()
    sign = match["sign"] or ""
    end = match.end()
    if match["scale"] and scale in _LETTER_SCALES:
        scale, end = "", match.end("digits")  # "5 m" is five metres
    if match["tight"] and scale in {"b", "m", "k"} and not sign and match["tight"].isupper():
        scale = scale if scale != "b" else ""
    following = text[end : end + 1]
    if following.isalpha() or (following in {"/", ":", "."} and text[end + 1 : end + 2].isdigit()):
        return None
    value = _value(digits, is_scaled=bool(scale or match["percent"]))
    if match["half"]:
        value += {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}.get(
            match["half"].strip(), Decimal("0.5")
        )
    value *= _SCALES.get(scale, 1)
    unit = _currency(sign) if sign else ""
    if match["percent"]:
        unit, end = "percent", match.end()
    if not unit:
        unit, end = _money_after(text, end)
    start = match.start("sign") if sign else match.start("digits")
    return Figure(text[start:end], value, start, end, unit=unit)


def _currency(sign: str) -> str:
    letters = sign.upper().rstrip("$€£¥₹₿₩.")
    known = {"US": "USD", "AU": "AUD", "A": "AUD", "C": "CAD", "CA": "CAD", "NZ": "NZD",
             "HK": "HKD", "S": "SGD", "RS": "INR", "": ""}  # fmt: skip
    return known.get(letters, letters) or _SYMBOLS[sign[-1]]


def _money_after(text: str, end: int) -> tuple[str, int]:
    following = re.compile(r"\s?(?:U\.?S\.?\s+)?([$€£]|[A-Za-z]{3,8})\b|\s?([€£$])").match(
        text, end
    )
    if not following:
        return "", end
    word = (following[1] or following[2] or "").lower()
    unit = _MONEY.get(word) or _SYMBOLS.get(word, "")
    return (unit, following.end()) if unit else ("", end)


def _value(digits: str, *, is_scaled: bool) -> Decimal:
    """Read digits: three after a single point or comma are a group, unless a scale follows."""
    bare = re.sub(r"[\s'’\u00a0\u202f\u2009]", "", digits)
    marks = re.findall(r"[.,]", bare)
    if not marks:
        return Decimal(bare)
    last = marks[-1]
    whole, part = bare.rsplit(last, 1)
    groups = len(part) == 3 and whole not in {"", "0"}
    if len(set(marks)) == 2:
        groups = False
    elif len(marks) > 1:
        groups = True
    elif groups and is_scaled and last == ".":
        groups = False
    if groups:
        return Decimal(re.sub(r"\D", "", bare))
    return Decimal((re.sub(r"\D", "", whole) or "0") + "." + part)


def _spoken(match: re.Match[str]) -> Figure | None:
    start, end = match.span()
    unit = "percent" if match["percent"] else ""
    if match["half"]:
        scale = match["halved"].lower()
        value = Decimal(_SCALES.get(scale, 12)) / 2
        return Figure(match.group(), value, start, end, unit=unit)
    stop = match.start("more") if match["more"] else end
    pieces = [word.lower() for word in _PIECE.findall(match.string[start:stop])]
    pieces = [word for word in pieces if word not in {"and", "per", "cent", "percent"}]
    if pieces[0] in {"a", "an"}:
        # "a hundred" is a number, "a" is none.
        if len(pieces) == 1:
            return None
        pieces[0] = "one"
    elif pieces[0] in _HUNDREDS or pieces[0] in _BIG:
        return None
    parsed = _said(pieces)
    if parsed is None:
        return None
    value = Decimal(parsed)
    if match["more"]:
        value += Decimal("0.5")
        value *= _BIG.get((match["ofhalf"] or "").lower(), 1)
    return Figure(match.group(), value, start, end, unit=unit)


def _said(words: Sequence[str]) -> int | None:
    """Read number words; None where they make no number together ("nineteen twenty")."""
    total = current = last = 0
    for word in words:
        if word in _BIG:
            total += max(current, 1) * _BIG[word]
            current = last = 0
        elif word in _HUNDREDS:
            current = max(current, 1) * _HUNDREDS[word]
            last = 100
        else:
            value = WORDS[word]
            if last and not (last >= 100 > value or (20 <= last < 100 and value < 10)):
                return None
            current += value
            last = value or 1
    return total + current


def _ranges(text: str, found: list[Figure]) -> list[Figure]:
    """Join two numbers that are the ends of one: "20 to 30", "between 20 and 30"."""
    joined: list[Figure] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and before.high is None and _is_range(text, before, one):
            unit = one.unit or before.unit
            scale = _shared_scale(before, one)
            joined[-1] = replace(
                before,
                written=text[before.start : one.end],
                value=before.value * scale,
                high=one.value,
                end=one.end,
                unit=unit,
            )
        else:
            joined.append(one)
    return joined


def _terms(text: str, found: list[Figure]) -> list[Figure]:
    """Join "three years and six months" to 42, so that the months behind it are its unit.

    "Two (2)" is one number too.
    """
    joined: list[Figure] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and one.value == before.value and _is_bracketed(text, before, one):
            end = one.end + 1
            joined[-1] = replace(before, written=text[before.start : end], end=end)
        elif (
            before
            and before.high is None
            and not (before.unit or one.unit)
            and one.value < 12
            and _YEARS_BETWEEN.fullmatch(text, before.end, one.start)
            and _MONTHS.match(text, one.end)
        ):
            written = text[before.start : one.end]
            joined[-1] = replace(
                before, written=written, value=12 * before.value + one.value, end=one.end
            )
        else:
            joined.append(one)
    return joined


def _is_bracketed(text: str, first: Figure, second: Figure) -> bool:
    between = text[first.end : second.start]
    return between.strip() == "(" and text[second.end : second.end + 1] == ")"


def _is_range(text: str, first: Figure, second: Figure) -> bool:
    between = text[first.end : second.start]
    if len(between) > 8 or not (match := _RANGE.fullmatch(between)):
        return False
    word = match.group().strip(" -").lower()
    if word == "and" and not _BETWEEN.search(text[max(0, first.start - 30) : first.start]):
        return False
    if word == "to" and _CHANGE.search(text[max(0, first.start - 80) : first.start]):
        return False
    if word == "to" and re.search(r"(?i)\bvotes?\b", text[second.end : second.end + 12]):
        return False
    return first.value * _shared_scale(first, second) < second.value


def _shared_scale(first: Figure, second: Figure) -> int:
    """Return the scale that the first of "2-3 million" shares with the second."""
    words = _PIECE.findall(second.written)
    scale = _SCALES.get(words[-1].lower(), 1) if words else 1
    return scale if scale > 1 and first.value < 1000 and not _PIECE.search(first.written) else 1

"""How a typed number is read: the same rules in every language.

Digits of any script count. A sign may stand in front. Then:

1. A space (also a thin or no-break one), an apostrophe or the Arabic mark groups thousands:
   `1 000`, `1'000`, `1 234.5`, `1 234,5`.
2. Where both point and comma stand, the last one is the decimal mark and the other groups
   thousands: `1,234.5`, `1.234,5`.
3. The same mark more than once groups thousands: `1,000,000`, `1.000.000`, `10,00,000`.
4. One point or comma alone is the decimal mark: `3.5`, `3,5`, `0,125`, `.5`.
5. The exception to 4: a lone mark with one to three digits before it (the first not 0) and
   exactly three behind it is how one half of the world writes thousands and the other half
   a fraction: `1,000`, `1.000`. Both readings are tried, and the answer is right if one of
   them is: nobody loses a mark to the way that numbers are written where they live.

Exponents, NaN, infinities, units, percent signs and wrong groups (`1,00.5`) are refused.
"""

import re
import unicodedata
from fractions import Fraction

LIMIT = 40

_MARKS = str.maketrans(
    {
        "−": "-", "–": "-", "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
        "’": "'", "٫": "⁞", "٬": "_",
    }
)  # fmt: skip
_GROUPED = re.compile(r"(\d{1,3}(?:([ '_])\d{3})(?:\2\d{3})*)(?:[.,⁞](\d+))?", re.ASCII)
_BOTH = re.compile(r"(\d{1,3}(?:(?:,\d{3})+(?=\.)|(?:\.\d{3})+(?=,)))[.,](\d+)", re.ASCII)
_REPEATED = re.compile(
    r"\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})|\d{1,2}(?:,\d{2})+,\d{3}", re.ASCII
)
_PLAIN = re.compile(r"(\d*)(?:[.,⁞](\d+))?", re.ASCII)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUP_MARKS = re.compile(r"[ '_.,]")


class NotANumber(ValueError):
    """What was typed cannot be read as one number."""


def readings(typed: str) -> tuple[Fraction, ...]:
    """Return the one number that was typed, or two where rule 5 leaves both open."""
    if len(typed) > LIMIT:
        raise NotANumber("too long")
    text = "".join(_digit(char) for char in typed.strip().translate(_MARKS))
    sign = -1 if text.startswith("-") else 1
    body = text.removeprefix("-" if sign < 0 else "+").strip()
    if not body:
        raise NotANumber(typed)
    return tuple(sign * value for value in _values(body))


def _values(body: str) -> list[Fraction]:
    if _REPEATED.fullmatch(body):
        return [_fraction(body, "")]
    if found := _BOTH.fullmatch(body):
        return [_fraction(found[1], found[2])]
    if found := _GROUPED.fullmatch(body):
        return [_fraction(found[1], found[3] or "")]
    if found := _PLAIN.fullmatch(body):
        decimal = _fraction(found[1], found[2] or "")
        return [decimal, _fraction(body, "")] if _TWO_WAYS.fullmatch(body) else [decimal]
    raise NotANumber(body)


def _fraction(whole: str, behind: str) -> Fraction:
    digits = _GROUP_MARKS.sub("", whole) + behind
    return Fraction(int(digits), 10 ** len(behind))


def _digit(char: str) -> str:
    if char.isascii():
        return char
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)

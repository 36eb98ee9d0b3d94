"""The dates of a text in ISO 8601, as partial as they are written (pure).

``November 2024`` is ``2024-11``. A day without a year gets the year from its context and says so;
without any it stays ``--10-14``. A weekday is a day only where the day of publishing is known.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from content.importing.months import FULL_WEEKDAYS, MONTH, MONTHS, WEEKDAYS
from content.importing.results import DateFound

type Order = Literal["", "dmy", "mdy"]

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th|\.|º|er)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)(?!\d)"
_TO = r"\s*(?:[-–—‑]|to|until|till|through|thru|and|al?|y|bis|und|tot|et|au)\s*"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_START = r"(?<![\w/.-])(?<![$€£#§])"
_OF = r"\s*(?:(?:day\s+)?of\s+|de\s+|del\s+)?"
_SEP = r"(?:,|\s+de|\s+of)?\s*"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", rf"{_START}(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    ("numeric", rf"{_START}(?P<a>\d{{1,2}})(?P<s>[/.-])(?P<b>\d{{1,2}})(?P=s)(?P<y>\d{{4}}|\d\d)("
        rf"?![\w/])"),
    ("span_dmy", rf"{_START}{_WEEKDAY}(?P<d>{_DAY}){_OF}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR})?"
                 rf"{_TO}{_WEEKDAY}(?P<d2>{_DAY}){_OF}(?P<m2>{MONTH})(?:{_SEP}(?P<y2>{_YEAR}))?"),
    ("span_mdy", rf"{_START}{_WEEKDAY}(?P<m>{MONTH})\s*(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR}))?{_TO}"
                 rf"{_WEEKDAY}(?P<m2>{MONTH})\s*(?P<d2>{_DAY})(?:,?\s*(?P<y2>{_YEAR}))?"),
    ("days_dmy", rf"{_START}{_WEEKDAY}(?P<d>{_DAY})(?:{_TO}|\s+(?:and|y)\s+(?:el\s+)?){_WEEKDAY}("
        rf"?P<d2>{_DAY})"
                 rf"{_OF}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}))?"),
    ("days_mdy", rf"{_START}(?P<m>{MONTH})\s*(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?!\s*{MONTH})"
                 rf"(?:,?\s*(?P<y>{_YEAR}))?"),
    ("dmy", rf"{_START}{_WEEKDAY}(?P<d>{_DAY}){_OF}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}))?"),
    ("mdy", rf"{_START}{_WEEKDAY}(?P<m>{MONTH})\s*(?:the\s+)?(?P<d>{_DAY})(?!:\d)(?:,?\s*(?P<y>"
        rf"{_YEAR})|(?=\s+and\s+{_DAY},?\s+(?P<y2>{_YEAR})))?"),
    ("first_dmy", rf"{_START}{_WEEKDAY}(?P<d>{_DAY})(?=(?:,\s*{_DAY}){{0,3}}\s+and\s+{_WEEKDAY}"
                  rf"{_DAY}{_OF}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}))?)"),
    ("second_mdy", rf"{_START}(?P<m>{MONTH})\s*{_DAY}\s+and\s+(?P<d>{_DAY})(?:,?\s+(?P<y>{_YEAR})"
                   r"|(?=\s*(?:$|[.,;:)])))"),
    ("part", r"(?<!\w)(?:(?:(?P<q1>Q[1-3])\s*(?:and|to|[-–])\s*)?(?P<q>Q[1-4]|H[12])"
             rf"[\s,/]*(?P<y>{_YEAR})"
             rf"|(?P<n>first|second|third|fourth|last|final)\s+(?P<k>quarter|half|six\s+months)"
             rf"\s+of\s+(?P<y2>{_YEAR}))(?!\w)"),
    ("span_my", rf"{_START}(?P<m>{MONTH})(?:{_SEP}(?P<y>{_YEAR}))?{_TO}(?P<m2>{MONTH}){_SEP}(?P<y"
        rf"2>{_YEAR})"),
    ("span_ym", rf"{_START}(?P<y>{_YEAR}){_TO}(?P<m2>{MONTH}){_SEP}(?P<y2>{_YEAR})"),
    ("span_m", rf"\b(?:between|from)\s+(?P<m>{MONTH})\s+(?:and|to|until)\s+"
               rf"(?P<m2>{MONTH})(?!\s*\d)"),
    ("my", rf"{_START}(?P<m>{MONTH}){_SEP}(?P<y>{_YEAR})"),
    ("span_y", rf"{_START}(?:(?<=between )|(?<=from )|(?<=From )|(?<=Between ))(?P<y>{_YEAR})"
        rf"{_TO}(?P<y2>{_YEAR})"),
    ("years", rf"(?:\b(?:in|since|during|between|from|until|till|by|before|after|of|early|late|mid|"
              rf"spring|summer|autumn|fall|winter|year|through|throughout|desde|en|seit|depuis|dal|im)"
              rf"[\s-]+|\()(?P<y>{_YEAR})(?:[-–/](?P<y2>\d\d(?:\d\d)?)(?!\d))?(?![\w%/]|[.,]\d|\s+(?:people|suspects))"),
    ("for_year", rf"\bfor\s+(?P<y>{_YEAR})(?=\s*(?:[.,;:)]|$|and\b))"),
    ("month", rf"\b(?:in|since|during|by|until|before|after|early|late|mid|last|this|of)[\s-]+"
              rf"(?P<m>{MONTH})(?!\s*\d)"),
    ("weekday", rf"(?:\b(?:on|since|late|early|by|last|next|this|until|until\s+last)\s+)?"
                rf"\b(?P<w>{'|'.join(FULL_WEEKDAYS)})\b"),
    ("relative", r"\b(?P<r>today|yesterday|tomorrow)\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(rule, re.IGNORECASE)) for name, rule in _RULES)
_RULE = dict(_COMPILED)
_LED = {
    pattern
    for name, pattern in _COMPILED
    if name in {"years", "for_year", "month", "weekday", "span_m"}
}
_CAPITAL = {"may", "mar", "mars", "march", "sept", "mei", "mai", "jan", "jun", "maj", "dec", "sep"}
_LAST_YEAR = re.compile(r"\s+(?:of\s+)?last\s+year\b", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[.;,:](?=\s|$)|\s(?:that|which|who|where|while)\s")
_OPENING = 12
# "3 April (a Friday)": the weekday of a day that is written.
_OF_THAT_DAY = re.compile(r"(?:\d\s*\(\s*(?:a\s+)?|\d,\s+a\s+)$")
# The day of a birth is no event of a report.
_BORN = re.compile(
    r"(?i)\b(?:born\s+(?:(?:in|on)\s+)?|DOB:?\s*|d\.o\.b\.:?\s*|date\s+of\s+birth:?\s*).{0,3}$"
)
_SOON = 31
_AHEAD = re.compile(
    r"\b(?:ahead|upcoming|will|shall|due|scheduled|expected|next|until|deadline|planned|to\s+(?:appear|be|begin|take)"
    r"|sets?\s+for|adjourned|(?:is|are)\s+(?:to\s+be\s+)?(?:sentenced|tried|heard|arraigned))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Context:
    """What the rest of the report tells about its dates."""

    published: str = ""
    order: Order = ""
    year: int = 0


def dates_in(text: str, context: Context) -> list[DateFound]:
    """Return the dates of a text in order; those of a more telling form win."""
    taken: list[tuple[int, int]] = []
    found: list[DateFound] = []
    for name, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if name != "second_mdy" and any(
                start < match.end() and match.start() < end for start, end in taken
            ):
                continue
            if _BORN.search(text[max(0, match.start() - 24) : match.start() + 3]):
                continue
            one = _READERS[name](match, context)
            if one is not None and not any(a < one.end and one.start < b for a, b in taken):
                taken.append((one.start, one.end))
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def order_of(text: str) -> Order:
    """Say in which order the numeric dates of a text stand, from those that allow only one."""
    votes = {"dmy": 0, "mdy": 0}
    for match in _RULE["numeric"].finditer(text):
        first, second = int(match["a"]), int(match["b"])
        if first > 12 >= second:
            votes["dmy"] += 1
        elif second > 12 >= first:
            votes["mdy"] += 1
    if votes["dmy"] == votes["mdy"]:
        return ""
    return "dmy" if votes["dmy"] > votes["mdy"] else "mdy"


def american(text: str) -> bool:
    """Say whether a text writes months before days and never days before months."""
    month_first = len(_RULE["mdy"].findall(text))
    return month_first > 0 and not _RULE["dmy"].search(text)


def _number(text: str) -> int:
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]


def _month(text: str) -> int:
    return MONTHS[text.lower().rstrip(".")]


def _iso(year: int, month: int = 0, day: int = 0) -> str:
    """Return the date as partial as it is; empty where there is no such day."""
    if day:
        try:
            date(year or 2000, month, day)
        except ValueError:
            return ""
    head = f"{year:04}" if year else "-"
    return "-".join([head, *(f"{part:02}" for part in (month, day) if part)])


def _made(match: re.Match[str], on: str, until: str = "", **more: object) -> DateFound | None:
    if not on or (until and until <= on and on[0] != "-"):
        return None
    start, end = match.span()
    written = match.group()
    if match.re in _LED:
        # Words that only led to the date are no part of it.
        start = min(match.start(name) for name in match.re.groupindex if match[name])
    end -= len(written) - len(written.rstrip(" ,."))
    made = DateFound(on=on, start=start, end=max(end, start + 1), until=until)
    return replace(made, **more)  # type: ignore[arg-type]


def _is_ahead(match: re.Match[str]) -> bool:
    """Say whether the words that lead to a date speak of what is still to come.

    Of a date that opens its clause, the words behind it do.
    """
    text, start, end = match.string, match.start(), match.end()
    before = _CLAUSE_END.split(text[max(0, start - 70) : start])[-1]
    if len(before.strip()) > _OPENING:
        return bool(_AHEAD.search(before))
    after = _CLAUSE_END.split(text[end : end + 90].lstrip(" ,"))[0]
    return bool(_AHEAD.search(f"{before} {after}"))


def _with_year(match: re.Match[str], month: int, day: int, context: Context) -> tuple[int, str]:
    """Return the year of a day that has none: the one nearest to the day of publishing."""
    if len(context.published) >= 7:
        year, at = int(context.published[:4]), int(context.published[5:7])
        this = 31 * at + int(context.published[8:10] or 15)
        then = 31 * month + (day or 15)
        if _is_ahead(match):
            return (year + 1 if then < this else year), "context"
        # Reports tell of the past: a day well ahead of publishing was last year's.
        return (year - 1 if then - this > _SOON else year), "context"
    if context.published or context.year:
        return int(context.published[:4]) if context.published else context.year, "context"
    return 0, "written"


def _read_iso(match: re.Match[str], _context: Context) -> DateFound | None:
    return _made(match, _iso(int(match["y"]), int(match["m"]), int(match["d"])))


def _read_numeric(match: re.Match[str], context: Context) -> DateFound | None:
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        if match["s"] != "/":
            return None
        year += 2000 if year < 70 else 1900
    if not 1800 <= year <= 2100:
        return None
    day_first = match["s"] != "/" or context.order != "mdy"
    unsure = first <= 12 and second <= 12 and first != second and match["s"] == "/"
    if second > 12 or first > 12:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    if not 1 <= month <= 12:
        return None
    return _made(match, _iso(year, month, day), is_ambiguous=unsure and not context.order)


def _span_days(match: re.Match[str], context: Context) -> DateFound | None:
    groups = match.groupdict()
    if _AND.search(match.group()) and not _BETWEEN.search(match.string[: match.start()][-20:]):
        return None  # "on 7 and 21 May" are two days
    month = _month(groups["m"])
    month2 = _month(groups["m2"]) if groups.get("m2") else month
    day, day2 = _number(groups["d"]), _number(groups["d2"])
    written = groups.get("y2") or groups["y"]
    basis = "written"
    if written:
        year2 = int(written)
    else:
        year2, basis = _with_year(match, month2, day2, context)
    year = int(groups["y"]) if groups["y"] else year2 - (1 if year2 and month > month2 else 0)
    return _made(match, _iso(year, month, day), _iso(year2, month2, day2), basis=basis)


def _read_day(match: re.Match[str], context: Context) -> DateFound | None:
    month, day = _month(match["m"]), _number(match["d"])
    written = match["y"] or match.groupdict().get("y2")
    if not written:
        if _LAST_YEAR.match(match.string, match.end()) and (context.published or context.year):
            last = int(context.published[:4] or 0) or context.year
            return _made(match, _iso(last - 1, month, day), basis="context")
        lower = match["m"].lower().rstrip(".")
        if lower in _CAPITAL and not match["m"][0].isupper():
            return None
        year, basis = _with_year(match, month, day, context)
        return _made(match, _iso(year, month, day), basis=basis)
    return _made(match, _iso(int(written), month, day))


def _read_second(match: re.Match[str], context: Context) -> DateFound | None:
    """Read the 21 of "May 7 and 21"."""
    made = _read_day(match, context)
    return replace(made, start=match.start("d")) if made else None


def _read_part(match: re.Match[str], _context: Context) -> DateFound | None:
    """Read a quarter or a half of a year as its months."""
    year = int(match["y"] or match["y2"])
    if match["q"]:
        number, months = int(match["q"][1]), 3 if match["q"][0] in "Qq" else 6
    else:
        months = 3 if match["k"].lower() == "quarter" else 6
        last = 12 // months
        number = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["n"].lower(), last)
        if number > last:
            return None
    first = int(match["q1"][1]) if match["q1"] else number
    return _made(match, _iso(year, months * (first - 1) + 1), _iso(year, months * number))


def _read_months(match: re.Match[str], _context: Context) -> DateFound | None:
    year2 = int(match["y2"])
    month, month2 = _month(match["m"]), _month(match["m2"])
    year = int(match["y"]) if match["y"] else year2 - (1 if month > month2 else 0)
    return _made(match, _iso(year, month), _iso(year2, month2))


def _read_bare_months(match: re.Match[str], context: Context) -> DateFound | None:
    if not (match["m"][0].isupper() and match["m2"][0].isupper()):
        return None
    month, month2 = _month(match["m"]), _month(match["m2"])
    year, basis = _with_year(match, month2, 0, context)
    first = year - (1 if month > month2 else 0)
    return _made(match, _iso(first, month), _iso(year, month2), basis=basis) if year else None


def _read_year_to_month(match: re.Match[str], _context: Context) -> DateFound | None:
    return _made(match, match["y"], _iso(int(match["y2"]), _month(match["m2"])))


def _read_month(match: re.Match[str], _context: Context) -> DateFound | None:
    return _made(match, _iso(int(match["y"]), _month(match["m"])))


def _read_years(match: re.Match[str], _context: Context) -> DateFound | None:
    until = match.groupdict().get("y2") or ""
    if len(until) == 2:
        until = match["y"][:2] + until
    if "/" in match.group() and until != str(int(match["y"]) + 1):
        return None  # "Directive 2011/93"
    return _made(match, match["y"], until)


def _read_bare_month(match: re.Match[str], context: Context) -> DateFound | None:
    lower = match["m"].lower().rstrip(".")
    if not match["m"][0].isupper() or len(lower) < 3 or lower == "mars":
        return None
    year, basis = _with_year(match, _month(match["m"]), 0, context)
    if _LAST_YEAR.match(match.string, match.end()) and len(context.published) >= 4:
        year = int(context.published[:4]) - 1
    return _made(match, _iso(year, _month(match["m"])), basis=basis) if year else None


def _read_weekday(match: re.Match[str], context: Context) -> DateFound | None:
    named = match.start("w")
    if _OF_THAT_DAY.search(match.string[max(0, named - 12) : named]):
        return None
    if len(context.published) != 10 or not match["w"][0].isupper():
        return None
    published = date.fromisoformat(context.published)
    wanted = WEEKDAYS[match["w"].lower()]
    if re.match(r"(?:next|by|until)\s", match.group(), re.IGNORECASE):
        day = published + timedelta(days=(wanted - published.weekday() - 1) % 7 + 1)
    else:
        day = published - timedelta(days=(published.weekday() - wanted) % 7)
    return _made(match, day.isoformat(), basis="published")


def _read_relative(match: re.Match[str], context: Context) -> DateFound | None:
    if len(context.published) != 10:
        return None
    away = {"today": 0, "yesterday": -1, "tomorrow": 1}[match["r"].lower()]
    day = date.fromisoformat(context.published) + timedelta(days=away)
    return _made(match, day.isoformat(), basis="published")


_READERS: dict[str, Callable[[re.Match[str], Context], DateFound | None]] = {
    "iso": _read_iso,
    "numeric": _read_numeric,
    "span_dmy": _span_days,
    "span_mdy": _span_days,
    "days_dmy": _span_days,
    "days_mdy": _span_days,
    "dmy": _read_day,
    "mdy": _read_day,
    "first_dmy": _read_day,
    "second_mdy": _read_second,
    "part": _read_part,
    "span_my": _read_months,
    "span_ym": _read_year_to_month,
    "span_m": _read_bare_months,
    "my": _read_month,
    "span_y": _read_years,
    "years": _read_years,
    "for_year": _read_years,
    "month": _read_bare_month,
    "weekday": _read_weekday,
    "relative": _read_relative,
}

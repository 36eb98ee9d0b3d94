"""The claims of one sentence: its figures, dates, operations, roles and statuses (pure)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from content.importing.codes import PARAGRAPH, is_code
from content.importing.dates import Context, dates_in
from content.importing.days import day_in_words
from content.importing.hedges import clause_at, hedges_at, status_at, statuses_in
from content.importing.quantities import figures_in
from content.importing.results import DateFound, Fact, Figure, Name
from content.importing.roles import roles_in
from content.importing.units import (
    Counted,
    counted_at,
    counted_before,
    counted_by,
    noun_at,
)

# "another force speaks of 1.2 million.": what was counted before is told again.
_TOLD_AGAIN = re.compile(
    r"(?i)\b(?:speaks?\s+of|spoke\s+of|(?:puts?|put)\s+it\s+at|counts?|counted|gives?|gave|says?"
    r"|said|names?|named|reports?|reported)\s+(?:\w+\s+){0,2}$"
)
# "more than double the 10,731 of the year before".
_TIMES_THAT = re.compile(r"(?i)\b(?:double|twice|triple|treble|half)\s+(?:the\s+)?$")
_OUT_OF = re.compile(r"(?i)\d\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?$")
_ENDS_THERE = re.compile(r"\s*(?:[.;:,)]|$)")
# "Of these, 31 were": what the sentence before counted; "seven of them" as well.
_OF_THOSE_BEFORE = re.compile(r"(?i)^\W*of\s+(?:these|those|them)\b,?\s*(?:\w+\s+){0,2}$")
# "That compares with 11,625 a year before."
_THAT_IS = re.compile(
    r"(?i)\W*(?:that|this|it|the\s+(?:figure|number|total))\s+(?:\w+\s+)?(?:compares?|compared|stood|stands"
    r"|rose|fell|was|is|had\s+been)\s+(?:(?:up|down)\s+)?(?:with|to|at|from)?\s*(?:[a-z]+\s+){0,3}$"
)
_OF_THOSE_AFTER = re.compile(r"(?i)^\s+of\s+(?:these|those|them)\b")
_IMPRISONED = re.compile(
    r"(?i)\b(?:jail\w*|prison\w*|imprison\w*|sentenc\w+|behind\s+bars|custody)\b"
)
_OF = re.compile(r"\s+of\s+(?:(?:the|all|its|their|our)\s+)?(?:\d[\d,.]*\s+)?(?=[a-z])")
_ENDS_PHRASE = re.compile(r"(?:[a-z-]{1,20}\s){0,2}([a-z]{1,30})(?=[,.;)]|$)")
_SENTENCED = re.compile(r"(?i)\b(?:sentenced|jailed|imprisoned)\b")
_TO_OR_FOR = re.compile(r"(?i)\b(?:to|for)\s+(?:[a-z]+\s+){0,2}$")
_FRACTIONS = {"thirds", "quarters", "fifths", "sixths", "eighths", "tenths", "halves"}
_PRONOUNS = {"it", "them", "these", "those", "this", "that", "which", "whom", "us", "our", "their"}
_TIMES = {"hours", "hour", "days", "day", "weeks", "months", "years", "year", "minutes", "old"}
_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{8,}\d")
_LINK = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|\]\([^)\s]*\)|\S+@\S+\.\w+|\b\w+\.(?:com|org|net|eu|pm|onion)\b\S*"
)
_HEADLINE_DATES = (
    ("arrest", r"arrest|detain|custody"), ("raid", r"\braid|search(?:ed|es)"),
    ("seizure", r"seiz|confiscat"), ("sentence", r"sentenc|jailed"), ("plea", r"plead|pled|guilty"),
    ("charge", r"charg|indict"), ("conviction", r"convict"), ("sanction", r"sanction|designat|lis"
        r"t"),
    ("announcement", r"announc|publish|said|made\s+public|issued"), ("hearing", r"hearing|appear"),
    ("signing", r"signed|assent"), ("vote", r"\bvote|adopted|backed"),
    ("application", r"appl(?:y|ies)|in\s+force|takes?\s+effect"),
    ("shutdown", r"shut|taken\s+down|closed"),
    ("start", r"creat|set\s+up|opened|began|started|launch"), ("letter", r"\bletters?\b|wrote"),
)  # fmt: skip
_SHORTEST_TOLD = 40
_OPENING = 30
_LONGEST_ANALYSED = 3_000


@dataclass(frozen=True)
class Sentence:
    """One sentence at its place, with the section that it stands in.

    ``last`` is what was counted before it: "of these" counts that again. ``columns`` are the
    heads of the table that it is a row of.
    """

    start: int
    end: int
    section: str
    last: Counted | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """The names of the whole text, by place."""

    countries: Sequence[Name]
    organisations: Sequence[Name]
    persons: Sequence[Name]
    operations: Sequence[Name]


@dataclass(frozen=True)
class _Ground:
    quote: str
    words: str
    at: Sentence
    names: Names
    statuses: tuple[str, ...]


def claims_of(text: str, at: Sentence, context: Context, names: Names) -> list[Fact]:
    """Return the claims of a sentence in the order of their places."""
    quote = text[at.start : at.end]
    words = re.sub(r"[\s\u00a0]", " ", quote[:_LONGEST_ANALYSED])
    ground = _Ground(quote, words, at, names, statuses_in(words))
    dates = dates_in(words, context)
    found = [
        *_figures(ground, dates),
        *(_date(ground, one) for one in dates),
        *_operations(ground),
        *_roles(ground),
    ]
    if not any(fact.kind in {"date", "role"} for fact in found):
        found.extend(_status(ground))
    if not found:
        found.extend(_named(ground))
    return sorted(found, key=lambda fact: (fact.mark_start, fact.mark_end, fact.kind))


def last_counted(facts: Sequence[Fact]) -> Counted | None:
    """What the last of these facts counts, if one counts something."""
    counts = [f for f in facts if f.figure and f.unit and f.unit == f.unit.lower()
              and f.unit.split()[-1] not in {*_TIMES, "percent"}]  # fmt: skip
    return Counted(counts[-1].unit, counts[-1].key, 0) if counts else None


def _figures(ground: _Ground, dates: Sequence[DateFound]) -> Iterator[Fact]:
    words = ground.words
    taken = [(one.start, one.end) for one in dates]
    taken += [match.span() for match in [PARAGRAPH.match(words)] if match]
    taken += [match.span() for match in _LINK.finditer(words)]
    taken += [m.span() for m in _PHONE.finditer(words) if len(re.findall(r"\d", m.group())) > 8
              and not re.search(r",\d{3}", m.group())]  # fmt: skip
    taken += [
        (one.start - ground.at.start, one.end - ground.at.start) for one in _names_within(ground)
    ]
    previous: Counted | None = None
    for figure in figures_in(words, taken):
        counted = counted_at(words, figure.start, figure.end)
        if is_code(words, figure, counted) or counted.unit in _FRACTIONS:
            continue
        if figure.unit:
            counted = _of_money(words, figure, counted)
        elif not counted.unit and (column := _by_column(ground, figure, counted)):
            counted = column
        elif not counted.unit and (same := _counted_again(words, figure, previous, ground.at.last)):
            key = same.key if counted.key == "figure" else counted.key
            counted = Counted(same.unit, key, counted.end)
        elif not counted.unit:
            counted = counted_before(words, figure.start, counted)
        if not counted.unit and not figure.unit and counted.key == "figure":
            continue
        counted = _of_sentence(words, figure, counted)
        if counted.unit and counted.unit.split()[-1] not in _TIMES:
            previous = counted
        yield _fact(
            ground,
            key=counted.key,
            kind="figure",
            start=figure.start,
            end=max(figure.end, counted.end),
            figure=figure,
            unit=figure.unit or counted.unit,
            hedged=(figure.start, figure.end),
        )


def _names_within(ground: _Ground) -> list[Name]:
    return [
        one
        for names in (ground.names.operations, ground.names.organisations)
        for one in names
        if ground.at.start <= one.start < ground.at.end and any(map(str.isdigit, one.quote))
    ]


def _by_column(ground: _Ground, figure: Figure, counted: Counted) -> Counted | None:
    """What a number in a row of a table counts by the head of its column."""
    columns = ground.at.columns
    place = ground.words.count("|", 0, figure.start) - 1
    return counted_by(columns[place], counted) if 0 < place < len(columns) else None


def _counted_again(
    words: str, figure: Figure, previous: Counted | None, last: Counted | None
) -> Counted | None:
    if previous and _is_same_count(words, figure):
        return previous
    is_of_those = _OF_THOSE_BEFORE.match(words[: figure.start]) or _OF_THOSE_AFTER.match(
        words[figure.end :]
    )
    return last if is_of_those or _THAT_IS.match(words[: figure.start]) else None


def _of_sentence(words: str, figure: Figure, counted: Counted) -> Counted:
    """A time that a court gave is a sentence: years in prison are not other years."""
    near = words[max(0, figure.start - 50) : figure.end + 30]
    is_time = counted.key in {"years", "year", "months", "weeks", "days"}
    is_given = _TO_OR_FOR.search(words[: figure.start]) and _SENTENCED.search(words[: figure.start])
    is_sentence = is_time and (_IMPRISONED.search(near) or is_given)
    return replace(counted, key="sentence") if is_sentence else counted


def _is_same_count(words: str, figure: Figure) -> bool:
    """Say whether a number counts what the one before it did: "up from 11,625 a year before"."""
    before = words[max(0, figure.start - 40) : figure.start]
    if _TOLD_AGAIN.search(before) and _ENDS_THERE.match(words[figure.end :]):
        return True
    if _TIMES_THAT.search(before) or _OUT_OF.search(before):
        return True
    if re.match(r"(?i)\s+of\s+(?:these|them|those|whom|which)\b", words[figure.end :]):
        return True
    return bool(
        re.search(r"(?i)(?:\b(?:from|to|against|than|of\s+(?:whom|them|which)|versus|and|with|or|including"
                  r"|compared\s+(?:with|to))|[,(;])\s*(?:\w+\s+)?$", before)
    )  # fmt: skip


def _of_money(words: str, figure: Figure, counted: Counted) -> Counted:
    if figure.unit == "percent":
        return Counted("", _share_of(words, figure.end), figure.end)
    left, right = clause_at(words, figure.start, figure.end)
    near = words[max(left, figure.start - 60) : min(right, figure.end + 40)].lower()
    for key, rule in (
        ("losses", r"\bloss|\blost\b|\bdamages?\b"), ("fine", r"\bfine[ds]?\b|penalt"),
        ("forfeiture", r"forfeit|confiscat"), ("seized", r"seiz|froz"), ("ransom", r"ransom"),
        ("proceeds", r"proceeds|profit|earn|took\s+in|made|revenue|income"),
        ("cost", r"\bcosts?\b"), ("price", r"\bfee|subscription|price|\bpaid\b|charged\b.{0,12}$"),
        ("value", r"worth|valued?|total"), ("reward", r"reward|bounty"),
    ):  # fmt: skip
        if re.search(rule, near):
            return Counted("", key, figure.end)
    return Counted("", "amount", figure.end)


def _share_of(words: str, end: int) -> str:
    """Return the key of a share: "users-share" for "40% of all users"."""
    of = _OF.match(words, end)
    if of is None:
        return "share"
    first = re.match(r"[a-z]+", words[of.end() :])
    if first is None or first[0] in _PRONOUNS:
        return "share"
    nouns, _stop = noun_at(words, of.end())
    ends = _ENDS_PHRASE.match(words, of.end())
    noun = nouns[-1] if nouns else ends[1] if ends else ""
    return f"{noun}-share" if noun.isalpha() else "share"


def _date(ground: _Ground, one: DateFound) -> Fact:
    left, right = clause_at(ground.words, one.start, one.end)
    # A date that opens the sentence belongs to the clause behind it.
    if right - left < (one.end - one.start) + 14:
        left, right = max(0, left - 80), min(len(ground.words), right + 90)
    elif one.start < _OPENING and right - one.end < 4:
        right = min(len(ground.words), right + 90)
    clause = ground.words[left:right].lower()
    best = [
        (abs((m.start() + left) - one.start), name)
        for name, rule in _HEADLINE_DATES
        for m in re.finditer(rule, clause)
    ]
    key = f"{min(best)[1]}-date" if best else "date"
    return _fact(
        ground, key=key, kind="date", start=one.start, end=one.end, date=one,
        hedged=(one.start, one.end),
    )  # fmt: skip


def _operations(ground: _Ground) -> Iterator[Fact]:
    for name in ground.names.operations:
        if ground.at.start <= name.start < ground.at.end:
            start = name.start - ground.at.start
            yield _fact(ground, key="operation", kind="operation", start=start,
                        end=start + len(name.quote), actor=name.name)  # fmt: skip


def _roles(ground: _Ground) -> Iterator[Fact]:
    for found in roles_in(ground.words):
        key = {"lead": "led-by", "support": "supported-by", "coordination": "coordinated-by"}
        yield _fact(ground, key=key[found.role], kind="role", start=found.start, end=found.end,
                    role=found.role, actor=found.actor)  # fmt: skip


def _status(ground: _Ground) -> Iterator[Fact]:
    telling = tuple(
        one
        for one in ground.statuses
        if one in {"convicted", "acquitted", "dismissed", "appealed", "charged", "sanctioned"}
    )
    place = status_at(ground.words, telling) if telling else None
    if place:
        yield _fact(ground, key=telling[0], kind="status", start=place[0], end=place[1])


def _named(ground: _Ground) -> Iterator[Fact]:
    """A sentence that says something of an organisation or a country, and no more than that."""
    at = ground.at
    for names in (ground.names.organisations, ground.names.countries):
        for one in names:
            if at.start <= one.start < at.end and at.end - at.start >= _SHORTEST_TOLD:
                key = re.sub(r"[^a-z0-9]+", "-", one.name.lower()).strip("-")[:50] or "named"
                start = one.start - at.start
                yield _fact(ground, key=key, kind="named", start=start,
                            end=start + len(one.quote))  # fmt: skip
                return


def _fact(
    ground: _Ground,
    *,
    key: str,
    kind: str,
    start: int,
    end: int,
    hedged: tuple[int, int] | None = None,
    figure: Figure | None = None,
    date: DateFound | None = None,
    unit: str = "",
    role: str = "",
    actor: str = "",
) -> Fact:
    at, names = ground.at, ground.names
    figure = _placed(figure, at) if figure else None
    if date:
        date = replace(date, start=date.start + at.start, end=date.end + at.start)
    return Fact(
        key=key,
        kind=kind,  # type: ignore[arg-type]
        quote=ground.quote,
        start=at.start,
        end=at.end,
        mark_start=at.start + start,
        mark_end=at.start + min(end, len(ground.quote)),
        statement=_statement(key, kind, figure, date, unit, role, actor, ground),
        figure=figure,
        date=date,
        unit=unit,
        hedges=hedges_at(ground.words, *hedged) if hedged else (),
        statuses=ground.statuses,
        countries=_within(names.countries, at),
        organisations=_within(names.organisations, at),
        persons=_within(names.persons, at),
        role=role,
        actor=actor,
        section=at.section,
    )


def _placed(figure: Figure, at: Sentence) -> Figure:
    return replace(
        figure,
        start=figure.start + at.start,
        end=figure.end + at.start,
        value=plain(figure.value),
        high=plain(figure.high) if figure.high is not None else None,
    )


def _within(names: Sequence[Name], at: Sentence) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n.name for n in names if at.start <= n.start < at.end))


def plain(value: Decimal) -> Decimal:
    """The number without zeros that mean nothing: 1800000, not 1800000.0 or 1.8E+6."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _statement(
    key: str,
    kind: str,
    figure: Figure | None,
    date: DateFound | None,
    unit: str,
    role: str,
    actor: str,
    ground: _Ground,
) -> str:
    """Propose the barest words for a fact; whoever accepts it writes its sentence."""
    said = key.replace("-", " ").capitalize()
    if figure:
        number = f"{figure.value:,}" + (f" to {figure.high:,}" if figure.high is not None else "")
        return f"{said}: {number}" + (f" {unit}" if unit and unit != key else "")
    if date:
        return f"{said}: {day_in_words(date.iso)}"
    if kind == "operation":
        return f"The operation is called {actor}."
    if role:
        return {"lead": "Led by", "support": "Supported by"}.get(
            role, "Coordinated by"
        ) + f" {actor}."
    return " ".join(ground.quote.split())[:280]

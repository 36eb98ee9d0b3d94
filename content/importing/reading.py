"""Reading a report: everything that it claims, with each quote at its place (pure).

The same text gives the same findings; any text gives some, and in time that grows with its length.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from content.importing.claims import Names, Sentence, claims_of, last_counted
from content.importing.countries import countries_in
from content.importing.dates import Context, american, dates_in, order_of
from content.importing.layout import blocks_of_text
from content.importing.names import KNOWN, operations_in, organisations_in
from content.importing.persons import persons_in
from content.importing.questions import propose_questions
from content.importing.results import Block, Event, Fact, Findings, Name, Section, Span
from content.importing.sentences import sentences
from content.importing.structure import Article, columns_at, dateline_end, read_structure

MOST_CHARACTERS = 200_000
MOST_FACTS = 2_000
# Neither a letter nor white space: no name reaches over it.
# So many facts back, "of these" may still speak of what they count.
_NEAR = 6
_GAP = "\x01"


def read_report(
    text: str,
    *,
    blocks: Sequence[Block] | None = None,
    published_on: str = "",
    tell: Callable[[int, int], None] | None = None,
) -> Findings:
    """What the report claims; ``blocks`` come from its markup, else from its lines.

    ``tell`` is called with the passages that are read and their number. Of a text longer
    than ``MOST_CHARACTERS`` only so much is read.
    """
    read = text[:MOST_CHARACTERS]
    own = blocks_of_text(read) if blocks is None else [b for b in blocks if b.end <= len(read)]
    article = read_structure(read, own)
    published = published_on or article.published or _dateline_date(read, article)
    names = _names(read, article)
    facts = _keyed(_facts(read, article, names, published, tell))
    timeline = _timeline(facts)
    return Findings(
        title=_span(read, article.title) if article.title else None,
        published_on=published,
        lead=tuple(_span(read, block) for block in article.lead),
        sections=tuple(
            Section(_span(read, heading), tuple(_span(read, block) for block in below))
            for heading, below in article.sections
        ),
        furniture=tuple(_span(read, block) for block in article.furniture),
        facts=facts,
        timeline=timeline,
        organisations=_gathered(names.organisations),
        countries=_gathered(names.countries),
        operations=_gathered(names.operations),
        persons=_gathered(names.persons),
        questions=propose_questions(facts, timeline),
    )


def _span(text: str, block: Block) -> Span:
    return Span(text[block.start : block.end], block.start, block.end)


def _body(article: Article) -> Iterator[tuple[str, Block]]:
    for block in article.lead:
        yield "", block
    for heading, below in article.sections:
        for block in below:
            yield f"{heading.start}:{heading.end}", block


def _dateline_date(text: str, article: Article) -> str:
    """The day that the dateline gives, if it gives a whole one."""
    for block in article.lead[:2]:
        stop = dateline_end(text, block.start, block.end)
        for one in dates_in(text[block.start : stop], Context()):
            if len(one.on) == 10:
                return one.on
    return ""


def _names(text: str, article: Article) -> Names:
    """Every name in the title and the body; furniture names nobody."""
    kinds: dict[str, list[Name]] = {"c": [], "o": [], "p": [], "x": []}
    headings = [heading for heading, _below in article.sections]
    body = [block for _section, block in _body(article)]
    head = [article.title] if article.title else []
    whole = _masked(text, body, [*head, *headings])
    kinds["x"] = operations_in(whole)
    kinds["o"] = [
        one
        for one in organisations_in(_masked(text, body, headings))
        if not _overlaps(one, kinds["x"])
    ]
    if article.title:
        # In a title any word may begin with a capital: only what is known is a name there.
        title, told = article.title, {one.name for one in kinds["o"]}
        kinds["o"] += [
            one
            for one in organisations_in(whole)
            if one.quote in KNOWN
            and one.name not in told
            and one.end <= title.end
            and title.start <= one.start
            and not _overlaps(one, kinds["x"])
        ]
    kinds["c"] = [
        one
        for one in countries_in(whole)
        if not _overlaps(one, kinds["x"]) and not _is_part(one, kinds["o"])
    ]
    taken = [(one.start, one.end) for one in [*kinds["x"], *kinds["o"]]]
    kinds["p"] = persons_in(_masked(text, body), taken, whole)
    own = {kind: _as_written(text, whole, found) for kind, found in kinds.items()}
    return Names(own["c"], own["o"], own["p"], own["x"])


def _as_written(text: str, masked: str, names: Sequence[Name]) -> list[Name]:
    """Names with the words of the text itself; what reaches over a gap is none."""
    return [
        replace(one, quote=text[one.start : one.end])
        for one in names
        if _GAP not in masked[one.start : one.end]
    ]


def _masked(text: str, body: Sequence[Block], heads: Sequence[Block] = ()) -> str:
    """The text with all but these blocks blank, so that places stay; a break ends each block.

    A dateline is blank too; a head has none.
    """
    out: list[str] = []
    at = 0
    starts = {block.start for block in heads}
    for block in sorted([*body, *heads], key=lambda one: one.start):
        start = block.start if block.start in starts else _begin(text, block)
        out.append(_GAP * (start - at))
        out.append(re.sub(r"[\t\r\n\u00a0]", " ", text[start : block.end]))
        at = block.end
    return "".join(out)


def _overlaps(name: Name, others: Sequence[Name]) -> bool:
    return any(one.start < name.end and name.start < one.end for one in others)


def _is_part(country: Name, organisations: Sequence[Name]) -> bool:
    """A country inside of the name of an organisation says where that is from; keep adjectives."""
    return any(
        one.start <= country.start and country.end <= one.end and country.quote == country.name
        for one in organisations
    )


def _facts(
    text: str,
    article: Article,
    names: Names,
    published: str,
    tell: Callable[[int, int], None] | None,
) -> list[Fact]:
    body = list(_body(article))
    prose = "\n".join(text[block.start : block.end] for _section, block in body)
    order = order_of(prose) or ("mdy" if american(prose) else "")
    latest = _latest_year(text, body)
    found: list[Fact] = []
    columns: tuple[str, ...] = ()
    for place, (section, block) in enumerate(body, start=1):
        columns = columns_at(text[block.start : block.end], columns)
        start = _begin(text, block)
        year = 0
        for begin, end in sentences(text, start, block.end):
            context = Context(published=published, order=order, year=year or latest)
            last = last_counted(found[-_NEAR:])
            claims = claims_of(text, Sentence(begin, end, section, last, columns), context, names)
            for claim in claims:
                if claim.date and claim.date.basis == "written" and claim.date.on[:4].isdigit():
                    year = int((claim.date.until or claim.date.on)[:4])
            found.extend(claims)
        if tell:
            tell(place, len(body))
        if len(found) > MOST_FACTS:
            break
    return [replace(one, section=_words(text, one.section)) for one in found]


def _begin(text: str, block: Block) -> int:
    """Return where a block begins to tell: an item of a list has no dateline."""
    return block.start if block.kind == "item" else dateline_end(text, block.start, block.end)


def _words(text: str, place: str) -> str:
    if not place:
        return ""
    start, end = place.split(":")
    return text[int(start) : int(end)]


def _latest_year(text: str, body: Sequence[tuple[str, Block]]) -> int:
    """The latest year among the days and months of a text: what a report is about is new."""
    found = [
        int(one.on[:4])
        for _section, block in body
        for one in dates_in(text[block.start : block.end][:8_000], Context())
        if len(one.on) >= 7 and one.on[0] != "-"
    ]
    return max(found, default=0)


def _keyed(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """One fact a claim: what is said again is a repeat, what differs gets a key of its own."""
    kept: dict[tuple[object, ...], int] = {}
    out: list[Fact] = []
    keys: dict[str, int] = {}
    for fact in facts:
        same = _meaning(fact)
        if same in kept:
            first = out[kept[same]]
            if fact.mark_start != first.mark_start:
                out[kept[same]] = replace(first, repeats=(*first.repeats, fact.mark_start))
            continue
        kept[same] = len(out)
        base = re.sub(r"-\d+$", "", fact.key) or "fact"
        keys[base] = keys.get(base, 0) + 1
        key = base if keys[base] == 1 else f"{base[:58]}-{keys[base]}"
        out.append(replace(fact, key=key))
    return tuple(out)


def _meaning(fact: Fact) -> tuple[object, ...]:
    base = re.sub(r"-\d+$", "", fact.key)
    if fact.figure:
        return ("figure", base, fact.figure.value, fact.figure.high)
    if fact.date:
        return ("date", fact.date.iso, fact.start)
    if fact.kind in {"operation", "role"}:
        return (fact.kind, fact.role, fact.actor)
    return (fact.kind, base, fact.start)


def _timeline(facts: Sequence[Fact]) -> tuple[Event, ...]:
    """The dated events by day; a date with nothing told of it is none."""
    found: dict[tuple[str, str], Event] = {}
    for fact in facts:
        if fact.date is None:
            continue
        one = fact.date
        event = Event(one.on, one.until, fact.quote, fact.start, fact.end, fact.hedges,
                      one.basis, fact.key)  # fmt: skip
        found.setdefault((one.iso, fact.quote), event)
    return tuple(sorted(found.values(), key=lambda event: (event.on, event.until, event.start)))


def _gathered(names: Sequence[Name]) -> tuple[Name, ...]:
    """Each name once, at its first place, with how often it stands."""
    first: dict[str, Name] = {}
    for one in names:
        key = one.name.lower()
        if key in first:
            first[key] = replace(first[key], mentions=first[key].mentions + 1)
        else:
            first[key] = one
    return tuple(sorted(first.values(), key=lambda one: one.start))

"""Accepted proposals as entries of the file format; no row is read or written here."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from content.cases.schemas import SectionEntry, TimelineItem
from content.facts.schemas import FactEntry, FactVersionEntry
from content.importing.models import Article, Proposal
from content.rendering.numbers import numbers_in
from content.schema_types import NOT_GIVEN
from content.sources.schemas import CitationEntry, SourceEntry
from content.texts import is_partial_date
from courses.workshop.services.quoting import quote_of

MOST_AT_A_GLANCE = 4
_STATUSES = ("convicted", "acquitted", "dismissed", "charged", "arrested", "alleged", "suspected")
# How far a matter has gone where people are counted, or a day is told, by that.
_COUNTED = {"arrest": "arrested", "charged": "charged", "charge-": "charged"}
_COUNTED |= {"conviction": "convicted"}
_HEDGED = {"alleged": "alleged", "allegedly": "alleged", "suspected": "suspected"}
_TO_COME = {
    "expected",
    "anticipated",
    "projected",
    "likely",
    "could",
    "may",
    "might",
    "if convicted",
}
_ESTIMATED = {"estimated", "an estimated", "estimates", "estimate"}


def source_entry(article: Article) -> SourceEntry:
    """The article as a source; what was not given is said to be not given."""
    title = " ".join(article.title.split())[:500] or "Untitled report"
    return SourceEntry(
        key=slug_of(article.publisher or title, "report")[:40],
        publisher=" ".join(article.publisher.split())[:300] or NOT_GIVEN,
        title=title,
        url=article.url,
        published_on=article.published_on or NOT_GIVEN,
        read_on=article.read_on or None,
        grade=article.grade,
    )


def citation_of(article: Article, proposal: Proposal, source: str) -> CitationEntry:
    """The source with the proposal's quote, cut around the words that say it."""
    return CitationEntry(source=source, quote=quote_of(article, proposal))


def fact_entry(article: Article, proposal: Proposal, source: str) -> FactEntry:
    """The fact in its first version, resting on the article."""
    told = proposal.told
    statement = str(told.get("statement") or quote_of(article, proposal))
    version = FactVersionEntry(
        number=1,
        statement=statement,
        figures=figures_of(article, proposal, statement),
        unit=str(told.get("unit") or "")[:100] or None,
        status=_status(told),
        as_of=article.published_on or None,
        citations=[citation_of(article, proposal, source)],
    )
    return FactEntry(key=slug_of(str(told["key"]), "fact"), versions=[version])


def figures_of(article: Article, proposal: Proposal, statement: str) -> list[str]:
    """The fact's own figures, and each number of its statement that its sentence states too."""
    told = proposal.told
    found = [_plain(told[name]) for name in ("figure", "figure_high") if name in told]
    stated = _values(article.received_text[proposal.start : proposal.end], article.language)
    days = {Decimal(part) for part in re.findall(r"[0-9]+", _days(told))}
    known = _values(" ".join(found), "")
    for number in numbers_in(statement, language=article.language):
        if number.values & (stated | days) and not number.values & known:
            found.append(number.written[:60])
            known |= number.values
    return list(dict.fromkeys(found))[:20]


def _days(told: Mapping[str, Any]) -> str:
    return f"{told.get('date') or ''} {told.get('until') or ''}"


def _values(words: str, language: str) -> set[Decimal]:
    return {value for one in numbers_in(words, language=language) for value in one.values}


def event_entry(
    article: Article, proposal: Proposal, given: Mapping[str, str], facts: Sequence[Proposal]
) -> TimelineItem | None:
    """The dated event with the facts that its figures are; none where its day has no year.

    ``given`` holds the key in the case by the key in the report.
    """
    told = proposal.told
    on = str(told.get("on") or "")
    if not is_partial_date(on):
        return None
    sentence = article.received_text[proposal.start : proposal.end]
    words = str(told.get("statement") or "") or " ".join(sentence.split())
    own = str(told.get("fact") or "")
    said = _values(words, article.language)
    cited = [own, *(one.key for one in facts if _figures(one) & said)]
    keys = dict.fromkeys(given[key] for key in cited if key in given)
    reference = "".join(f" [fact:{key}]" for key in keys)
    return TimelineItem(
        uid=slug_of(f"event-{on}", "event"), on=on, text={article.language: words + reference}
    )


def is_told(event: TimelineItem, timeline: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a timeline has an event of the same day already that cites the same facts."""
    cited = _cited(event.text)
    return bool(cited) and any(
        held.get("on") == event.on and cited <= _cited(held.get("text") or {}) for held in timeline
    )


def _cited(texts: Mapping[str, str]) -> set[str]:
    return {key for text in texts.values() for key in re.findall(r"\[fact:([^\]]+)\]", text)}


def section_entries(
    sections: Sequence[Proposal], facts: Sequence[Proposal], given: Mapping[str, str]
) -> list[SectionEntry]:
    """The sections with the accepted facts of each, cited: a place to begin writing from.

    A section of which no fact was accepted has nothing to tell yet and is left out.
    """
    found = []
    for one in sections:
        heading = " ".join(str(one.told.get("heading") or one.section).split())
        words = str(one.told.get("statement") or "")
        if not words:
            words = "\n\n".join(
                f"{fact.told.get('statement')} [fact:{given[fact.key]}]"
                for fact in facts
                if fact.section == one.section and fact.key in given
            )
        if words:
            found.append(SectionEntry(uid=slug_of(heading, "section"), heading=heading, body=words))
    return found


def one_section(facts: Sequence[Proposal], given: Mapping[str, str]) -> list[SectionEntry]:
    """All that was accepted in one section, for a report that has no headings of its own."""
    lines = [
        f"{fact.told.get('statement')} [fact:{given[fact.key]}]"
        for fact in facts
        if fact.key in given
    ]
    if not lines:
        return []
    return [SectionEntry(uid="known", heading=_("What is known"), body="\n\n".join(lines))]


def slug_of(words: str, fallback: str) -> str:
    """Words as a key of the file format."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:64].strip("-") or fallback


def glance_of(facts: Sequence[Proposal]) -> list[str]:
    """Return the keys of the accepted figures that stand at the head of the case."""
    keys = [slug_of(str(one.told["key"]), "fact") for one in facts if "figure" in one.told]
    return list(dict.fromkeys(keys))[:MOST_AT_A_GLANCE]


def _figures(proposal: Proposal) -> set[Decimal]:
    told = proposal.told
    names = [str(told[name]) for name in ("figure", "figure_high") if name in told]
    return _values(" ".join(names), "")


def _plain(value: Any) -> str:
    return str(value)[:60]


def _status(told: Mapping[str, Any]) -> str | None:
    hedges = set(told.get("hedges") or [])
    for word, status in _HEDGED.items():
        if word in hedges:
            return status
    if hedges & _ESTIMATED:
        return "estimated"
    if told.get("kind") == "status":
        return next((one for one in _STATUSES if one in told.get("statuses", [])), None)
    if hedges & _TO_COME:
        return None
    key = str(told.get("key", ""))
    if key.startswith("suspect"):
        return "suspected" if told.get("statuses") == ["suspected"] else None
    return next((status for of, status in _COUNTED.items() if key.startswith(of)), None)

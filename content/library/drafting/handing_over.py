"""What other rooms put into a draft: facts, citations, conflicts, dated events, sections.

Everything comes as the entries of the file format and is saved as one revision. A source
or a fact that stands there already is used, so handing the same over twice changes nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from pydantic import BaseModel

from content.cases.schemas import SectionEntry, TimelineItem
from content.facts.schemas import FactEntry, PositionEntry
from content.library.drafting.errors import UnknownPart
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries, free_key, get
from content.library.drafting.versions import with_version
from content.library.drafting.writing import Deed, locked, write_parts
from content.library.kinds import Kind
from content.sources.schemas import CitationEntry, SourceEntry

if TYPE_CHECKING:
    from accounts.models import User

type Values = dict[str, Any]


@transaction.atomic
def add_facts(
    *,
    draft: LibraryDraft,
    source: SourceEntry,
    facts: Sequence[FactEntry],
    by: "User",
    at: datetime,
) -> dict[str, str]:
    """The facts stand in the draft, resting on the source; returns the key each one got.

    By the key asked for: another one where that is taken. A fact that stands there with
    the same words is left as it is.
    """
    row = locked(draft)
    values, source_key = _source(row, source)
    told = entries(Kind(row.kind), row.body, "fact")
    given = {}
    for fact in facts:
        entry = _citing(_plain(fact), source.key, source_key)
        key = _key(told, {**entry, "key": fact.key}, "key", fallback="fact")
        given[fact.key] = key
        told[key] = values[f"fact/{key}"] = {**entry, "key": key}
    write_parts(row, values, deed=Deed.HANDED_OVER, by=by, at=at)
    return given


@transaction.atomic
def add_citation(
    *,
    draft: LibraryDraft,
    fact: str,
    source: SourceEntry,
    citation: CitationEntry,
    by: "User",
    at: datetime,
) -> None:
    """The newest version of the fact rests on this source too.

    Citations are part of a version, so a fact that the library holds gets an editorial
    version. Raises UnknownPart if there is no such fact.
    """
    row = locked(draft)
    kind = Kind(row.kind)
    entry = get(kind, row.body, f"fact/{fact}")
    if entry is None:
        raise UnknownPart(f"fact/{fact}")
    values, source_key = _source(row, source)
    newest = entry["versions"][-1]
    added = _plain(citation) | {"source": source_key}
    if added not in newest["citations"]:
        told = {**newest, "citations": [*newest["citations"], added]}
        kept = len((get(kind, row.base, f"fact/{fact}") or {}).get("versions", []))
        values[f"fact/{fact}"] = with_version(entry, told, kept=kept, change="editorial")
    write_parts(row, values, deed=Deed.HANDED_OVER, by=by, at=at)


@transaction.atomic
def add_timeline(
    *, draft: LibraryDraft, items: Sequence[TimelineItem], by: "User", at: datetime
) -> dict[str, str]:
    """The events stand in the timeline, in the order of their days; returns the uid each got."""
    row = locked(draft)
    kind = Kind(row.kind)
    told = entries(kind, row.body, "timeline")
    values: Values = {}
    given = {}
    for item in items:
        entry = _plain(item)
        uid = _key(told, entry, "uid", fallback="event")
        given[item.uid] = uid
        told[uid] = values[f"timeline/{uid}"] = {**entry, "uid": uid}
    values["order/timeline"] = sorted(told, key=lambda uid: str(told[uid].get("on", "")))
    write_parts(row, values, deed=Deed.HANDED_OVER, by=by, at=at)
    return given


@transaction.atomic
def add_sections(
    *,
    draft: LibraryDraft,
    language: str,
    sections: Sequence[SectionEntry],
    by: "User",
    at: datetime,
) -> dict[str, str]:
    """The sections stand at the end of the case in that language; returns the uid each got."""
    row = locked(draft)
    told = entries(Kind(row.kind), row.body, "section", language)
    values: Values = {}
    given = {}
    for section in sections:
        entry = _plain(section)
        uid = _key(told, entry, "uid", fallback="section")
        given[section.uid] = uid
        told[uid] = values[f"section/{language}/{uid}"] = {**entry, "uid": uid}
    write_parts(row, values, deed=Deed.HANDED_OVER, by=by, at=at)
    return given


@transaction.atomic
def open_conflict(
    *,
    draft: LibraryDraft,
    uid: str,
    facts: Sequence[str],
    question: Mapping[str, str],
    positions: Sequence[PositionEntry],
    sources: Sequence[SourceEntry] = (),
    by: "User",
    at: datetime,
) -> str:
    """A conflict stands open in the draft with what each source says; returns its uid.

    What is taught and why is still to be said (``decide_conflict``); until then the
    draft cannot be put into the library. One that stands there with the same positions
    is left as it is.
    """
    row = locked(draft)
    values: Values = {}
    keys = {}
    for source in sources:
        more, keys[source.key] = _source(row, source, beside=values)
        values |= more
    told = entries(Kind(row.kind), row.body, "conflict")
    held = [_mapped(_plain(one), keys) for one in positions]
    same = [key for key, one in told.items() if one["positions"] == held]
    if same:
        return same[0]
    key = free_key(told, uid, fallback="conflict")
    values[f"conflict/{key}"] = {
        "uid": key,
        "facts": list(facts),
        "question": dict(question),
        "positions": held,
        "taught": {},
        "why": {},
    }
    write_parts(row, values, deed=Deed.HANDED_OVER, by=by, at=at)
    return key


@transaction.atomic
def decide_conflict(
    *,
    draft: LibraryDraft,
    uid: str,
    taught: Mapping[str, str],
    why: Mapping[str, str],
    shown: bool,
    by: "User",
    at: datetime,
) -> None:
    """What is taught, why, and whether learners see the conflict. Raises UnknownPart."""
    row = locked(draft)
    name = f"conflict/{uid}"
    entry = get(Kind(row.kind), row.body, name)
    if entry is None:
        raise UnknownPart(name)
    told = {**entry, "taught": dict(taught), "why": dict(why)}
    told.pop("shown", None)
    if not shown:
        told["shown"] = False
    write_parts(row, {name: told}, deed=Deed.SAVED, by=by, at=at)


def _source(
    row: LibraryDraft, source: SourceEntry, *, beside: Mapping[str, Any] | None = None
) -> tuple[Values, str]:
    """What has to be saved so that the source stands there, and the key it stands under.

    The same document is the one with the same address, or with the same publisher, title
    and day.
    """
    told = dict(entries(Kind(row.kind), row.body, "source"))
    told |= {
        name.partition("/")[2]: value
        for name, value in (beside or {}).items()
        if name.startswith("source/")
    }
    entry = _plain(source)
    for key, held in told.items():
        if _document(held) == _document(entry):
            return {}, key
    key = free_key(told, source.key, fallback="source")
    return {f"source/{key}": {**entry, "key": key}}, key


def _key(told: Mapping[str, Any], entry: Values, name: str, *, fallback: str) -> str:
    """The key under which the entry stands there already, else the one it asks for or one like it.

    An entry that says the same under another key is that entry: it was handed over before.
    """
    for key, held in told.items():
        if {**held, name: ""} == {**entry, name: ""}:
            return key
    asked = str(entry[name])
    return free_key(told, asked, fallback=fallback) if asked in told else asked


def _document(source: Mapping[str, Any]) -> tuple[str, ...]:
    if source.get("url"):
        return (str(source["url"]),)
    return tuple(str(source.get(name) or "") for name in ("publisher", "title", "published_on"))


def _citing(entry: Values, old: str, new: str) -> Values:
    versions = [_mapped(version, {old: new}) for version in entry["versions"]]
    return {**entry, "versions": versions}


def _mapped(holder: Values, keys: Mapping[str, str]) -> Values:
    """The same with its citations naming the sources as they are called in the draft."""
    citations = [
        {**one, "source": keys.get(one["source"], one["source"])}
        for one in holder.get("citations", [])
    ]
    return {**holder, "citations": citations} if citations else holder


def _plain(entry: BaseModel) -> Values:
    """The entry as a body keeps it: without what was left at its default."""
    return entry.model_dump(mode="json", exclude_defaults=True)

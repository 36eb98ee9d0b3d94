"""Handing what was accepted of an article over to a case: source, facts, events, sections."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation

from content.facts.schemas import PositionEntry
from content.importing.models import Article, Proposal
from content.importing.services import hand_over
from content.library.drafting import handing_over
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries, get
from content.library.drafting.services import new_draft, open_draft, save_part
from content.library.kinds import Kind
from courses.workshop.services.article_entries import (
    citation_of,
    event_entry,
    fact_entry,
    glance_of,
    is_told,
    one_section,
    section_entries,
    source_entry,
)

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Choice:
    """What a person chose for one fact of a report on a case that exists."""

    act: str
    key: str = ""
    taught: str = ""
    why: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Handed:
    """The draft that took it in, and how much of what.

    ``keys`` holds the key in the case of each fact that it tells as the article does.
    """

    draft: LibraryDraft
    facts: int = 0
    cited: int = 0
    conflicts: int = 0
    keys: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def make_case(
    *,
    article: Article,
    slug: str,
    title: str,
    by: "User",
    at: datetime,
    intensity: int = 0,
    **texts: str,
) -> Handed:
    """A new case draft stands with the article as its source and all that was accepted.

    ``texts`` are those of its head by name (standfirst, topic, decision). Figures that were
    accepted stand at its head. Raises SlugTaken and NoUnit.
    """
    draft = new_draft(
        kind=Kind.CASE, slug=slug, language=article.language, title=title, by=by, at=at
    )
    facts = taken(article, Proposal.Kind.FACT)
    head: dict[str, Any] = dict(get(Kind.CASE, draft.body, "head") or {})
    head |= {"intensity": intensity, "glance": glance_of(facts)}
    head |= {name: {article.language: words} for name, words in texts.items()}
    draft = save_part(
        draft=draft, part="head", value=head, base_revision=draft.revision, by=by, at=at
    )
    return _hand(article, draft, {one.position: Choice("add") for one in facts}, by, at)


@transaction.atomic
def extend_case(
    *, article: Article, slug: str, choices: Mapping[int, Choice], by: "User", at: datetime
) -> Handed:
    """The case's open draft takes the article in: new facts, citations, conflicts.

    ``choices`` by the position of the proposal; what has none is left out. Raises
    NothingToOpen, SlugTaken and NoUnit.
    """
    draft = open_draft(kind=Kind.CASE, slug=slug, by=by, at=at)
    return _hand(article, draft, choices, by, at)


def taken(article: Article, kind: str) -> list[Proposal]:
    """The proposals of one kind that were accepted, in order."""
    return list(article.proposals.filter(kind=kind, state__in=Proposal.TAKEN))


def _hand(
    article: Article,
    draft: LibraryDraft,
    choices: Mapping[int, Choice],
    by: "User",
    at: datetime,
) -> Handed:
    source = source_entry(article)
    facts = taken(article, Proposal.Kind.FACT)
    new = [one for one in facts if _act(choices, one) == "add"]
    keys = handing_over.add_facts(
        draft=draft, source=source, facts=[fact_entry(article, one, source.key) for one in new],
        by=by, at=at,
    )  # fmt: skip
    given = {one.key: keys[str(one.told["key"])] for one in new}
    cited = _cite(article, draft, facts, choices, given, by, at)
    conflicts = _conflicts(article, draft, facts, choices, by, at)
    _events_and_sections(article, draft, given, by, at)
    draft.refresh_from_db()
    kept = next(
        key for key, one in entries(Kind.CASE, draft.body, "source").items()
        if one["title"] == source.title
    )  # fmt: skip
    hand_over(article=article, case_slug=draft.slug, source_key=kept, fact_keys=given)
    return Handed(draft, len(new), cited, conflicts, given)


def _act(choices: Mapping[int, Choice], one: Proposal) -> str:
    choice = choices.get(one.position)
    return choice.act if choice else ""


def _cite(
    article: Article,
    draft: LibraryDraft,
    facts: Sequence[Proposal],
    choices: Mapping[int, Choice],
    given: dict[str, str],
    by: "User",
    at: datetime,
) -> int:
    source = source_entry(article)
    count = 0
    for one in facts:
        if _act(choices, one) == "cite":
            key = choices[one.position].key
            handing_over.add_citation(
                draft=draft, fact=key, source=source,
                citation=citation_of(article, one, source.key), by=by, at=at,
            )  # fmt: skip
            given[one.key] = key
            count += 1
    return count


def _conflicts(
    article: Article,
    draft: LibraryDraft,
    facts: Sequence[Proposal],
    choices: Mapping[int, Choice],
    by: "User",
    at: datetime,
) -> int:
    source, language = source_entry(article), article.language
    count = 0
    for one in facts:
        if _act(choices, one) != "conflict":
            continue
        choice = choices[one.position]
        draft.refresh_from_db()
        held = (entries(Kind.CASE, draft.body, "fact")[choice.key])["versions"][-1]
        theirs: dict[str, Any] = {"value": {language: _said(held)}, "citations": held["citations"]}
        ours = {
            "value": {language: str(one.told.get("statement", ""))},
            "citations": [citation_of(article, one, source.key)],
        }
        uid = handing_over.open_conflict(
            draft=draft, uid=f"{choice.key}-figures"[:64], facts=[choice.key],
            question={language: _question(choice.key)},
            positions=[PositionEntry.model_validate(theirs), PositionEntry.model_validate(ours)],
            sources=[source], by=by, at=at,
        )  # fmt: skip
        if choice.taught and choice.why:
            handing_over.decide_conflict(
                draft=draft, uid=uid, taught={language: choice.taught},
                why={language: choice.why}, shown=choice.is_shown, by=by, at=at,
            )  # fmt: skip
        count += 1
    return count


def _said(version: Mapping[str, Any]) -> str:
    return str(version["statement"])


def _question(key: str) -> str:
    return f"{key.replace('-', ' ').capitalize()}?"


def _events_and_sections(
    article: Article, draft: LibraryDraft, given: Mapping[str, str], by: "User", at: datetime
) -> None:
    facts = taken(article, Proposal.Kind.FACT)
    draft.refresh_from_db()
    timeline = entries(Kind.CASE, draft.body, "timeline").values()
    events = [
        entry
        for one in taken(article, Proposal.Kind.EVENT)
        if (entry := event_entry(article, one, given, facts)) and not is_told(entry, timeline)
    ]
    if events:
        handing_over.add_timeline(draft=draft, items=events, by=by, at=at)
    sections = section_entries(taken(article, Proposal.Kind.SECTION), facts, given)
    draft.refresh_from_db()
    if not sections and not entries(Kind.CASE, draft.body, "section", article.language):
        with translation.override(article.language):
            sections = one_section(facts, given)
    if sections:
        handing_over.add_sections(
            draft=draft, language=article.language, sections=sections, by=by, at=at
        )

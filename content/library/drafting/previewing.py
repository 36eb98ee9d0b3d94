"""A text of a draft as learners will see it, through the one rendering path, half done or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from content.cases.schemas import CaseFile
from content.facts.schemas import BackgroundFile, FactEntry, FactsFile, FactTextEntry
from content.library.bundles import BackgroundBundle, Bundle, CaseBundle, Knowledge, PolicyBundle
from content.library.checks.lints import received_by_fact
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries
from content.library.drafting.rules import kept_from_draft
from content.library.kinds import HEAD, Kind
from content.library.resolver import LibraryResolver
from content.library.shelf import Shelf
from content.linting import (
    ClauseStanding,
    Finding,
    Quote,
    lint_clause,
    lint_fact,
    lint_text,
)
from content.policies.schemas import ClauseEntry, EditionEntry, PolicyFile
from content.rendering import Rendered, render_bounded
from content.sources.schemas import SourceEntry
from content.sources.selectors import received_texts
from content.vocabulary.selectors import guarded_words
from core.problems import Problem, ProblemsFound

PREFIX = "preview"


@dataclass(frozen=True)
class Preview:
    """What became of a text: the rendering, or what is wrong with it; and what the lints say."""

    rendered: Rendered | None
    problems: tuple[Problem, ...] = ()
    findings: tuple[Finding, ...] = ()


def preview(
    draft: LibraryDraft,
    text: str,
    *,
    language: str,
    today: date,
    received: Mapping[str, str] | None = None,
) -> Preview:
    """The text as it would be shown, its references answered by the draft before the library.

    ``received`` are texts of its sources that the library does not hold yet.
    """
    known = {**(received or {}), **received_texts(draft.slug)}
    bundle = as_far_as_whole(Kind(draft.kind), draft.body)
    resolver = _resolver(draft, bundle, language=language, today=today, mentioned=[text])
    without = ("number",) if draft.kind == Kind.POLICY else ()
    findings = lint_text(
        text,
        resolver=resolver,
        language=language,
        guarded=guarded_words(),
        received=received_by_fact(bundle, known),
        said=_disputed(draft),
        without=without,
    )
    try:
        rendered = render_bounded(text, resolver=resolver, prefix=PREFIX, language=language)
    except ProblemsFound as found:
        return Preview(None, found.problems, findings)
    return Preview(rendered, rendered.problems, findings)


def lint_entry(
    draft: LibraryDraft, part: str, *, received: Mapping[str, str] | None = None
) -> tuple[Finding, ...]:
    """What is to be said of a fact or clause as it stands in the draft; nothing of other parts."""
    word, _slash, key = part.partition("/")
    kind = Kind(draft.kind)
    entry = entries(kind, draft.body, word).get(key) if word in ("fact", "clause") else None
    if entry is None:
        return ()
    if word == "clause":
        newest = (entry.get("status") or [{}])[-1]
        is_law = (draft.body.get(HEAD[kind]) or {}).get("kind") == "law"
        checked_on = _day(newest.get("checked_on"))
        return lint_clause(key, ClauseStanding(is_law, str(newest.get("status", "")), checked_on))
    received = {**(received or {}), **received_texts(draft.slug)}
    publishers = {
        name: str(source.get("publisher", ""))
        for name, source in entries(kind, draft.body, "source").items()
    }
    cited = (entry.get("versions") or [{}])[-1].get("citations") or []
    sources = [(str(one.get("quote") or ""), str(one.get("source") or "")) for one in cited]
    return lint_fact(
        key,
        [Quote(quote, received.get(name, ""), publishers.get(name, "")) for quote, name in sources],
    )


def _day(told: Any) -> date | None:
    try:
        return date.fromisoformat(str(told))
    except ValueError:
        return None


def _disputed(draft: LibraryDraft) -> list[str]:
    """What sources say where they disagree: a text may name it without a fact."""
    return [
        str(value)
        for conflict in entries(Kind(draft.kind), draft.body, "conflict").values()
        for position in conflict.get("positions") or []
        for value in (position.get("value") or {}).values()
    ]


def _resolver(
    draft: LibraryDraft,
    bundle: Bundle,
    *,
    language: str,
    today: date,
    mentioned: Iterable[str] | None = None,
) -> LibraryResolver:
    """What references in the draft mean: its own entries as far as they are whole, first."""
    return LibraryResolver(
        as_of=max([today, *_days(bundle)]),
        language=language,
        fact_set=draft.slug,
        policy=draft.slug if draft.kind == Kind.POLICY else None,
        beside=Shelf(hidden=kept_from_draft(draft.kind, draft.owner)).with_bundle(bundle),
        mentioned=mentioned,
    )


def _days(bundle: Bundle) -> list[date]:
    if not isinstance(bundle, PolicyBundle):
        return []
    return [one.effective_on for one in bundle.head.editions]


def as_far_as_whole(kind: Kind, body: Mapping[str, Any]) -> Bundle:
    """The bundle of those entries that can be read; for answering references, not for storing."""
    sources = _whole(SourceEntry, entries(kind, body, "source"))
    known = {source.key for source in sources}
    facts = [
        fact
        for fact in _whole(FactEntry, entries(kind, body, "fact"))
        if all(one.source in known for version in fact.versions for one in version.citations)
    ]
    head = body.get(HEAD[kind]) or {}
    languages = [str(one) for one in head.get("languages") or ["en"]]
    texts = {
        language: {
            key: _whole(FactTextEntry, dict(enumerate(told)))
            for key, told in entries(kind, body, "fact-text", language).items()
        }
        for language in languages[1:]
    }
    knowledge = Knowledge(sources, FactsFile(facts=facts), texts)
    told = {"slug": head.get("slug", ""), "languages": languages, "title": head.get("title") or {}}
    if kind is Kind.CASE:
        return CaseBundle(CaseFile.model_construct(**told), knowledge, {})
    if kind is Kind.POLICY:
        clauses = _whole(ClauseEntry, entries(kind, body, "clause"))
        editions = _whole(EditionEntry, entries(kind, body, "edition"))
        policy = PolicyFile.model_construct(**told, editions=editions)
        return PolicyBundle(policy, knowledge, clauses)
    return BackgroundBundle(BackgroundFile.model_construct(**told), knowledge)


def _whole[M: BaseModel](model: type[M], told: Mapping[Any, Any]) -> list[M]:
    found = []
    for value in told.values():
        try:
            found.append(model.model_validate(value))
        except ValidationError:
            continue
    return found

"""From a bundle to rows, in one transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.services import record
from content.cases.services import store_case
from content.facts.models import FactSet
from content.facts.services import open_fact_set, store_facts
from content.library.bundles import BackgroundBundle, Bundle, CaseBundle, PolicyBundle
from content.library.fetch import fetch
from content.library.kinds import Kind
from content.policies.services import store_clauses, store_editions, store_forms, store_policy
from content.sources.models import Source
from content.sources.services import prune_sources, store_sources
from core.problems import Problem

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class ImportResult:
    """What an import did: new versions as ``key@2``; ``warnings`` are worth a look."""

    kind: Kind
    slug: str
    is_new: bool
    is_changed: bool
    new_versions: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()


@transaction.atomic
def store(bundle: Bundle, *, by: "User | None", at: datetime) -> ImportResult:
    """The library tells what the bundle tells, or nothing changed.

    The bundle was checked and is normal. Raises VersionRewritten, ClauseRewritten
    or EditionRewritten if the library changed since then so that it no longer fits.
    """
    slug = bundle.head.slug
    before = fetch(bundle.kind, slug)
    if before == bundle:
        return ImportResult(bundle.kind, slug, is_new=False, is_changed=False)
    titles = bundle.head.title if isinstance(bundle, BackgroundBundle) else {}
    fact_set = open_fact_set(
        slug=slug, kind=bundle.kind.value, languages=bundle.head.languages, titles=titles
    )
    knowledge = bundle.knowledge
    sources = store_sources(set_slug=slug, entries=knowledge.sources)
    new = store_facts(
        fact_set=fact_set,
        file=knowledge.facts,
        texts=knowledge.fact_texts,
        sources=sources,
        by=by,
        at=at,
    )
    if isinstance(bundle, CaseBundle):
        store_case(head=bundle.head, sections=bundle.sections, fact_set=fact_set, by=by, at=at)
    elif isinstance(bundle, PolicyBundle):
        new += _store_policy(bundle, fact_set, sources, by=by, at=at)
    prune_sources(set_slug=slug, keys=[source.key for source in knowledge.sources])
    action = "content.imported" if before is None else "content.changed"
    record(action=action, by=by, target=f"{bundle.kind.value}:{slug}", new=list(new), at=at)
    return ImportResult(bundle.kind, slug, is_new=before is None, is_changed=True, new_versions=new)


def _store_policy(
    bundle: PolicyBundle,
    fact_set: FactSet,
    sources: dict[str, Source],
    *,
    by: "User | None",
    at: datetime,
) -> tuple[str, ...]:
    policy = store_policy(head=bundle.head, fact_set=fact_set, by=by, at=at)
    new = store_clauses(
        policy=policy,
        entries=bundle.clauses,
        texts=bundle.clause_texts,
        chapters=bundle.head.chapters,
        sources=sources,
        by=by,
        at=at,
    )
    store_editions(policy=policy, entries=bundle.head.editions, today=at.date())
    return new + store_forms(policy=policy, entries=bundle.forms, texts=bundle.form_texts, at=at)

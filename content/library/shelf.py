"""What references can point to, whether it stands in the library or in folders beside it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from content.cases.models import Case
from content.facts.models import Fact
from content.facts.schemas import FactEntry, FactVersionEntry
from content.facts.selectors import FACT_PARTS, CitationShown, FactShown, shown_fact
from content.library.bundles import Bundle, CaseBundle, PolicyBundle
from content.policies.selectors.versions import PolicyIndex, policy_index
from content.schema_types import NOT_GIVEN
from content.texts import first_day, pick, text_digest

type Versions = dict[str, list[FactShown]]


@dataclass(frozen=True)
class Shelf:
    """Folders that are about to be imported; they come before what the library holds.

    Of the policies in `hidden` the library tells nothing, not even that they are there
    (`content.policies.selectors.slugs_kept_from`).
    """

    bundles: dict[str, Bundle] = field(default_factory=dict)
    hidden: Collection[str] = frozenset()

    def with_bundle(self, bundle: Bundle) -> "Shelf":
        """The same with one more folder on it."""
        return replace(self, bundles={**self.bundles, bundle.head.slug: bundle})

    def fact_versions(
        self, set_slug: str, language: str, keys: Collection[str] | None = None
    ) -> Versions:
        """Every version of every fact of a set, or of those named, by key, oldest first."""
        bundle = self.bundles.get(set_slug)
        if bundle:
            return _told(bundle, language, keys)
        return {} if set_slug in self.hidden else _stored(set_slug, language, keys)

    def policy(self, slug: str) -> PolicyIndex | None:
        """Editions and clause titles of a policy; None if there is none."""
        bundle = self.bundles.get(slug)
        if isinstance(bundle, PolicyBundle):
            return _index(bundle)
        return None if bundle or slug in self.hidden else policy_index(slug)

    def case_title(self, slug: str, language: str) -> str | None:
        """What a case is called; None if there is none."""
        bundle = self.bundles.get(slug)
        if isinstance(bundle, CaseBundle):
            return pick(bundle.head.title, language, bundle.head.languages)
        case = Case.objects.filter(slug=slug).prefetch_related("texts").first()
        if case is None:
            return None
        titles = {text.language: text.title for text in case.texts.all()}
        return pick(titles, language, case.languages)


def effective(versions: Iterable[FactShown], as_of: date) -> FactShown | None:
    """The version that holds on that day: the newest that is not dated later, else the first.

    See also ``content.facts.selectors.effective_version``, the same for rows.
    """
    ordered = sorted(versions, key=lambda version: version.version)
    holding = [one for one in ordered if (first_day(one.as_of) or date.min) <= as_of]
    return holding[-1] if holding else next(iter(ordered), None)


def _stored(set_slug: str, language: str, keys: Collection[str] | None) -> Versions:
    facts = Fact.objects.filter(fact_set__slug=set_slug, is_retired=False)
    if keys is not None:
        facts = facts.filter(key__in=keys)
    return {
        fact.key: [shown_fact(fact, version, language) for version in fact.versions.all()]
        for fact in facts.select_related("fact_set").prefetch_related(*FACT_PARTS)
    }


def _told(bundle: Bundle, language: str, keys: Collection[str] | None) -> Versions:
    return {
        fact.key: [_shown(bundle, fact, version, language) for version in fact.versions]
        for fact in bundle.knowledge.facts.facts
        if keys is None or fact.key in keys
    }


def _shown(bundle: Bundle, fact: FactEntry, version: FactVersionEntry, language: str) -> FactShown:
    texts = bundle.knowledge.fact_texts.get(language, {}).get(fact.key, [])
    text = next((text for text in texts if text.number == version.number), None)
    sources = {source.key: source for source in bundle.knowledge.sources}
    return FactShown(
        key=f"{bundle.head.slug}/{fact.key}",
        version=version.number,
        version_id=0,
        statement=text.statement if text else version.statement,
        figures=tuple(version.figures),
        unit=version.unit or "",
        status=version.status or "",
        as_of=version.as_of or "",
        language=language if text else bundle.head.languages[0],
        is_stale=bool(text and text.of not in (None, text_digest(version.statement))),
        is_disputed=any(
            one.shown and fact.key in one.facts for one in bundle.knowledge.facts.conflicts
        ),
        citations=tuple(
            CitationShown(
                publisher=source.publisher,
                title=source.title,
                url=source.url,
                published_on="" if source.published_on == NOT_GIVEN else source.published_on,
                grade=source.grade,
                quote=one.quote or "",
                locator=one.locator or "",
            )
            for one in version.citations
            for source in [sources[one.source]]
        ),
    )


def _index(bundle: PolicyBundle) -> PolicyIndex:
    source = bundle.head.languages[0]
    editions = sorted(bundle.head.editions, key=lambda one: one.effective_on)
    return PolicyIndex(
        slug=bundle.head.slug,
        languages=tuple(bundle.head.languages),
        titles={
            clause.code: {source: clause.title}
            | {
                language: by_code[clause.code].title
                for language, by_code in bundle.clause_texts.items()
                if clause.code in by_code
            }
            for clause in bundle.clauses
        },
        numbers={
            clause.code: frozenset(version.number for version in clause.versions)
            for clause in bundle.clauses
        },
        editions=tuple((one.effective_on, dict(one.clauses)) for one in editions),
    )

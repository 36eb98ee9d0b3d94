"""From rows to a bundle: what an export writes, and what an import compares with."""

from content.cases.models import Case
from content.cases.selectors import case_file, case_sections
from content.facts.models import FactSet
from content.facts.schemas import BackgroundFile
from content.facts.selectors import fact_texts, facts_file
from content.library.bundles import (
    BackgroundBundle,
    Bundle,
    CaseBundle,
    Knowledge,
    PolicyBundle,
)
from content.library.kinds import Kind
from content.library.normal import normal
from content.policies.models import Policy
from content.policies.selectors.exchange import (
    clause_entries,
    clause_texts,
    form_entries,
    form_texts,
    policy_file,
)
from content.sources.selectors import source_entries


def fetch(kind: Kind, slug: str) -> Bundle | None:
    """The case, policy or background set as its folder would tell it; None if there is none."""
    fact_set = FactSet.objects.filter(slug=slug, kind=kind.value).first()
    if fact_set is None:
        return None
    knowledge = Knowledge(source_entries(slug), facts_file(fact_set), fact_texts(fact_set))
    if kind is Kind.CASE:
        return _case(slug, knowledge)
    if kind is Kind.POLICY:
        return _policy(slug, knowledge)
    head = BackgroundFile.model_validate(
        {
            "format": "casebook-background/1",
            "slug": slug,
            "languages": fact_set.languages,
            "title": fact_set.titles,
        }
    )
    return normal(BackgroundBundle(head, knowledge))


def _case(slug: str, knowledge: Knowledge) -> Bundle | None:
    case = Case.objects.filter(slug=slug).first()
    return normal(CaseBundle(case_file(case), knowledge, case_sections(case))) if case else None


def _policy(slug: str, knowledge: Knowledge) -> Bundle | None:
    policy = Policy.objects.select_related("jurisdiction").filter(slug=slug).first()
    if policy is None:
        return None
    others = policy.languages[1:]
    return normal(
        PolicyBundle(
            policy_file(policy),
            knowledge,
            clause_entries(policy),
            {language: clause_texts(policy, language) for language in others},
            form_entries(policy),
            {language: form_texts(policy, language) for language in others},
        )
    )

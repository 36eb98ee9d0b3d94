"""Which version of a clause holds on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Subquery

from content.policies.models import Clause, ClauseVersion, Edition, EditionClause, Policy


@dataclass(frozen=True)
class PolicyIndex:
    """The editions and clause titles of one policy, loaded whole."""

    slug: str
    languages: tuple[str, ...]
    titles: dict[str, dict[str, str]]
    numbers: dict[str, frozenset[int]]
    editions: tuple[tuple[date, dict[str, int]], ...] = field(default=())

    def effective(self, code: str, as_of: date) -> int | None:
        """The number of the version in effect on that day; None if the clause is not."""
        holding = [contents for day, contents in self.editions if day <= as_of]
        return holding[-1].get(code) if holding else None


def policy_index(slug: str) -> PolicyIndex | None:
    """The index of a policy, four queries whatever its size; None if there is no such policy."""
    policy = Policy.objects.filter(slug=slug).prefetch_related("clauses__versions").first()
    if policy is None:
        return None
    contents: dict[date, dict[str, int]] = {}
    rows = EditionClause.objects.filter(edition__policy=policy).values_list(
        "edition__effective_on", "version__clause__code", "version__number"
    )
    for day, code, number in rows:
        contents.setdefault(day, {})[code] = number
    clauses = list(policy.clauses.all())
    return PolicyIndex(
        slug=slug,
        languages=tuple(policy.languages),
        titles={clause.code: clause.titles for clause in clauses},
        numbers={
            clause.code: frozenset(version.number for version in clause.versions.all())
            for clause in clauses
        },
        editions=tuple(sorted(contents.items(), key=lambda one: one[0])),
    )


def clause_version(policy: str, code: str, as_of: date) -> ClauseVersion | None:
    """The version of the clause in the edition that is in effect on that day; one query."""
    return (
        ClauseVersion.objects.filter(
            clause__policy__slug=policy,
            clause__code=code,
            in_editions__edition__effective_on=_latest_day(policy, as_of),
        )
        .select_related("clause__policy")
        .first()
    )


def _latest_day(policy: str, as_of: date) -> Subquery:
    editions = Edition.objects.filter(policy__slug=policy, effective_on__lte=as_of)
    return Subquery(editions.order_by("-effective_on").values("effective_on")[:1])


def clause_versions(keys: Iterable[str]) -> dict[str, ClauseVersion]:
    """The rows of full keys with a version (``platform/CSE-2.1@1``), by key; one query."""
    wanted = set(keys)
    policies = {key.partition("/")[0] for key in wanted}
    codes = {key.partition("/")[2].rpartition("@")[0] for key in wanted}
    rows = ClauseVersion.objects.filter(
        clause__policy__slug__in=policies, clause__code__in=codes
    ).select_related("clause__policy")
    found = {f"{row.clause.policy.slug}/{row.clause.code}@{row.number}": row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def clause_titles(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """The titles by language of clauses without a version (``platform/CSE-2.1``); one query."""
    wanted = set(keys)
    rows = Clause.objects.filter(
        policy__slug__in={key.partition("/")[0] for key in wanted},
        code__in={key.partition("/")[2] for key in wanted},
    ).values_list("policy__slug", "code", "titles")
    found = {f"{slug}/{code}": titles for slug, code, titles in rows.order_by("pk")}
    return {key: titles for key, titles in found.items() if key in wanted}


def clause_text(policy: str, code: str, number: int, language: str) -> tuple[str, str] | None:
    """The Markdown of one version and the language it is in: that asked for, else the source.

    None if there is no such version. Two queries.
    """
    row = (
        ClauseVersion.objects.filter(clause__policy__slug=policy, clause__code=code, number=number)
        .select_related("clause__policy")
        .first()
    )
    if row is None:
        return None
    translation = row.translations.filter(language=language).order_by("-revision").first()
    if translation is not None and translation.text:
        return translation.text, language
    return row.text, row.clause.policy.languages[0]

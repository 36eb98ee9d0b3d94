"""The rows that releases cite."""

from collections.abc import Iterable

from content.facts.models import FactVersion


def fact_versions(keys: Iterable[str]) -> dict[str, FactVersion]:
    """The rows of full keys with a version (``cumberland/arrests@1``), by key; one query."""
    wanted = set(keys)
    sets = {key.partition("/")[0] for key in wanted}
    facts = {key.partition("/")[2].rpartition("@")[0] for key in wanted}
    rows = FactVersion.objects.filter(
        fact__fact_set__slug__in=sets, fact__key__in=facts
    ).select_related("fact__fact_set")
    found = {f"{row.fact.fact_set.slug}/{row.fact.key}@{row.number}": row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}

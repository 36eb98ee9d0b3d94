"""Reading facts as their files would tell them."""

from collections.abc import Iterable

from content.facts.models import Conflict, FactSet, FactText, FactVersion
from content.facts.schemas import ConflictEntry, FactsFile, FactTextEntry, FactVersionEntry
from content.sources.models import Source
from content.texts import text_digest


def stored_versions(set_slug: str) -> dict[str, dict[int, FactVersionEntry]]:
    """Every version of every fact of the set, retired ones too, by key and number."""
    versions = (
        FactVersion.objects.filter(fact__fact_set__slug=set_slug)
        .select_related("fact")
        .prefetch_related("citations__source")
        .order_by("fact__position", "fact__key", "number")
    )
    found: dict[str, dict[int, FactVersionEntry]] = {}
    for version in versions:
        found.setdefault(version.fact.key, {})[version.number] = _version_entry(version)
    return found


def facts_file(fact_set: FactSet) -> FactsFile:
    """The facts and conflicts of the set as facts.yaml would tell them."""
    versions = stored_versions(fact_set.slug)
    keys = fact_set.facts.filter(is_retired=False).values_list("key", flat=True)
    return FactsFile.model_validate(
        {
            "facts": [
                {"key": key, "versions": list(versions[key].values())}
                for key in keys
                if key in versions
            ],
            "conflicts": conflict_entries(fact_set.slug),
        }
    )


def fact_texts(fact_set: FactSet) -> dict[str, dict[str, list[FactTextEntry]]]:
    """The translations of the set, by language and key; ``of`` stands where one is stale."""
    texts = (
        FactText.objects.filter(version__fact__fact_set=fact_set, version__fact__is_retired=False)
        .select_related("version__fact")
        .order_by("language", "version__fact__position", "version__number")
    )
    found: dict[str, dict[str, list[FactTextEntry]]] = {}
    for text in texts:
        current = text_digest(text.version.statement)
        entry = FactTextEntry(
            number=text.version.number,
            statement=text.statement,
            of=None if text.made_from == current else text.made_from,
        )
        by_key = found.setdefault(text.language, {})
        by_key.setdefault(text.version.fact.key, []).append(entry)
    return found


def conflict_entries(
    set_slug: str,
) -> list[ConflictEntry]:
    """The conflicts of the set as facts.yaml would tell them, in order."""
    conflicts = Conflict.objects.filter(fact_set__slug=set_slug).prefetch_related(
        "facts", "positions__citations__source"
    )
    return [_conflict_entry(conflict) for conflict in conflicts]


def _version_entry(version: FactVersion) -> FactVersionEntry:
    return FactVersionEntry.model_validate(
        {
            "number": version.number,
            "change": version.change or None,
            "statement": version.statement,
            "figures": version.figures,
            "unit": version.unit or None,
            "status": version.status or None,
            "as_of": version.as_of or None,
            "citations": _citations(
                (one.source, one.quote, one.locator) for one in version.citations.all()
            ),
        }
    )


def _citations(rows: Iterable[tuple[Source, str, str]]) -> list[dict[str, str | None]]:
    return [
        {"source": source.key, "quote": quote or None, "locator": locator or None}
        for source, quote, locator in rows
    ]


def _conflict_entry(conflict: Conflict) -> ConflictEntry:
    return ConflictEntry.model_validate(
        {
            "uid": conflict.uid,
            "facts": [fact.key for fact in conflict.facts.all()],
            "question": conflict.questions,
            "positions": [
                {
                    "value": position.values,
                    "citations": _citations(
                        (one.source, one.quote, one.locator) for one in position.citations.all()
                    ),
                }
                for position in conflict.positions.all()
            ],
            "taught": conflict.taught,
            "why": conflict.reasons,
            "shown": conflict.is_shown,
        }
    )

"""Writing facts: new versions are added, what was written stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from content.facts.errors import VersionRewritten
from content.facts.models import (
    Citation,
    Conflict,
    ConflictCitation,
    ConflictPosition,
    Fact,
    FactSet,
    FactText,
    FactVersion,
)
from content.facts.schemas import ConflictEntry, FactsFile, FactTextEntry, FactVersionEntry
from content.facts.selectors import conflict_entries, stored_versions
from content.sources.models import Source
from content.texts import Texts, text_digest

if TYPE_CHECKING:
    from accounts.models import User

type TextsByKey = Mapping[str, list[FactTextEntry]]


@transaction.atomic
def open_fact_set(*, slug: str, kind: str, languages: list[str], titles: Texts) -> FactSet:
    """The fact set exists with these languages, and its row is locked until the end."""
    FactSet.objects.get_or_create(slug=slug, defaults={"kind": kind})
    fact_set = FactSet.objects.select_for_update().get(slug=slug)
    if (fact_set.languages, fact_set.titles) != (languages, titles):
        fact_set.languages, fact_set.titles = languages, titles
        fact_set.save(update_fields=["languages", "titles"])
    return fact_set


@transaction.atomic
def store_facts(
    *,
    fact_set: FactSet,
    file: FactsFile,
    texts: Mapping[str, TextsByKey],
    sources: Mapping[str, Source],
    by: "User | None",
    at: datetime,
) -> tuple[str, ...]:
    """The set tells what the file tells; returns the versions that are new, as ``key@2``.

    A fact that is not in the file is retired, not deleted. Safe to call again.
    Raises VersionRewritten if the file gives other words to a version that is there.
    """
    stored = stored_versions(fact_set.slug)
    for entry in file.facts:
        for version in entry.versions:
            known = stored.get(entry.key, {}).get(version.number)
            if known is not None and known != version:
                raise VersionRewritten(entry.key, version.number)
    facts = _store_keys(fact_set, [entry.key for entry in file.facts])
    new = [
        (entry.key, version)
        for entry in file.facts
        for version in entry.versions
        if version.number not in stored.get(entry.key, {})
    ]
    _add_versions(new, facts, sources, by, at)
    _store_texts(fact_set, texts)
    _store_conflicts(fact_set, file.conflicts, facts, sources)
    return tuple(f"{key}@{version.number}" for key, version in new)


def _add_versions(
    new: list[tuple[str, FactVersionEntry]],
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
    by: "User | None",
    at: datetime,
) -> None:
    rows = FactVersion.objects.bulk_create(
        FactVersion(
            fact=facts[key],
            number=version.number,
            change=version.change or "",
            statement=version.statement,
            figures=version.figures,
            unit=version.unit or "",
            status=version.status or "",
            as_of=version.as_of or "",
            created_at=at,
            created_by=by,
        )
        for key, version in new
    )
    Citation.objects.bulk_create(
        Citation(
            version=row,
            position=position,
            source=sources[one.source],
            quote=one.quote or "",
            locator=one.locator or "",
        )
        for row, (_key, version) in zip(rows, new, strict=True)
        for position, one in enumerate(version.citations)
    )


def _store_keys(fact_set: FactSet, keys: list[str]) -> dict[str, Fact]:
    facts = {fact.key: fact for fact in fact_set.facts.all()}
    new = [Fact(fact_set=fact_set, key=key) for key in keys if key not in facts]
    for fact in Fact.objects.bulk_create(new):
        facts[fact.key] = fact
    changed = []
    for key, fact in facts.items():
        is_retired = key not in keys
        position = fact.position if is_retired else keys.index(key)
        if (fact.position, fact.is_retired) != (position, is_retired):
            fact.position, fact.is_retired = position, is_retired
            changed.append(fact)
    Fact.objects.bulk_update(changed, ["position", "is_retired"])
    return facts


def _store_texts(fact_set: FactSet, texts: Mapping[str, TextsByKey]) -> None:
    """Translations stand as given; one that is not given any more is gone."""
    versions = {
        (version.fact.key, version.number): version
        for version in FactVersion.objects.filter(fact__fact_set=fact_set).select_related("fact")
    }
    stored = {
        (text.version_id, text.language): text
        for text in FactText.objects.filter(
            version__fact__fact_set=fact_set, version__fact__is_retired=False
        )
    }
    new, changed = [], []
    for language, by_key in texts.items():
        for key, entries in by_key.items():
            for entry in entries:
                version = versions[key, entry.number]
                made_from = entry.of or text_digest(version.statement)
                text = stored.pop((version.pk, language), None)
                if text is None:
                    text = FactText(version=version, language=language)
                    new.append(text)
                elif (text.statement, text.made_from) != (entry.statement, made_from):
                    changed.append(text)
                text.statement, text.made_from = entry.statement, made_from
    FactText.objects.bulk_create(new)
    FactText.objects.bulk_update(changed, ["statement", "made_from"])
    FactText.objects.filter(pk__in=[text.pk for text in stored.values()]).delete()


def _store_conflicts(
    fact_set: FactSet,
    entries: list[ConflictEntry],
    facts: Mapping[str, Fact],
    sources: Mapping[str, Source],
) -> None:
    if conflict_entries(fact_set.slug) == entries:
        return
    fact_set.conflicts.all().delete()
    for position, entry in enumerate(entries):
        conflict = Conflict.objects.create(
            fact_set=fact_set,
            uid=entry.uid,
            position=position,
            questions=entry.question,
            taught=entry.taught,
            reasons=entry.why,
            is_shown=entry.shown,
        )
        conflict.facts.set([facts[key] for key in entry.facts])
        for place, held in enumerate(entry.positions):
            row = ConflictPosition.objects.create(
                conflict=conflict, position=place, values=held.value
            )
            ConflictCitation.objects.bulk_create(
                ConflictCitation(
                    held=row,
                    position=order,
                    source=sources[one.source],
                    quote=one.quote or "",
                    locator=one.locator or "",
                )
                for order, one in enumerate(held.citations)
            )

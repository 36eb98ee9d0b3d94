"""Writing the vocabulary."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from accounts.services import record
from content.texts import text_digest
from content.vocabulary.models import (
    Category,
    GuardedWord,
    HarmArea,
    Jurisdiction,
    Term,
    TermText,
)
from content.vocabulary.schemas import TermEntry, VocabularyFile

if TYPE_CHECKING:
    from accounts.models import User


class WordsListed(Exception):
    """The words stand on the list already."""


@transaction.atomic
def store_vocabulary(file: VocabularyFile) -> None:
    """Harm areas, jurisdictions and terms are as the file tells them; none is ever deleted.

    What the file does not name stays as it is: courses may be tagged with it.
    Safe to call again.
    """
    categories = {}
    for position, category in enumerate(file.categories):
        categories[category.code], _made = Category.objects.update_or_create(
            taxonomy=file.taxonomy,
            code=category.code,
            defaults={"position": position, "labels": category.label},
        )
    for position, area in enumerate(file.harm_areas):
        row, _made = HarmArea.objects.update_or_create(
            taxonomy=file.taxonomy,
            slug=area.slug,
            defaults={
                "position": position,
                "labels": area.label,
                "keywords": area.keywords,
                "content_types": area.content_types,
                "dtsp_terms": area.dtsp,
            },
        )
        row.categories.set([categories[code] for code in area.categories])
    for position, place in enumerate(file.jurisdictions):
        Jurisdiction.objects.update_or_create(
            slug=place.slug, defaults={"position": position, "labels": place.label}
        )
    for position, term in enumerate(file.terms):
        _store_term(term, position, file.languages)


def _store_term(entry: TermEntry, position: int, languages: list[str]) -> None:
    term, _made = Term.objects.update_or_create(
        slug=entry.slug, defaults={"position": position, "languages": languages}
    )
    source = languages[0]
    digest = text_digest(entry.label[source], entry.definition[source])
    for language in languages:
        if language in entry.label and language in entry.definition:
            TermText.objects.update_or_create(
                term=term,
                language=language,
                defaults={
                    "label": entry.label[language],
                    "definition": entry.definition[language],
                    "made_from": "" if language == source else digest,
                },
            )


@transaction.atomic
def guard_words(
    *, words: str, kind: str, advice: str = "", by: "User", at: datetime
) -> GuardedWord:
    """Writers are warned of these words from now on. Raises WordsListed.

    Words that were taken off the list before come back as they are told now.
    The audit trail says that a line was added and of which kind, not the words: they
    may be a name.
    """
    told = " ".join(words.split()).lower()
    removed = GuardedWord.objects.select_for_update().filter(words=told, removed_at__isnull=False)
    if row := removed.first():
        row.kind, row.advice, row.added_by, row.added_at = kind, advice, by, at
        row.removed_at = row.removed_by = None
        row.save()
        record(action="words.guarded", by=by, target=row, new=kind, at=at)
        return row
    try:
        with transaction.atomic():
            row = GuardedWord.objects.create(
                words=told, kind=kind, advice=advice, added_by=by, added_at=at
            )
    except IntegrityError as late:
        raise WordsListed from late
    record(action="words.guarded", by=by, target=row, new=kind, at=at)
    return row


@transaction.atomic
def unguard_words(*, row: GuardedWord, by: "User", at: datetime) -> None:
    """Nobody is warned of these words any more; they can be brought back. Twice is once."""
    rows = GuardedWord.objects.filter(pk=row.pk, removed_at=None)
    if rows.update(removed_at=at, removed_by=by):
        record(action="words.unguarded", by=by, target=row, old=row.kind, at=at)


@transaction.atomic
def guard_again(*, row: GuardedWord, by: "User", at: datetime) -> None:
    """Writers are warned again of words that were taken off the list. Twice is once."""
    rows = GuardedWord.objects.filter(pk=row.pk, removed_at__isnull=False)
    if rows.update(removed_at=None, removed_by=None):
        record(action="words.guarded", by=by, target=row, new=row.kind, at=at)


@transaction.atomic
def forget_words(*, row: GuardedWord, by: "User", at: datetime) -> None:
    """Words that were taken off the list are gone for good: they may be a name."""
    if GuardedWord.objects.filter(pk=row.pk, removed_at__isnull=False).delete()[0]:
        record(action="words.forgotten", by=by, target=row, old=row.kind, at=at)

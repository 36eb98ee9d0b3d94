"""Writing the vocabulary."""

from django.db import transaction

from content.texts import text_digest
from content.vocabulary.models import Category, HarmArea, Jurisdiction, Term, TermText
from content.vocabulary.schemas import TermEntry, VocabularyFile


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

"""The vocabulary file (pure)."""

from content.library.bundles import VocabularyBundle
from content.library.checks.words import TWICE

NAME = "vocabulary.yaml"


def check_vocabulary(bundle: VocabularyBundle) -> None:
    """Note keys that stand twice, unknown categories, and words without their source language."""
    head, files = bundle.head, bundle.files
    source = head.languages[0]
    codes = {category.code for category in head.categories}
    lists = {
        "categories": [(one.code, [one.label]) for one in head.categories],
        "harm_areas": [(one.slug, [one.label]) for one in head.harm_areas],
        "jurisdictions": [(one.slug, [one.label]) for one in head.jurisdictions],
        "terms": [(one.slug, [one.label, one.definition]) for one in head.terms],
    }
    for name, entries in lists.items():
        seen: set[str] = set()
        for place, (key, maps) in enumerate(entries):
            if key in seen:
                files.add(NAME, (name, place), f"“{key}” {TWICE}")
            seen.add(key)
            if any(source not in texts for texts in maps):
                files.add(NAME, (name, place), f"“{key}” is not told in {source}, the source")
            if any(set(texts) - set(head.languages) for texts in maps):
                files.add(NAME, (name, place), f"“{key}” is in a language that is not listed")
    for place, area in enumerate(head.harm_areas):
        for at, code in enumerate(area.categories):
            if code not in codes:
                path = ("harm_areas", place, "categories", at)
                files.add(NAME, path, f"there is no category “{code}” here")

"""Reading the vocabulary."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from content.linting import GuardedWord as Guarded
from content.vocabulary.models import GuardedWord, HarmArea, Jurisdiction, Term, TermText


@dataclass(frozen=True)
class TermShown:
    """A term of the glossary in one language, or in its source language."""

    slug: str
    label: str
    definition: str
    language: str


def terms(language: str, *, slugs: Iterable[str] | None = None) -> dict[str, TermShown]:
    """The terms by slug, in that language or their source; two queries."""
    rows = Term.objects.prefetch_related("texts")
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    found = {}
    for term in rows:
        texts = {text.language: text for text in term.texts.all()}
        order = (language, *term.languages)
        text = next((texts[one] for one in order if one in texts), None)
        if text is not None:
            found[term.slug] = _shown(term, text)
    return found


def _shown(term: Term, text: TermText) -> TermShown:
    return TermShown(term.slug, text.label, text.definition, text.language)


def unknown_harm_areas(taxonomy: str, slugs: Iterable[str]) -> set[str]:
    """Those of the slugs that this version of the taxonomy does not hold."""
    wanted = set(slugs)
    known = HarmArea.objects.filter(taxonomy=taxonomy, slug__in=wanted)
    return wanted - set(known.values_list("slug", flat=True))


def unknown_jurisdictions(slugs: Iterable[str]) -> set[str]:
    """Those of the slugs that are no jurisdiction here."""
    wanted = set(slugs)
    known = Jurisdiction.objects.filter(slug__in=wanted)
    return wanted - set(known.values_list("slug", flat=True))


def current_taxonomy() -> str:
    """The version of the taxonomy that was loaded last; empty before any was."""
    return HarmArea.objects.order_by("-pk").values_list("taxonomy", flat=True).first() or ""


def guarded_words() -> tuple[Guarded, ...]:
    """What writers are warned of, as the lints take it; one query."""
    rows = GuardedWord.objects.filter(removed_at=None).values_list("words", "kind", "advice")
    return tuple(Guarded(words, _kind(kind), advice) for words, kind, advice in rows)


def _kind(kind: str) -> Literal["explicit", "name"]:
    return "name" if kind == GuardedWord.Kind.NAME else "explicit"

"""What references mean on a day: the library, asked once per thing and remembered for a compile."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from content.cases.selectors import CaseDocument, case_document
from content.library.resolver import LibraryResolver
from content.library.shelf import Shelf
from content.policies.selectors.forms import form_document, form_version
from content.rendering.references import with_tokens
from content.rendering.results import (
    ResolvedCase,
    ResolvedClause,
    ResolvedFact,
    ResolvedTerm,
)
from core.canonical import digest


class Voice:
    """The library in one language; short keys are looked up in `fact_set`.

    Satisfies the rendering's Resolver. Voices of one language share what they have looked up.
    """

    def __init__(self, base: LibraryResolver, known: dict[Any, Any], fact_set: str = "") -> None:
        self._base = base
        self._known = known
        self._fact_set = fact_set

    def within(self, fact_set: str) -> Voice:
        """Return the same voice for texts that belong to a fact set."""
        return Voice(self._base, self._known, fact_set)

    def fact(self, key: str, version: int | None) -> ResolvedFact | None:
        """Find a fact by full key, or by short key in the own set."""
        full = key if "/" in key or not self._fact_set else f"{self._fact_set}/{key}"
        return self._once(("fact", full, version), lambda: self._base.fact(full, version))

    def clause(self, key: str, version: int | None) -> ResolvedClause | None:
        """Find a clause by full key."""
        return self._once(("clause", key, version), lambda: self._base.clause(key, version))

    def term(self, slug: str) -> ResolvedTerm | None:
        """Find a word of the glossary."""
        return self._once(("term", slug), lambda: self._base.term(slug))

    def case(self, slug: str) -> ResolvedCase | None:
        """Find a case."""
        return self._once(("case", slug), lambda: self._base.case(slug))

    def answers(self) -> list[tuple[Any, Any]]:
        """Return everything that was asked so far, with what was found."""
        return list(self._known.items())

    def state(self, key: str, version: int | None) -> tuple[str, bool]:
        """Return the language that a fact's statement is in, and whether it is stale."""
        shown = self._base.fact_shown(key, version)
        return (shown.language, shown.is_stale) if shown else ("", False)

    def fingerprint(self, sources: Iterable[str]) -> dict[str, str]:
        """Return what the references in these texts lead to, as digests by what was typed.

        Equal texts with equal fingerprints render alike, so a part need not be made again.
        """
        found: dict[str, str] = {}
        for source in sources:
            if "[" in source:
                for spot in with_tokens(source, first_line=1)[1]:
                    found[spot.typed] = self._leads_to(spot.kind, spot.key, spot.version)
        return found

    def _leads_to(self, kind: str, key: str, version: int | None) -> str:
        if not key:
            return ""
        found: object
        if kind == "fact":
            found = self.fact(key, version)
        elif kind == "clause":
            found = self.clause(key, version)
        else:
            found = self.term(key) if kind == "term" else self.case(key)
        if found is None:
            return ""
        return str(self._once(("digest", kind, found), lambda: digest(_plain(found))))

    def _once[T](self, key: object, ask: Callable[[], T]) -> T:
        if key not in self._known:
            self._known[key] = ask()
        found: T = self._known[key]
        return found


class Library:
    """Cases, forms and a voice per language, as they stand on a day.

    For a preview the texts are `mentioned`: then only the facts that they name are loaded.
    What is `beside` comes before what the library holds, of which the policies in `hidden` are not
    told (`content.policies.selectors.slugs_kept_from`).
    """

    def __init__(
        self,
        *,
        as_of: date,
        mentioned: Iterable[str] | None = None,
        beside: Shelf | None = None,
        hidden: Collection[str] = (),
    ) -> None:
        self.as_of = as_of
        self.hidden = hidden
        self._beside = replace(beside or Shelf(), hidden=hidden)
        self._mentioned = None if mentioned is None else list(mentioned)
        self._voices: dict[str, Voice] = {}
        self._cases: dict[tuple[str, str], CaseDocument | None] = {}
        self._forms: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._there: dict[str, bool] = {}

    def voice(self, language: str) -> Voice:
        """Return the voice of a language."""
        if language not in self._voices:
            base = LibraryResolver(
                as_of=self.as_of,
                language=language,
                beside=self._beside,
                mentioned=self._mentioned,
            )
            self._voices[language] = Voice(base, {})
        return self._voices[language]

    def resolved(self) -> dict[str, int]:
        """Return which version every key without one meant, as `fact:cumberland/arrests`.

        Holds what the facts at a glance of used cases meant too.
        """
        found = {
            f"{key[0]}:{key[1]}": answer.version
            for voice in self._voices.values()
            for key, answer in voice.answers()
            if key[0] in {"fact", "clause"} and key[2] is None and answer is not None
        }
        for case in self._cases.values():
            if case is not None:
                found |= {f"fact:{one.key}": one.version for one in case.glance}
        return dict(sorted(found.items()))

    def keep(self, *, cases: Iterable[str], forms: Iterable[str], languages: Sequence[str]) -> None:
        """Read these cases and forms now, and answer with them later."""
        for language in languages:
            for slug in cases:
                self.case(slug, language)
            for slug in forms:
                self.form(slug, language)
                self.has_form(slug)

    def case(self, slug: str, language: str) -> CaseDocument | None:
        """Return a case in a language, or None if there is none."""
        if (slug, language) not in self._cases:
            self._cases[slug, language] = case_document(slug, language, self.as_of)
        return self._cases[slug, language]

    def form(self, slug: str, language: str) -> dict[str, Any] | None:
        """Return a decision form in a language, or None if it is not told in it."""
        if slug.partition("/")[0] in self.hidden:
            return None
        if (slug, language) not in self._forms:
            self._forms[slug, language] = form_document(slug, language)
        return self._forms[slug, language]

    def has_form(self, slug: str) -> bool:
        """Whether there is such a form, in whatever language."""
        if slug.partition("/")[0] in self.hidden:
            return False
        if slug not in self._there:
            self._there[slug] = form_version(slug) is not None
        return self._there[slug]


def split_reference(typed: str) -> tuple[str, int | None]:
    """Return key and version of a reference as `covers` holds it: `platform/CSE-2.1@3`."""
    key, _, version = typed.partition("@")
    return key, int(version) if version else None


def _plain(found: Any) -> dict[str, Any]:
    return {key: _as_json(value) for key, value in asdict(found).items()}


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(inner) for inner in value]
    return value

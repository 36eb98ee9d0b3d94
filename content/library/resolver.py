"""What the rendering asks for, answered from the library."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from content.facts.selectors import FactShown
from content.library.shelf import Shelf, Versions, effective
from content.policies.selectors.versions import PolicyIndex
from content.rendering import (
    Citation,
    Note,
    ResolvedCase,
    ResolvedClause,
    ResolvedFact,
    ResolvedTerm,
)
from content.rendering.references import found_in
from content.texts import pick
from content.vocabulary.selectors import TermShown, terms

__all__ = ["LibraryResolver", "Shelf"]


class LibraryResolver:
    """Finds facts, clauses, terms and cases as they stand on a day, in one language.

    Without a version a key means the one in effect on ``as_of``; ``@3`` means
    version 3 whatever the day. A short key is looked up in ``fact_set`` or
    ``policy``. Whole sets, policies and the glossary are loaded once and kept:
    six queries a fact set, four a policy, two a case, two for all terms. Where the
    texts that will be rendered are ``mentioned``, no more of a set is loaded than the
    facts that they name.
    """

    def __init__(
        self,
        *,
        as_of: date,
        language: str,
        fact_set: str | None = None,
        policy: str | None = None,
        beside: Shelf | None = None,
        mentioned: Iterable[str] | None = None,
    ) -> None:
        self.as_of = as_of
        self.language = language
        self._fact_set = fact_set
        self._policy = policy
        self._shelf = beside or Shelf()
        self._sets: dict[str, Versions] = {}
        self._policies: dict[str, PolicyIndex | None] = {}
        self._cases: dict[str, str | None] = {}
        self._terms: dict[str, TermShown] | None = None
        self._mentioned = None if mentioned is None else self._named_in(mentioned)

    def _named_in(self, texts: Iterable[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for text in texts:
            for _start, _end, spot in found_in(text):
                if spot.kind == "fact":
                    set_slug, _slash, short = spot.key.rpartition("/")
                    found[set_slug or self._fact_set or ""].add(short)
        return found

    def fact(self, key: str, version: int | None) -> ResolvedFact | None:
        """The fact by ``set/key``, or by ``key`` in the set of its own."""
        found = self.fact_shown(key, version)
        return _resolved(found) if found else None

    def fact_shown(self, key: str, version: int | None = None) -> FactShown | None:
        """The same with everything that is shown of a fact."""
        set_slug, _slash, short = key.rpartition("/")
        set_slug = set_slug or self._fact_set or ""
        versions = self._facts(set_slug, short).get(short, [])
        if version is None:
            return effective(versions, self.as_of)
        return next((one for one in versions if one.version == version), None)

    def _facts(self, set_slug: str, short: str) -> Versions:
        keys = None if self._mentioned is None else self._mentioned[set_slug]
        is_news = keys is not None and short not in keys
        if keys is not None:
            keys.add(short)
        if set_slug not in self._sets or is_news:
            self._sets[set_slug] = self._shelf.fact_versions(set_slug, self.language, keys)
        return self._sets[set_slug]

    def clause(self, key: str, version: int | None) -> ResolvedClause | None:
        """The clause by ``policy/CODE``, or by ``CODE`` in the policy of its own."""
        slug, _slash, code = key.rpartition("/")
        slug = slug or self._policy or ""
        if slug not in self._policies:
            self._policies[slug] = self._shelf.policy(slug)
        policy = self._policies[slug]
        if policy is None or code not in policy.numbers:
            return None
        number = policy.effective(code, self.as_of) if version is None else version
        if number not in policy.numbers[code]:
            return None
        title = pick(policy.titles[code], self.language, policy.languages)
        return ResolvedClause(key=f"{slug}/{code}", version=number, code=code, title=title)

    def term(self, slug: str) -> ResolvedTerm | None:
        """The word of the glossary."""
        if self._terms is None:
            self._terms = terms(self.language)
        term = self._terms.get(slug)
        return ResolvedTerm(slug=slug, label=term.label) if term else None

    def case(self, slug: str) -> ResolvedCase | None:
        """The case."""
        if slug not in self._cases:
            self._cases[slug] = self._shelf.case_title(slug, self.language)
        title = self._cases[slug]
        return ResolvedCase(slug=slug, title=title) if title is not None else None


def _resolved(fact: FactShown) -> ResolvedFact:
    return ResolvedFact(
        key=fact.key,
        version=fact.version,
        statement=fact.statement,
        figures=fact.figures,
        note=Note(
            number=0,
            key=fact.key,
            version=fact.version,
            statement=fact.statement,
            status=fact.status,
            as_of=fact.as_of,
            citations=tuple(Citation(**asdict(one)) for one in fact.citations),
            disputed=fact.is_disputed,
        ),
    )

"""What is worth a second look: the lints, over every text and fact of a folder, as warnings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from content.library.bundles import Bundle, CaseBundle, PolicyBundle
from content.library.checks.rendered import Passage, first_line, passages, resolvers_of
from content.library.shelf import Shelf
from content.linting import (
    ClauseStanding,
    Finding,
    GuardedWord,
    Quote,
    lint_clause,
    lint_fact,
    lint_text,
    sentence_of,
)
from content.policies.commentary import commentary_digest, commentary_of
from content.sources.selectors import received_texts
from content.texts import text_digest
from content.vocabulary.selectors import guarded_words
from core.problems import Problem
from core.strict_yaml import Path

FACTS = "facts.yaml"
CLAUSES = "clauses.yaml"
# A clause gives its own numbers, a conflict is about them: neither cites a fact for each.
OF_THEIR_OWN = (CLAUSES, FACTS)
STALE = Finding(0, 0, 1, "stale", "")


def check_lints(
    bundle: Bundle, *, today: date, beside: Shelf, received: Mapping[str, str] | None = None
) -> None:
    """Note as warnings what the lints find; reads the list of words and the texts received.

    ``received`` are further such texts, of sources that the library does not hold yet.
    """
    received = {**(received or {}), **received_texts(bundle.head.slug)}
    guarded = guarded_words()
    _check_passages(bundle, today, beside, received, guarded)
    _check_facts(bundle, received, guarded)
    _check_translations(bundle)
    if isinstance(bundle, PolicyBundle):
        _check_clauses(bundle)


def _check_passages(
    bundle: Bundle,
    today: date,
    beside: Shelf,
    received: Mapping[str, str],
    guarded: Sequence[GuardedWord],
) -> None:
    resolvers = resolvers_of(bundle, today=today, beside=beside)
    by_fact = received_by_fact(bundle, received)
    said = [
        value
        for conflict in bundle.knowledge.facts.conflicts
        for position in conflict.positions
        for value in position.value.values()
    ]
    for passage in passages(bundle):
        found = lint_text(
            passage.text,
            resolver=resolvers[passage.language],
            language=passage.language,
            guarded=guarded,
            received=by_fact,
            said=said,
            without=_without(passage),
        )
        _note_in(bundle, passage, found)


def _without(passage: Passage) -> tuple[str, ...]:
    stem, _dot, suffix = passage.file.partition(".")
    is_own = f"{stem}.{suffix.rpartition('.')[2]}" in OF_THEIR_OWN
    return ("number",) if is_own else ()


def _note_in(bundle: Bundle, passage: Passage, found: Iterable[Finding]) -> None:
    line = first_line(bundle, passage)
    key = ".".join(str(step) for step in passage.path)
    label = bundle.files.label(passage.file)
    bundle.files.problems.extend(
        Problem(label, line + one.line - 1, key, sentence_of(one), "warning") for one in found
    )


def received_by_fact(bundle: Bundle, received: Mapping[str, str]) -> dict[str, list[str]]:
    """The received texts that stand behind each fact, by its full key."""
    found: dict[str, list[str]] = defaultdict(list)
    for fact in bundle.knowledge.facts.facts:
        for source in {one.source for version in fact.versions for one in version.citations}:
            if source in received:
                found[f"{bundle.head.slug}/{fact.key}"].append(received[source])
    return found


def _check_facts(
    bundle: Bundle, received: Mapping[str, str], guarded: Sequence[GuardedWord]
) -> None:
    publishers = {source.key: source.publisher for source in bundle.knowledge.sources}
    resolver = resolvers_of(bundle, today=date.min, beside=Shelf())[bundle.head.languages[0]]
    for place, fact in enumerate(bundle.knowledge.facts.facts):
        newest = fact.versions[-1]
        path: Path = ("facts", place, "versions", len(fact.versions) - 1)
        quotes = [
            Quote(one.quote or "", received.get(one.source, ""), publishers.get(one.source, ""))
            for one in newest.citations
        ]
        words = lint_text(
            newest.statement,
            resolver=resolver,
            guarded=guarded,
            without=("number", "too-strong"),
        )
        for one in (*lint_fact(fact.key, quotes), *words):
            bundle.files.add(FACTS, path, sentence_of(one), "warning")


def _check_clauses(bundle: PolicyBundle) -> None:
    is_law = bundle.head.kind == "law"
    for place, clause in enumerate(bundle.clauses):
        newest = clause.status[-1] if clause.status else None
        standing = ClauseStanding(
            is_law=is_law,
            status=newest.status if newest else "",
            checked_on=newest.checked_on if newest else None,
        )
        for one in lint_clause(clause.code, standing):
            bundle.files.add(CLAUSES, (place, "status"), sentence_of(one), "warning")


def _check_translations(bundle: Bundle) -> None:
    for name, path in _stale(bundle):
        bundle.files.add(name, path, sentence_of(STALE), "warning")


def _stale(bundle: Bundle) -> list[tuple[str, Path]]:
    """The places of translations that were made from something else than what is told now."""
    facts = {fact.key: fact for fact in bundle.knowledge.facts.facts}
    found: list[tuple[str, Path]] = [
        (f"facts.{language}.yaml", (key,))
        for language, by_key in bundle.knowledge.fact_texts.items()
        for key, told in by_key.items()
        for one in told
        if one.of and one.number == facts[key].versions[-1].number
        if one.of != text_digest(facts[key].versions[-1].statement)
    ]
    if isinstance(bundle, CaseBundle):
        found += [("case.yaml", ("translated_from", one)) for one in bundle.head.translated_from]
    elif isinstance(bundle, PolicyBundle):
        found += _stale_clauses(bundle)
    return found


def _stale_clauses(bundle: PolicyBundle) -> list[tuple[str, Path]]:
    clauses = {clause.code: clause for clause in bundle.clauses}
    found: list[tuple[str, Path]] = []
    for language, by_code in bundle.clause_texts.items():
        for code, text in by_code.items():
            newest = clauses[code].versions[-1]
            name = f"clauses.{language}.yaml"
            for at, one in enumerate(text.versions):
                if one.of and one.number == newest.number and one.of != text_digest(newest.text):
                    found.append((name, (code, "versions", at)))
            if text.of and text.of != commentary_digest(*commentary_of(clauses[code])):
                found.append((name, (code, "explanation")))
    return found

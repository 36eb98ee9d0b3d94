"""Sources, facts, their translations and conflicts of one folder (pure)."""

from collections.abc import Sequence

from content.facts.schemas import ConflictEntry, FactEntry
from content.library.bundles import Bundle, PolicyBundle
from content.library.checks.words import check_known, check_numbers, check_texts, check_unique
from content.sources.schemas import CitationEntry
from core.strict_yaml import Path

SOURCES = "sources.yaml"
FACTS = "facts.yaml"
MOST_QUOTED_WORDS = 20


def check_knowledge(bundle: Bundle) -> None:
    """Note what is wrong with the sources and facts of the folder."""
    knowledge = bundle.knowledge
    check_unique(bundle, SOURCES, (), [source.key for source in knowledge.sources], "key")
    facts = knowledge.facts
    check_unique(bundle, FACTS, ("facts",), [fact.key for fact in facts.facts], "key")
    for place, fact in enumerate(facts.facts):
        _check_fact(bundle, ("facts", place), fact)
    check_unique(bundle, FACTS, ("conflicts",), [one.uid for one in facts.conflicts], "uid")
    for place, conflict in enumerate(facts.conflicts):
        _check_conflict(bundle, ("conflicts", place), conflict)
    for language in bundle.head.languages[1:]:
        _check_translation(bundle, language)
    _check_all_used(bundle)


def _check_fact(bundle: Bundle, path: Path, fact: FactEntry) -> None:
    versions = [(version.number, version.change) for version in fact.versions]
    check_numbers(bundle, FACTS, (*path, "versions"), versions)
    grades = {source.key: source.grade for source in bundle.knowledge.sources}
    for place, version in enumerate(fact.versions):
        here = (*path, "versions", place)
        check_citations(bundle, FACTS, (*here, "citations"), version.citations)
        if {grades.get(citation.source) for citation in version.citations} == {"C"}:
            message = "rests on grade C alone: such a source carries only with a second one"
            bundle.files.add(FACTS, (*here, "citations"), message, "warning")


def check_citations(
    bundle: Bundle, name: str, path: Path, citations: Sequence[CitationEntry]
) -> None:
    """Each citation names a source of this folder and says where in it: a quote or a locator."""
    known = {source.key for source in bundle.knowledge.sources}
    for place, citation in enumerate(citations):
        here = (*path, place)
        if citation.source not in known:
            message = f"there is no source “{citation.source}” in {SOURCES}"
            bundle.files.add(name, (*here, "source"), message)
        if citation.quote is None and citation.locator is None:
            bundle.files.add(name, here, "needs a quote or a locator")
        if citation.quote and len(citation.quote.split()) > MOST_QUOTED_WORDS:
            message = f"is longer than {MOST_QUOTED_WORDS} words"
            bundle.files.add(name, (*here, "quote"), message)


def _check_conflict(bundle: Bundle, path: Path, conflict: ConflictEntry) -> None:
    known = [fact.key for fact in bundle.knowledge.facts.facts]
    check_known(bundle, FACTS, (*path, "facts"), conflict.facts, known=known, word="fact")
    for key in ("question", "taught", "why"):
        check_texts(bundle, FACTS, (*path, key), getattr(conflict, key))
    for place, position in enumerate(conflict.positions):
        here = (*path, "positions", place)
        check_texts(bundle, FACTS, (*here, "value"), position.value)
        check_citations(bundle, FACTS, (*here, "citations"), position.citations)


def _check_translation(bundle: Bundle, language: str) -> None:
    name = f"facts.{language}.yaml"
    texts = bundle.knowledge.fact_texts.get(language, {})
    facts = {fact.key: fact for fact in bundle.knowledge.facts.facts}
    for key, entries in texts.items():
        if key not in facts:
            bundle.files.add(name, (key,), f"there is no such fact in {FACTS}")
            continue
        known = {version.number for version in facts[key].versions}
        seen: set[int] = set()
        for place, entry in enumerate(entries):
            if entry.number not in known or entry.number in seen:
                message = f"there is no version {entry.number} of this fact left to translate"
                bundle.files.add(name, (key, place, "number"), message)
            seen.add(entry.number)
    for key, fact in facts.items():
        if fact.versions[-1].number not in {entry.number for entry in texts.get(key, [])}:
            place = list(facts).index(key)
            message = f"the newest version is not translated into {language}"
            bundle.files.add(FACTS, ("facts", place), message, "warning")


def _check_all_used(bundle: Bundle) -> None:
    facts = bundle.knowledge.facts
    cited = {
        citation.source
        for fact in facts.facts
        for version in fact.versions
        for citation in version.citations
    }
    cited |= {
        citation.source
        for conflict in facts.conflicts
        for position in conflict.positions
        for citation in position.citations
    }
    if isinstance(bundle, PolicyBundle):
        cited |= {line.source for clause in bundle.clauses for line in clause.status}
    for place, source in enumerate(bundle.knowledge.sources):
        if source.key not in cited:
            bundle.files.add(SOURCES, (place,), f"“{source.key}” is cited nowhere", "warning")

"""One form for bundles that say the same (pure).

Order that carries no meaning is sorted, digests that only repeat what is current
are dropped, files that hold nothing are as if they were not there.
"""

from dataclasses import replace

from content.cases.schemas import CaseFile
from content.cases.telling import source_digest, told_in
from content.facts.schemas import FactsFile, FactTextEntry
from content.library.bundles import Bundle, CaseBundle, FactTexts, Knowledge, PolicyBundle
from content.policies.commentary import commentary_digest, commentary_of
from content.policies.schemas import ClauseEntry, ClauseText, ClauseVersionText
from content.texts import text_digest


def normal(bundle: Bundle) -> Bundle:
    """The same content in the one form that comparing, storing and writing rely on."""
    knowledge = _knowledge(bundle.knowledge)
    if isinstance(bundle, CaseBundle):
        sections = {language: told for language, told in bundle.sections.items() if told}
        told = replace(bundle, knowledge=knowledge, sections=sections)
        return replace(told, head=_case(told))
    if isinstance(bundle, PolicyBundle):
        return _policy(replace(bundle, knowledge=knowledge))
    return replace(bundle, knowledge=knowledge)


def _knowledge(knowledge: Knowledge) -> Knowledge:
    places = {fact.key: place for place, fact in enumerate(knowledge.facts.facts)}
    conflicts = [
        one.model_copy(update={"facts": sorted(one.facts, key=lambda key: places[key])})
        for one in knowledge.facts.conflicts
    ]
    facts = knowledge.facts.model_copy(update={"conflicts": conflicts})
    texts: FactTexts = {}
    for language, by_key in knowledge.fact_texts.items():
        told = {
            key: sorted((_fact_text(facts, key, one) for one in entries), key=lambda e: e.number)
            for key, entries in by_key.items()
            if entries
        }
        if told:
            texts[language] = told
    return replace(knowledge, facts=facts, fact_texts=texts)


def _fact_text(facts: FactsFile, key: str, entry: FactTextEntry) -> FactTextEntry:
    fact = next(fact for fact in facts.facts if fact.key == key)
    version = next(one for one in fact.versions if one.number == entry.number)
    is_current = entry.of == text_digest(version.statement)
    return entry.model_copy(update={"of": None}) if is_current else entry


def _case(bundle: CaseBundle) -> CaseFile:
    current = source_digest(bundle.head, bundle.sections)
    kept = {
        language: digest
        for language, digest in bundle.head.translated_from.items()
        if digest != current and told_in(bundle.head, bundle.sections, language)
    }
    return bundle.head.model_copy(
        update={
            "harm_areas": sorted(set(bundle.head.harm_areas)),
            "jurisdictions": sorted(set(bundle.head.jurisdictions)),
            "translated_from": kept,
        }
    )


def _policy(bundle: PolicyBundle) -> PolicyBundle:
    head = bundle.head.model_copy(
        update={
            "harm_areas": sorted(set(bundle.head.harm_areas)),
            "editions": sorted(bundle.head.editions, key=lambda one: one.effective_on),
        }
    )
    clauses = {clause.code: clause for clause in bundle.clauses}
    clause_texts = {
        language: {code: _clause_text(clauses[code], text) for code, text in by_code.items()}
        for language, by_code in bundle.clause_texts.items()
        if by_code
    }
    form_texts = {language: told for language, told in bundle.form_texts.items() if told}
    return replace(bundle, head=head, clause_texts=clause_texts, form_texts=form_texts)


def _clause_text(clause: ClauseEntry, text: ClauseText) -> ClauseText:
    versions = {version.number: version for version in clause.versions}
    current = commentary_digest(*commentary_of(clause))
    is_told = bool(text.explanation or text.examples)
    return text.model_copy(
        update={
            "versions": sorted(
                (_version_text(versions[one.number].text, one) for one in text.versions),
                key=lambda one: one.number,
            ),
            "of": text.of if is_told and text.of != current else None,
        }
    )


def _version_text(source: str, entry: ClauseVersionText) -> ClauseVersionText:
    return entry.model_copy(update={"of": None}) if entry.of == text_digest(source) else entry

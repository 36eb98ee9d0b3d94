"""From a bundle to the text of its files (pure): deterministic, without comments."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from content.cases.sections import write_sections
from content.library.bundles import Bundle, CaseBundle, PolicyBundle
from content.library.kinds import HEAD
from core.strict_yaml import write

type FileTexts = dict[str, str]


def file_texts(bundle: Bundle) -> FileTexts:
    """The text of every file of the folder, by name; reading them gives the bundle back."""
    languages = bundle.head.languages
    texts = {HEAD[bundle.kind]: write(_plain(bundle.head, languages))}
    knowledge = bundle.knowledge
    if knowledge.sources or not isinstance(bundle, PolicyBundle):
        texts["sources.yaml"] = write(_plain(knowledge.sources, languages))
    if not isinstance(bundle, PolicyBundle) or knowledge.facts.facts or knowledge.facts.conflicts:
        texts["facts.yaml"] = write(_plain(knowledge.facts, languages) or {"facts": []})
    for language, by_key in knowledge.fact_texts.items():
        order = [fact.key for fact in knowledge.facts.facts]
        told = {key: by_key[key] for key in order if key in by_key}
        texts[f"facts.{language}.yaml"] = write(_plain(told, languages))
    if isinstance(bundle, CaseBundle):
        for language, sections in bundle.sections.items():
            texts[f"sections.{language}.md"] = write_sections(sections)
    elif isinstance(bundle, PolicyBundle):
        texts |= _policy_texts(bundle)
    return texts


def _policy_texts(bundle: PolicyBundle) -> FileTexts:
    languages = bundle.head.languages
    texts = {"clauses.yaml": write(_plain(bundle.clauses, languages))}
    for language, by_code in bundle.clause_texts.items():
        order = [clause.code for clause in bundle.clauses]
        told = {code: by_code[code] for code in order if code in by_code}
        texts[f"clauses.{language}.yaml"] = write(_plain(told, languages))
    if bundle.forms:
        texts["forms.yaml"] = write(_plain(bundle.forms, languages))
    for language, by_slug in bundle.form_texts.items():
        texts[f"forms.{language}.yaml"] = write(_plain(by_slug, languages))
    return texts


def _plain(value: object, languages: Sequence[str]) -> Any:
    """Models as plain values without what was left at its default; languages in their order."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            name: _plain(getattr(value, name), languages)
            for name, field in fields.items()
            if field.is_required() or getattr(value, name) != field.default
        }
    if isinstance(value, Mapping):
        keys = list(value)
        if keys and set(keys) <= set(languages):
            keys.sort(key=list(languages).index)
        return {key: _plain(value[key], languages) for key in keys}
    if isinstance(value, list | tuple):
        return [_plain(item, languages) for item in value]
    return value

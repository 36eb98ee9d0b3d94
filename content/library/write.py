"""From a bundle to the values and the text of its files (pure): deterministic, no comments."""

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
    return {
        name: write_sections(bundle.sections[language_of(name)])
        if isinstance(bundle, CaseBundle) and name.endswith(".md")
        else write(value)
        for name, value in file_values(bundle).items()
    }


def file_values(bundle: Bundle) -> dict[str, Any]:
    """The values of every file of the folder, by name; sections are a list of them."""
    languages = bundle.head.languages
    values = {HEAD[bundle.kind]: _plain(bundle.head, languages)}
    knowledge = bundle.knowledge
    if knowledge.sources or not isinstance(bundle, PolicyBundle):
        values["sources.yaml"] = _plain(knowledge.sources, languages)
    if not isinstance(bundle, PolicyBundle) or knowledge.facts.facts or knowledge.facts.conflicts:
        values["facts.yaml"] = _plain(knowledge.facts, languages) or {"facts": []}
    for language, by_key in knowledge.fact_texts.items():
        order = [fact.key for fact in knowledge.facts.facts]
        told = {key: by_key[key] for key in order if key in by_key}
        values[f"facts.{language}.yaml"] = _plain(told, languages)
    if isinstance(bundle, CaseBundle):
        for language, sections in bundle.sections.items():
            values[f"sections.{language}.md"] = _plain(sections, languages)
    elif isinstance(bundle, PolicyBundle):
        values |= _policy_values(bundle)
    return values


def language_of(name: str) -> str:
    """The language of a file such as ``sections.en.md``; empty for one of all languages."""
    return name.split(".")[1] if name.count(".") == 2 else ""


def _policy_values(bundle: PolicyBundle) -> dict[str, Any]:
    languages = bundle.head.languages
    values = {"clauses.yaml": _plain(bundle.clauses, languages)}
    for language, by_code in bundle.clause_texts.items():
        order = [clause.code for clause in bundle.clauses]
        told = {code: by_code[code] for code in order if code in by_code}
        values[f"clauses.{language}.yaml"] = _plain(told, languages)
    if bundle.forms:
        values["forms.yaml"] = _plain(bundle.forms, languages)
    for language, by_slug in bundle.form_texts.items():
        values[f"forms.{language}.yaml"] = _plain(by_slug, languages)
    return values


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

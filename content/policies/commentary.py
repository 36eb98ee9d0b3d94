"""Digests of what stands beside a clause, and the data of a form (pure)."""

from typing import Any

from content.policies.form_schemas import FormEntry, FormText
from content.policies.schemas import ClauseEntry
from core.canonical import digest


def commentary_digest(explanation: str, examples: list[dict[str, str]]) -> str:
    """The digest of an explanation and its examples, kept by translations of them."""
    return digest({"explanation": explanation, "examples": examples})


def commentary_of(clause: ClauseEntry) -> tuple[str, list[dict[str, str]]]:
    """The explanation and examples of a clause in its source language, as they are stored."""
    return clause.explanation or "", [example.model_dump() for example in clause.examples]


def form_definition(form: FormEntry) -> dict[str, Any]:
    """The keys and rules of a form, the same in every language."""
    return {
        "seats": [seat.key for seat in form.seats],
        "fields": [
            {
                "key": field.key,
                "kind": field.kind,
                "role": field.role,
                "required": field.required,
                "seats": field.seats,
                "depends_on": field.depends_on.model_dump() if field.depends_on else None,
                "options": [{"key": option.key, "rank": option.rank} for option in field.options],
            }
            for field in form.fields
        ],
    }


def form_words(form: FormEntry) -> dict[str, Any]:
    """The words of a form in its source language, in the shape of its translations."""
    return FormText.model_validate(
        {
            "title": form.title,
            "seats": {seat.key: seat.label for seat in form.seats},
            "fields": {
                field.key: {
                    "label": field.label,
                    "help": field.help,
                    "options": {option.key: option.label for option in field.options},
                }
                for field in form.fields
            },
        }
    ).model_dump()


def form_entry(slug: str, definition: dict[str, Any], words: dict[str, Any]) -> FormEntry:
    """The form as forms.yaml tells it, from its stored definition and source words."""
    fields = []
    for field in definition["fields"]:
        told = words["fields"][field["key"]]
        options = [
            option | {"label": told["options"][option["key"]]} for option in field["options"]
        ]
        fields.append(field | {"label": told["label"], "help": told["help"], "options": options})
    seats = [{"key": key, "label": words["seats"][key]} for key in definition["seats"]]
    return FormEntry.model_validate(
        {"slug": slug, "title": words["title"], "seats": seats, "fields": fields}
    )

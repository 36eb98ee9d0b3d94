"""The decision form as the page shows it, and as it is gone through afterwards."""

from collections.abc import Callable
from typing import Any

from courses.questions.answers import LONG_TEXT
from courses.questions.decision.applying import Values, chosen_in, snapshot_in
from courses.questions.decision.definition import DecisionDefinition, DecisionTexts
from courses.questions.decision.form import Labels, SnapshotField
from courses.questions.errors import NotComplete
from courses.questions.question_type import View


def labels_in(texts: DecisionTexts) -> Labels:
    """Return the words of the form; raise NotComplete for texts as they were written."""
    if texts.labels is None:
        raise NotComplete("decision/1 needs the words of its form: complete the texts first")
    return texts.labels


def shown_report(texts: DecisionTexts, order: list[str]) -> View:
    """Return the report and what can be opened beside it."""
    return {
        "report": texts.report.model_dump(),
        "context": [{"key": key, **texts.context[key].model_dump()} for key in order],
    }


def shown_fields(definition: DecisionDefinition, texts: DecisionTexts) -> list[View]:
    """Return the fields with their words: what the form is, nothing of what is right."""
    labels = labels_in(texts)
    return [_shown_field(definition, field, labels) for field in snapshot_in(definition).fields]


def _shown_field(definition: DecisionDefinition, field: SnapshotField, labels: Labels) -> View:
    words = labels.fields[field.key]
    named = labels.clauses if field.kind == "clause" else words.options
    needed = field.depends_on
    return {
        "key": field.key,
        "kind": field.kind,
        "label": words.label,
        "help": words.help,
        "required": field.required,
        "depends_on": needed.field if needed else "",
        "any_of": " ".join(needed.any_of) if needed else "",
        "depends_label": labels.fields[needed.field].label if needed else "",
        "options": [{"key": key, "label": named[key]} for key in definition.options_of(field)],
    }


def field_controls(fields: list[View], values: Values, prefix: str) -> list[View]:
    """Return the fields with names, ids and what was chosen or typed in each."""
    rows = []
    for field in fields:
        name = f"{prefix}.field.{field['key']}"
        chosen = chosen_in(values, field["key"])
        options = [
            {
                **option,
                "id": f"{name}.{index}",
                "checked": option["key"] in chosen,
            }
            for index, option in enumerate(field["options"])
        ]
        typed = values.get(field["key"], "") if field["kind"] == "text" else ""
        row = {"name": name, "options": options, "typed": typed, "limit": LONG_TEXT}
        row["where"] = f"fields.{field['key']}"
        rows.append({**field, **row})
    return rows


def reviewed_fields(
    definition: DecisionDefinition,
    texts: DecisionTexts,
    values: Values,
    outcomes: Any,
    *,
    told: bool,
) -> list[View]:
    """Return field by field what was decided, the code, and once it may be told what is right."""
    labels = labels_in(texts)
    rows = []
    for field in snapshot_in(definition).fields:
        wanted = definition.fields.get(field.key)
        code = outcomes.get(field.key, "")
        named = labels.clauses if field.kind == "clause" else labels.fields[field.key].options
        in_words = _in_words(named)
        is_text = field.kind == "text"
        reveals = told and wanted is not None and bool(code)
        speaks = told and (wanted is None or bool(code))
        rows.append(
            {
                "key": field.key,
                "label": labels.fields[field.key].label,
                "role": field.role or "",
                "code": code,
                "chosen": [] if is_text else in_words(chosen_in(values, field.key)),
                "typed": values.get(field.key, "") if is_text else "",
                "right": in_words(wanted.right) if reveals and wanted else None,
                "also": in_words(wanted.also) if reveals and wanted else None,
                "any_of_right": field.kind == "one",
                "feedback": texts.field_feedback.get(field.key, "") if speaks else "",
            }
        )
    return rows


def _in_words(named: dict[str, str]) -> Callable[[Any], list[str]]:
    return lambda keys: [named[key] for key in keys]

"""The decision form as the page shows it, and as it is gone through afterwards."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, get_args

from courses.questions.answers import LONG_TEXT
from courses.questions.decision.applying import Values, chosen_in, snapshot_in, timed_fields
from courses.questions.decision.definition import DecisionDefinition, DecisionTexts, Within
from courses.questions.decision.form import Labels, SnapshotField
from courses.questions.decision.scoring import ERROR_KINDS
from courses.questions.errors import NotComplete
from courses.questions.question_type import View


def labels_in(texts: DecisionTexts) -> Labels:
    """Return the words of the form; raise NotComplete for texts as they were written."""
    if texts.labels is None:
        raise NotComplete("decision/1 needs the words of its form: complete the texts first")
    return texts.labels


def shown_report(definition: DecisionDefinition, texts: DecisionTexts) -> View:
    """Return the report as the tool would show it, and what can be opened beside it."""
    return {
        "report": texts.report.model_dump(),
        "automatic": [texts.automatic[key] for key in definition.automatic],
        "history": [texts.history[key].model_dump() for key in definition.history],
        "thread": [texts.thread[key].model_dump() for key in definition.thread],
        "context": [{"key": key, **texts.context[key].model_dump()} for key in definition.context],
    }


def shown_fields(definition: DecisionDefinition, texts: DecisionTexts) -> list[View]:
    """Return the fields with their words: what the form is, nothing of what is right."""
    labels, timed = labels_in(texts), timed_fields(definition)
    rows = []
    for field in snapshot_in(definition).fields:
        row = _shown_field(definition, field, labels)
        if field.key in timed:
            none = field.none_options()
            row["timed_by"] = " ".join(o.key for o in field.options if o.key not in none)
        rows.append(row)
    return rows


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


def field_controls(
    fields: list[View], values: Values, times: Mapping[str, str], prefix: str
) -> list[View]:
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
        if "timed_by" in field:
            row["within"] = _time_control(field["key"], times, prefix)
        rows.append({**field, **row})
    return rows


def _time_control(key: str, times: Mapping[str, str], prefix: str) -> View:
    return {
        "name": f"{prefix}.within.{key}",
        "where": f"within.{key}",
        "options": [(time, times.get(key) == time) for time in get_args(Within)],
    }


def reviewed_fields(
    definition: DecisionDefinition,
    texts: DecisionTexts,
    answer: Mapping[str, Any],
    outcomes: Mapping[str, str],
    *,
    told: bool,
) -> list[View]:
    """Return field by field what was decided, the code, and once it may be told what is right."""
    rows = []
    for field in snapshot_in(definition).fields:
        row = _reviewed_field(definition, texts, field, answer, outcomes.get(field.key, ""))
        row["time_code"] = outcomes.get(f"{field.key}.within", "")
        wanted = definition.fields.get(field.key)
        if not (told and wanted is not None and row["code"]):
            row |= {"right": None, "also": None, "due": ""}
        if not (told and (wanted is None or row["code"])):
            row["feedback"] = ""
        rows.append(row)
    return rows


def _reviewed_field(
    definition: DecisionDefinition,
    texts: DecisionTexts,
    field: SnapshotField,
    answer: Mapping[str, Any],
    code: str,
) -> View:
    """Return all there is to tell of one field; what may not be told yet is taken out after."""
    labels, values = labels_in(texts), answer.get("fields", {})
    wanted = definition.fields.get(field.key)
    named = labels.clauses if field.kind == "clause" else labels.fields[field.key].options
    is_text = field.kind == "text"
    return {
        "key": field.key,
        "label": labels.fields[field.key].label,
        "role": field.role or "",
        "code": code,
        "error": ERROR_KINDS.get(code, ""),
        "chosen": [] if is_text else [named[key] for key in chosen_in(values, field.key)],
        "typed": values.get(field.key, "") if is_text else "",
        "right": [named[key] for key in wanted.right] if wanted else None,
        "also": [named[key] for key in wanted.also] if wanted else None,
        "any_of_right": field.kind == "one",
        "feedback": texts.field_feedback.get(field.key, ""),
        "said_due": answer.get("within", {}).get(field.key, ""),
        "due": (wanted.within or "") if wanted else "",
    }


def reviewed_split(definition: DecisionDefinition, texts: DecisionTexts) -> View | None:
    """Return how experts decided, with how many they were; None where they do not differ."""
    split = definition.split
    if split is None:
        return None
    words = labels_in(texts).fields[split.field]
    return {
        "label": words.label,
        "experts": split.experts,
        "votes": [
            {
                "label": words.options[vote.option],
                "count": vote.count,
                "percent": round(Fraction(vote.count * 100, split.experts)),
                "reason": texts.split.get(vote.option, ""),
            }
            for vote in split.votes
        ],
    }


def percentages(axes: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the axes in whole percent, where there is more than one."""
    return {name: round(share * 100) for name, share in axes.items()} if len(axes) > 1 else {}

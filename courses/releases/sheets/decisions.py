"""Decision items as rows: the report, and the right answer field by field of a form. Pure.

A form's fields are columns: `right_action`, `also_action`, `weight_action`, `severity_action`,
`within_action`, `within_weight_action` and `feedback_action` for the field `action`. What can be
opened beside the report stands in `context_title_1`, `context_text_1` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.received.sheets import Row
from courses.catalogue.drafts import QuestionDraft
from courses.questions.errors import Path
from courses.releases.sheets.cells import (
    BETWEEN,
    COMMON,
    Entry,
    RowFault,
    RowRefused,
    common_cells,
    common_of,
    keys_for,
    named,
    parts_of,
    question_of,
)
from courses.releases.sheets.questions import says_the_same

KIND = "decision/1"
REPORT = ("post", "reason", "account")
_CONTEXT = tuple(f"context_{what}_{n}" for n in range(1, 5) for what in ("title", "text"))
OWN = (
    "uid", "form", "seat", *REPORT, "clauses", "ask_within", *_CONTEXT, "context_keys", "feedback",
    *COMMON,
)  # fmt: skip
NEEDED = ("form", "seat", "post", "feedback")
OF_FIELDS = ("also", "weight", "severity", "within", "within_weight")
OF_A_FIELD = re.compile(
    r"(?P<what>right|also|within_weight|weight|severity|within|feedback)_(?P<field>[a-z0-9-]{1,64})"
)


@dataclass(frozen=True)
class FormShape:
    """What a template needs of a form: its key, a seat, and its fields with an option each."""

    key: str
    seat: str
    fields: tuple[tuple[str, str], ...]


def columns_of(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of a template for these fields, in the order of thought."""
    named_fields = list(fields)
    right = [f"{what}_{field}" for field in named_fields for what in ("right", "also", "weight")]
    said = [f"feedback_{field}" for field in named_fields]
    first = OWN[: OWN.index("ask_within")]
    return (*first, *right, *said, *OWN[OWN.index("feedback") :])


def example_for(form: FormShape) -> dict[str, str]:
    """Return the cells of an example row on a form."""
    right = {f"right_{field}": option for field, option in form.fields if option}
    return {
        "uid": "fee-for-papers",
        "form": form.key,
        "seat": form.seat,
        "post": "The post offers work abroad and asks for a fee for papers before work begins.",
        "reason": "Asked for money for a job.",
        "account": "Opened last week. No measure so far.",
        **right,
        "feedback": "Say what decides, and which rule it rests on.",
        "difficulty": "1",
    }


def is_known(column: str) -> bool:
    """Say whether a table of decision items may have this column."""
    return column in OWN or bool(OF_A_FIELD.fullmatch(column))


def read_row(row: Row, language: str) -> QuestionDraft:
    """Return the decision item that a row says, its uid as given. Raises RowRefused."""
    cells = row.cells
    faults = [RowFault(name, "is needed") for name in NEEDED if name not in cells]
    fields: dict[str, Entry] = {}
    said: Entry = {}
    for column, cell in cells.items():
        found = OF_A_FIELD.fullmatch(column)
        if found is None or column in OWN:
            continue
        if found["what"] == "feedback":
            said[found["field"]] = cell
        else:
            fields.setdefault(found["field"], {})[found["what"]] = _value(
                column, cell, found["what"]
            )
    for field, told in fields.items():
        if "right" not in told:
            faults.append(RowFault(f"right_{field}", "is needed where the field is scored"))
        elif told["right"] == ["-"]:
            told["right"] = []
    if not fields:
        faults.append(RowFault("", "says no right answer: fill a column right_… of the form"))
    if faults:
        raise RowRefused(faults)
    entry: Entry = {"form": cells["form"], "seat": cells["seat"], "fields": fields}
    if "clauses" in cells:
        entry["clauses"] = parts_of(cells["clauses"])
    if "ask_within" in cells:
        entry["ask_within"] = cells["ask_within"].lower()
    report = {name: cells[name] for name in REPORT if name in cells}
    texts: Entry = {"report": report, "feedback": cells["feedback"]}
    if context := _context(cells):
        entry["context"], texts["context"] = list(context), context
    if said:
        texts["field_feedback"] = said
    whole = {**entry, "texts": texts, **common_of(cells)}
    return question_of(row, KIND, whole, language, column_of)


def _value(column: str, cell: str, what: str) -> object:
    if what in ("right", "also"):
        return parts_of(cell)
    if what != "severity":
        return cell
    pairs = [part.partition("=") for part in parts_of(cell)]
    if any(not sign for _code, sign, _quanta in pairs):
        raise RowRefused([RowFault(column, "is written as wrong_action=5000")])
    return {code.strip(): quanta.strip() for code, _sign, quanta in pairs}


def _context(cells: Mapping[str, str]) -> Entry:
    """What can be opened beside the report, by key."""
    titles = {n: cells[f"context_title_{n}"] for n in range(1, 5) if f"context_title_{n}" in cells}
    texts = {n: cells[f"context_text_{n}"] for n in range(1, 5) if f"context_text_{n}" in cells}
    for number in {*titles} ^ {*texts}:
        column = f"context_{'text' if number in titles else 'title'}_{number}"
        raise RowRefused([RowFault(column, "is needed: a title and a text go together")])
    told = [{"title": titles[number], "text": texts[number]} for number in sorted(titles)]
    if not told:
        return {}
    keys = keys_for(
        [one["text"] for one in told],
        cells.get("context_keys", ""),
        "context_keys",
        fallback=lambda place: f"context-{place + 1}",
    )
    return dict(zip(keys, told, strict=True))


def uid_for(question: QuestionDraft, language: str, taken: set[str]) -> str:
    """Return the uid of a row's item: its own, or one made from its report."""
    report = question.texts[language].texts["report"]
    return named(question.uid, str(report["post"])[:40], taken, "report")


def column_of(path: Path) -> str:
    """Return the column in which a fault's path stands."""
    steps = [str(step) for step in path if step != "texts"]
    match steps:
        case ["fields", field, what, *_] if what in OF_FIELDS:
            return f"{what}_{field}"
        case ["fields", field, *_]:
            return f"right_{field}"
        case ["field_feedback", field, *_]:
            return f"feedback_{field}"
        case ["report", part, *_]:
            return part
        case ["context", *_]:
            return "context_text_1"
        case [first, *_]:
            return first
    return ""


def write_row(question: QuestionDraft, language: str) -> dict[str, str] | None:
    """Return the cells of a decision item; None if a row cannot tell all of it."""
    words = question.texts.get(language)
    if question.type != KIND or words is None or not words.is_ready:
        return None
    definition, texts = question.definition, words.texts
    cells = {
        **common_cells(question),
        "form": str(definition["form"]),
        "seat": str(definition["seat"]),
        **{name: str(texts["report"].get(name) or "") for name in REPORT},
        "clauses": f"{BETWEEN} ".join(definition.get("clauses", ())),
        "ask_within": "true" if definition.get("ask_within") else "",
        "feedback": str(texts["feedback"]),
        **_context_cells(definition.get("context", ()), texts.get("context", {})),
        **_field_cells(definition["fields"]),
        **{f"feedback_{key}": text for key, text in texts.get("field_feedback", {}).items()},
    }
    told = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    try:
        again = read_row(Row(1, told), language)
    except RowRefused:
        return None
    return told if says_the_same(again, question, language) else None


def _context_cells(keys: Sequence[str], texts: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    cells = {}
    for number, key in enumerate(keys, start=1):
        for what in ("title", "text"):
            cells[f"context_{what}_{number}"] = texts[key][what]
    return {**cells, "context_keys": f"{BETWEEN} ".join(keys)} if cells else {}


def _field_cells(fields: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, field in fields.items():
        for what, value in field.items():
            if isinstance(value, Mapping):
                told = f"{BETWEEN} ".join(f"{code}={quanta}" for code, quanta in value.items())
            elif isinstance(value, list | tuple):
                told = f"{BETWEEN} ".join(map(str, value))
            else:
                told = str(value)
            cells[f"{what}_{key}"] = told or ("-" if what == "right" else "")
    return cells

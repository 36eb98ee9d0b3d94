"""Questions as rows: single and multiple choice, numbers, short texts, orderings, matchings. Pure.

The columns of a type are in COLUMNS; a cell that its type does not know is refused, so that
nothing is lost unseen. `read_row(write_row(q)) == q` for every question that `write_row` writes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.received.sheets import Row
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.questions.errors import Path
from courses.questions.telling import tells_order, tells_pairs
from courses.releases.sheets.cells import (
    BETWEEN,
    COMMON,
    MOST,
    Entry,
    RowFault,
    RowRefused,
    common_cells,
    common_of,
    keys_for,
    named,
    numbered,
    parts_of,
    question_of,
    quiet_keys,
    without_gap,
)

_OPTIONS = tuple(f"option_{number}" for number in range(1, MOST + 1))
_FEEDBACKS = tuple(f"option_feedback_{number}" for number in range(1, MOST + 1))
_MATCHES = tuple(f"match_{number}" for number in range(1, MOST + 1))
_CHOICE = (*_OPTIONS, *_FEEDBACKS, "correct", "fixed_order", "keys")
# What each type knows besides the columns of every question.
COLUMNS: dict[str, tuple[str, ...]] = {
    "single/1": _CHOICE,
    "multiple/1": _CHOICE,
    "numeric/1": ("answer", "tolerance", "unit"),
    "short/1": ("accepted", "case_sensitive", "ignore_accents", "keys"),
    "ordering/1": (*_OPTIONS, "keys"),
    "matching/1": (*_OPTIONS, *_MATCHES, "keys", "match_keys"),
}
_FIRST = ("uid", "type", "stem")
_LAST = ("feedback", *COMMON)
ALL = (
    *_FIRST, *_OPTIONS, *_FEEDBACKS, *_MATCHES, "correct", "answer", "tolerance", "unit",
    "accepted", "case_sensitive", "ignore_accents", "fixed_order", "keys", "match_keys", *_LAST,
)  # fmt: skip
NEEDED = ("type", "stem", "feedback")
# What the template shows: as few columns as a first table needs.
TEMPLATE = (
    "uid", "type", "stem", "option_1", "option_2", "option_3", "option_4", "correct", "answer",
    "accepted", "feedback", "difficulty", "tags", "covers",
)  # fmt: skip
EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "uid": "fee-before-work",
        "type": "single",
        "stem": "An offer of work asks for a fee before work begins. What is that?",
        "option_1": "A sign of a scam, to be looked at further",
        "option_2": "Usual, and nothing to look at",
        "correct": "1",
        "feedback": "A fee before any work is a common sign; it is no proof by itself.",
        "difficulty": "1",
        "tags": "scams",
    },
    {
        "uid": "member-states",
        "type": "numeric",
        "stem": "How many member states does the European Union have?",
        "answer": "27",
        "feedback": "27, since 2020.",
        "difficulty": "1",
    },
)


def read_row(row: Row, language: str) -> QuestionDraft:
    """Return the question that a row says, its uid as given. Raises RowRefused."""
    cells = row.cells
    faults = [RowFault(name, "is needed") for name in NEEDED if name not in cells]
    kind = cells.get("type", "").removesuffix("/1").lower() + "/1"
    if "type" in cells and kind not in COLUMNS:
        known = ", ".join(name.removesuffix("/1") for name in COLUMNS)
        faults.append(RowFault("type", f"is no type that a row can tell; known: {known}"))
    elif "type" in cells:
        allowed = {*_FIRST, *COLUMNS[kind], *_LAST}
        faults += [
            RowFault(name, f"does not belong to {kind.removesuffix('/1')}")
            for name in cells
            if name not in allowed
        ]
    if faults:
        raise RowRefused(faults)
    own, texts = _OWN[kind](cells)
    entry: Entry = {
        **own,
        "texts": {**texts, "stem": cells["stem"], "feedback": cells["feedback"]},
    }
    return question_of(row, kind, {**entry, **common_of(cells)}, language, _column_of(entry))


def uid_for(question: QuestionDraft, language: str, taken: set[str]) -> str:
    """Return the uid of a row's question: its own, or one made from what it asks."""
    stem = str(question.texts[language].texts.get("stem", ""))
    return named(question.uid, stem[:48], taken, "question")


def write_row(question: QuestionDraft, language: str) -> dict[str, str] | None:
    """Return the cells of a question in one language; None if a row cannot tell all of it."""
    words = question.texts.get(language)
    if question.type not in COLUMNS or words is None or not words.is_ready:
        return None
    cells = {
        **common_cells(question),
        "type": question.type.removesuffix("/1"),
        "stem": str(words.texts["stem"]),
        "feedback": str(words.texts["feedback"]),
        **_cells(question, words),
    }
    told = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    try:
        again = read_row(Row(1, told), language)
    except RowRefused:
        return None
    return told if says_the_same(again, question, language) else None


def column_of(question: QuestionDraft, path: Path) -> str:
    """Return the column in which something in a question stands that was read from a row."""
    definition = {name: question.definition.get(name) for name in ("options", "items", "prompts")}
    return _column_of(definition)(path)


def says_the_same(row: QuestionDraft, question: QuestionDraft, language: str) -> bool:
    """Say whether a row's question is the other one, but for its translations and retirement."""
    pairs = (
        (row.type, question.type),
        (_definition(row), _definition(question)),
        (_words(row.texts[language].texts), _words(question.texts[language].texts)),
        (row.marks, question.marks),
        (row.difficulty, question.difficulty),
        (row.intensity, question.intensity),
        (row.tags, question.tags),
        (row.covers, question.covers),
    )
    return all(left == right for left, right in pairs)


def _words(value: Any) -> Any:
    """The texts without white space around them, which a cell does not keep."""
    if isinstance(value, Mapping):
        return {key: _words(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_words(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def _definition(question: QuestionDraft) -> dict[str, Any]:
    """The definition; the choices of a matching are shown shuffled, so their order says nothing."""
    told = dict(question.definition)
    if question.type == "matching/1":
        told["choices"] = sorted(told["choices"])
    return told


def _choice(cells: Mapping[str, str]) -> tuple[Entry, Entry]:
    texts = without_gap(numbered(cells, "option"), "option")
    keys = keys_for(texts, cells.get("keys", ""), "keys", fallback=lambda n: "abcdefghijkl"[n])
    right = []
    for part in parts_of(cells.get("correct", "")):
        place = int(part) if part.isascii() and part.isdecimal() and len(part) < 4 else 0
        if not 1 <= place <= len(keys):
            message = f"“{part[:20]}” is the number of no option"
            raise RowRefused([RowFault("correct", message)])
        right.append(keys[place - 1])
    if not right:
        raise RowRefused([RowFault("correct", "is needed: the number of the right option")])
    is_single = cells["type"].lower().startswith("single")
    if is_single and len(right) > 1:
        raise RowRefused([RowFault("correct", "names several; that is a multiple choice")])
    said = numbered(cells, "option_feedback")
    if stray := [number for number in said if number > len(keys)]:
        message = "tells of an option that is empty"
        raise RowRefused([RowFault(f"option_feedback_{stray[0]}", message)])
    own: Entry = {"options": keys, "correct": right[0] if is_single else right}
    if "fixed_order" in cells:
        own["fixed_order"] = cells["fixed_order"].lower()
    told: Entry = {"options": dict(zip(keys, texts, strict=True))}
    if said:
        told["option_feedback"] = {keys[number - 1]: text for number, text in said.items()}
    return own, told


def _numeric(cells: Mapping[str, str]) -> tuple[Entry, Entry]:
    own: Entry = {name: cells[name] for name in ("answer", "tolerance") if name in cells}
    return own, {"unit": cells["unit"]} if "unit" in cells else {}


def _short(cells: Mapping[str, str]) -> tuple[Entry, Entry]:
    own: Entry = {
        name: cells[name].lower() for name in ("case_sensitive", "ignore_accents") if name in cells
    }
    strings = parts_of(cells.get("accepted", ""))
    if not strings:
        raise RowRefused([RowFault("accepted", "is needed: what counts as right")])
    key = cells.get("keys", "answer")
    return {**own, "accept": [{"key": key}]}, {"accepted": {key: strings}}


def _ordering(cells: Mapping[str, str]) -> tuple[Entry, Entry]:
    texts = without_gap(numbered(cells, "option"), "option")
    quiet = quiet_keys(texts, "k")
    keys = keys_for(texts, cells.get("keys", ""), "keys", fallback=lambda n: quiet[n])
    if tells_order(keys) and not cells.get("keys"):
        keys = [f"{key}-x" for key in keys]
    return {"items": keys}, {"items": dict(zip(keys, texts, strict=True))}


def _matching(cells: Mapping[str, str]) -> tuple[Entry, Entry]:
    prompts = without_gap(numbered(cells, "option"), "option")
    said = numbered(cells, "match")
    if missing := [n for n in range(1, len(prompts) + 1) if n not in said]:
        raise RowRefused([RowFault(f"match_{missing[0]}", "is needed: what the option goes with")])
    choices = list(dict.fromkeys(said[number] for number in sorted(said)))
    left, right = quiet_keys(prompts, "p"), quiet_keys(choices, "c")
    keys = keys_for(prompts, cells.get("keys", ""), "keys", fallback=lambda n: left[n])
    others = keys_for(
        choices, cells.get("match_keys", ""), "match_keys", fallback=lambda n: right[n]
    )
    by_text = dict(zip(choices, others, strict=True))
    pairs = {key: by_text[said[number]] for number, key in enumerate(keys, start=1)}
    if tells_pairs(pairs) and not (cells.get("keys") or cells.get("match_keys")):
        others = [f"{key}-x" for key in others]
        by_text = dict(zip(choices, others, strict=True))
        pairs = {key: by_text[said[number]] for number, key in enumerate(keys, start=1)}
    own: Entry = {"prompts": keys, "choices": others, "pairs": pairs}
    told: Entry = {
        "prompts": dict(zip(keys, prompts, strict=True)),
        "choices": dict(zip(others, choices, strict=True)),
    }
    return own, told


_OWN = {
    "single/1": _choice,
    "multiple/1": _choice,
    "numeric/1": _numeric,
    "short/1": _short,
    "ordering/1": _ordering,
    "matching/1": _matching,
}


def _column_of(entry: Mapping[str, object]) -> Callable[[Path], str]:
    """The column in which a fault's path stands."""

    def column(path: Path) -> str:
        steps = [str(step) for step in path if step != "texts"]
        if not steps:
            return ""
        first = steps[0]
        keys = _listed(entry.get("options") or entry.get("items") or entry.get("prompts"))
        stem = {"options": "option", "items": "option", "prompts": "option"}.get(first, first)
        stem = {"choices": "match", "pairs": "match"}.get(stem, stem)
        if len(steps) > 1 and steps[1] in keys and stem in ("option", "option_feedback", "match"):
            return f"{stem}_{keys.index(steps[1]) + 1}"
        return {"option": "option_1", "match": "match_1", "accept": "accepted"}.get(stem, stem)

    return column


def _listed(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _cells(question: QuestionDraft, words: QuestionWords) -> dict[str, str]:
    definition, texts = question.definition, words.texts
    match question.type:
        case "numeric/1":
            cells = {"answer": definition["answer"], "tolerance": definition.get("tolerance", "")}
            return {**cells, "unit": texts.get("unit") or ""}
        case "short/1":
            flags = ("case_sensitive", "ignore_accents")
            told = {name: "true" for name in flags if definition.get(name)}
            key, strings = next(iter(texts["accepted"].items()))
            return {**told, "keys": key, "accepted": f"{BETWEEN} ".join(strings)}
        case "ordering/1":
            return _numbered("option", definition["items"], texts["items"], "keys")
        case "matching/1":
            return _matching_cells(definition, texts)
    cells = _numbered("option", definition["options"], texts["options"], "keys")
    for place, key in enumerate(definition["options"], start=1):
        cells[f"option_feedback_{place}"] = texts.get("option_feedback", {}).get(key, "")
    right = definition["correct"]
    right = [right] if isinstance(right, str) else right
    places = [str(definition["options"].index(key) + 1) for key in right]
    return {
        **cells,
        "correct": f"{BETWEEN} ".join(places),
        "fixed_order": "true" if definition.get("fixed_order") else "",
    }


def _matching_cells(definition: Mapping[str, Any], texts: Mapping[str, Any]) -> dict[str, str]:
    cells = _numbered("option", definition["prompts"], texts["prompts"], "keys")
    paired = [definition["pairs"][key] for key in definition["prompts"]]
    rest = [key for key in definition["choices"] if key not in paired]
    order = [*paired, *rest]
    for place, key in enumerate(order, start=1):
        cells[f"match_{place}"] = texts["choices"][key]
    cells["match_keys"] = f"{BETWEEN} ".join(dict.fromkeys(order))
    return cells


def _numbered(stem: str, keys: list[str], texts: Mapping[str, str], column: str) -> dict[str, str]:
    cells = {f"{stem}_{place}": texts[key] for place, key in enumerate(keys, start=1)}
    return {**cells, column: f"{BETWEEN} ".join(keys)}

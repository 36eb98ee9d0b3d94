"""Between what is stored, what is typed and what is stored again: nothing gets lost. Pure."""

from copy import deepcopy
from typing import Any

import pytest

from courses.questions.errors import FaultsFound
from courses.workshop.pages.questioning import nodes, rows, typed
from courses.workshop.pages.questioning.decisions import completed, decision_layout
from courses.workshop.pages.questioning.layouts import LAYOUTS, PURPOSES
from tests.courses.questions.examples import CLOZE, EXAMPLES, FORM, ORDERING, SINGLE, Example

every_type = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.key)


def _form() -> dict[str, Any]:
    form = deepcopy(FORM)
    for field in form["fields"]:
        for name, plain in (("seats", None), ("role", None), ("options", [])):
            field.setdefault(name, plain)
    return form


def _layout(example: Example) -> Any:
    if example.key != "decision/1":
        return LAYOUTS[example.key]
    clauses = tuple(example.entry["clauses"])
    return decision_layout((), _form(), "front-line", clauses=clauses)


def _entry(example: Example) -> dict[str, Any]:
    definition, texts = example.type.from_entry(example.entry)
    return {**example.type.to_json(definition), "texts": example.type.to_json(texts)}


def _fields(example: Example) -> list[dict[str, Any]]:
    return [one for one in _form()["fields"] if one["seats"] is None]


def _again(example: Example, state: typed.State) -> Any:
    entry = typed.written(_layout(example), state).entry
    return example.type.from_entry(completed(entry, _fields(example)))


@every_type
def test_what_is_stored_comes_back(example: Example) -> None:
    state = typed.opened(_layout(example), _entry(example), {})
    assert _again(example, state) == example.type.from_entry(example.entry)


@every_type
def test_what_a_form_sends_is_what_it_shows(example: Example) -> None:
    layout = _layout(example)
    state = typed.opened(layout, _entry(example), {})
    assert typed.read_state(layout, _data(layout, state), typed.PREFIX) == state


def _data(layout: Any, state: typed.State) -> dict[str, list[str]]:
    sent: dict[str, list[str]] = {}
    _collect(nodes.shown(layout, state, {}), sent)
    return sent


def _collect(views: list[dict[str, Any]], sent: dict[str, list[str]]) -> None:
    for view in views:
        if view["what"] == "group":
            _collect(view["nodes"], sent)
        elif view["what"] == "rows":
            for row in view["rows"]:
                sent[f"{row['at']}.key"] = [row["key"]]
                if row["kind"]:
                    sent[f"{row['at']}.kind"] = [row["kind"]]
                for mark in row["marks"]:
                    if mark["checked"]:
                        sent.setdefault(mark["name"], []).append(row["key"])
                _collect(row["nodes"], sent)
        elif view["kind"] == "flag":
            if view["value"]:
                sent[view["name"]] = ["1"]
        elif view["kind"] == "picks":
            sent[view["name"]] = list(view["value"])
        else:
            sent[view["name"]] = [view["value"]]


@every_type
def test_empty_form_is_told_what_it_lacks_at_its_places(example: Example) -> None:
    layout = _layout(example)
    found = typed.written(layout, rows.fresh_state(layout))
    with pytest.raises(FaultsFound) as refused:
        example.type.from_entry(completed(found.entry, _fields(example)))
    for fault in refused.value.faults:
        assert fault.path == ("fields",) or found.control_at(fault.path), fault


def test_a_fault_is_told_at_the_row_that_it_is_about() -> None:
    layout = LAYOUTS["single/1"]
    state = typed.opened(layout, _entry(SINGLE), {})
    state["options"][2]["text"] = ""
    found = typed.written(layout, state)
    assert found.control_at(("texts", "options", "blue")) == "e.options.2.text"
    assert found.control_at(("correct",)) == "e.options.right"
    assert found.control_at(("options", 1)) == "e.options.1"
    assert found.control_at(("texts", "stem")) == "e.stem"
    assert found.control_at(("nowhere",)) == ""


def test_rows_are_added_removed_and_moved_and_keys_stay() -> None:
    layout = LAYOUTS["ordering/1"]
    state = typed.opened(layout, _entry(ORDERING), {})
    keys = [row["key"] for row in state["items"]]
    assert rows.changed(layout, state, "down:items:0") == "e.items.1"
    assert rows.changed(layout, state, "up:items:0") == "e.items.0"
    assert [row["key"] for row in state["items"]] == [keys[1], keys[0], *keys[2:]]
    assert rows.changed(layout, state, "remove:items:4") == "e.items.3"
    assert rows.changed(layout, state, "add:items") == "e.items.4"
    fresh = state["items"][-1]["key"]
    assert fresh not in keys
    assert len(fresh) == 4
    for nonsense in ("", "add", "add:nothing", "up:items:x", "remove:items:99", "burn:items:0",
                     "add:items.0.more", "up:items.9.x:0", "remove:stem:0"):  # fmt: skip
        before = deepcopy(state)
        rows.changed(layout, state, nonsense)
        assert state == before


def test_blank_of_each_kind_is_added_with_a_letter_of_its_own() -> None:
    layout = LAYOUTS["cloze/1"]
    state = typed.opened(layout, _entry(CLOZE), {})
    for kind in ("choice", "short", "number"):
        rows.changed(layout, state, f"add:blanks:{kind}")
    assert [row["key"] for row in state["blanks"][3:]] == ["a", "b", "c"]
    assert rows.changed(layout, state, "add:blanks.3.options") == "e.blanks.3.options.2"
    assert rows.changed(layout, state, "add:blanks:essay") == "e.blanks"


def test_number_of_rows_is_bounded() -> None:
    layout = LAYOUTS["single/1"]
    state = rows.fresh_state(layout)
    for _ in range(60):
        rows.changed(layout, state, "add:options")
    assert len(state["options"]) == 26
    sent = {f"e.options.{n}.key": [f"k{n}"] for n in range(1000)}
    assert len(typed.read_state(layout, sent, typed.PREFIX)["options"]) <= 27


@pytest.mark.parametrize(
    ("percent", "quanta"),
    [("100", "10000"), ("12.5", "1250"), ("33,33 %", "3333"), ("0", "0"), ("half", "half"),
     ("0.001", "0.001"), ("NaN", "NaN"), ("1e99", "1e99"), ("", "")],
)  # fmt: skip
def test_percent_are_quanta(percent: str, quanta: str) -> None:
    assert typed.quanta_of(percent) == quanta
    if quanta.isdigit():
        assert typed.quanta_of(typed.percent_of(quanta)) == quanta


def test_every_type_says_what_it_is_good_for() -> None:
    assert {key for key, _words in PURPOSES} == {example.key for example in EXAMPLES}
    assert {*LAYOUTS, "decision/1"} == {example.key for example in EXAMPLES}

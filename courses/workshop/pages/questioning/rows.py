"""Rows of an editor: the first ones, adding, removing and moving them; and their keys."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence

from courses.workshop.pages.questioning.spec import Group, Node, Rows
from courses.workshop.pages.questioning.typed import PREFIX, State, opened

_LETTERS = "bcdfghjkmnpqrstvwxz"


def fresh_state(nodes: Sequence[Node]) -> State:
    """Return what an empty form shows: the first rows, and what is meant unless told."""
    return grown(nodes, opened(nodes, {}, _Nothing()))


class _Nothing(dict[str, str]):
    """Names of rows that are not there."""

    def __missing__(self, name: str) -> str:
        return "0" if name.endswith("#") else ""

    def __iter__(self) -> Iterator[str]:
        return iter([""])

    def __reversed__(self) -> Iterator[str]:
        return iter([""])


def grown(nodes: Sequence[Node], state: State) -> State:
    """Return the state with the rows that a form begins with, where there are none."""
    for node in nodes:
        if isinstance(node, Group):
            grown(node.fields, state[node.name])
        elif isinstance(node, Rows) and not node.fixed:
            held = state[node.name]
            while len(held) < node.start:
                held.append(new_row(node, held, next(iter(node.variants), "")))
    return state


def new_row(rows: Rows, held: Sequence[State], kind: str) -> State:
    """Return an empty row with a key that no other row has."""
    row: State = {"key": new_key(rows, [str(one["key"]) for one in held])}
    if rows.variants:
        row["kind"] = kind
    return {**row, **fresh_state(rows.fields_of(row))}


def new_key(rows: Rows, taken: Sequence[str]) -> str:
    """Return a key that says nothing: neither the order of the rows nor what is right."""
    if rows.keys == "letters":
        letters = (chr(97 + number % 26) * (number // 26 + 1) for number in range(78))
        return next(letter for letter in letters if letter not in taken)
    while True:
        key = "".join(secrets.choice(_LETTERS) for _ in range(4))
        if key not in taken:
            return key


def changed(nodes: Sequence[Node], state: State, act: str) -> str:
    """Do what a button asks (`add:options`, `remove:options:1`, `up:…`, `down:…`) to the state.

    Returns the name of the control to go on with; empty where nothing was to be done.
    """
    what, _, rest = act.partition(":")
    path, _, last = rest.partition(":")
    found = _rows_at(nodes, state, path.split("."), PREFIX)
    if found is None:
        return ""
    rows, held, control = found
    if what == "add":
        if len(held) >= rows.most or (rows.variants and last not in rows.variants):
            return control
        held.append(new_row(rows, held, last))
        return f"{control}.{len(held) - 1}"
    if not (last.isascii() and last.isdigit()) or int(last[:4]) >= len(held):
        return ""
    number = int(last[:4])
    if what == "remove":
        held.pop(number)
        return f"{control}.{min(number, len(held) - 1)}" if held else control
    other = number + (1 if what == "down" else -1)
    if what not in {"up", "down"} or not 0 <= other < len(held):
        return f"{control}.{number}"
    held[number], held[other] = held[other], held[number]
    return f"{control}.{other}"


def _rows_at(
    nodes: Sequence[Node], state: State, path: Sequence[str], at: str
) -> tuple[Rows, list[State], str] | None:
    node = next((one for one in nodes if one.name == path[0]), None)
    control = f"{at}{path[0]}"
    if isinstance(node, Group) and len(path) > 1:
        return _rows_at(node.fields, state[node.name], path[1:], f"{control}.")
    if not isinstance(node, Rows) or node.fixed:
        return None
    held: list[State] = state[node.name]
    if len(path) == 1:
        return node, held, control
    is_row = path[1].isascii() and path[1].isdigit() and int(path[1][:4]) < len(held)
    if not is_row or len(path) < 3:
        return None
    row = held[int(path[1])]
    return _rows_at(node.fields_of(row), row, path[2:], f"{control}.{path[1]}.")

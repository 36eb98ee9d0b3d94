"""What was typed into an editor: read from a stored question or a form, and written to one.

A *state* is what the form shows: texts as they are typed, rows as lists, each with its key.
Nothing here decides whether a question is sound; what does not fit is written as it stands,
so that its type can say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from courses.questions.marks import FULL
from courses.workshop.pages.questioning.spec import Field, Group, Node, Rows

type State = dict[str, Any]
type Step = str | int
type Names = Mapping[str, str]

PREFIX = "e."
LONGEST = 20_000
_HOLE = re.compile(r"\{([a-z_]+#?)\}")


def steps_of(at: str, names: Names) -> tuple[Step, ...]:
    """Return the way to a place, with the keys and numbers of the rows that it goes through."""
    steps: list[Step] = []
    for part in at.split("."):
        hole = _HOLE.fullmatch(part)
        if hole is None:
            steps.append(part)
        else:
            value = names[hole[1]]
            steps.append(int(value) if hole[1].endswith("#") else value)
    return tuple(steps)


# From a question as it is kept.


def opened(nodes: Sequence[Node], entry: Mapping[str, Any], names: Names) -> State:
    """Return what the form shows of an entry; what the entry lacks is empty."""
    state: State = {}
    for node in nodes:
        if isinstance(node, Group):
            state[node.name] = opened(node.fields, entry, names)
            if node.kept_by:
                flag = next(one for one in node.fields if one.name == node.kept_by)
                state[node.name][node.kept_by] = _at(entry, flag_place(flag), names) is not None
        elif isinstance(node, Rows):
            state[node.name] = list(_opened_rows(node, entry, names))
        else:
            state[node.name] = _shown(node, _at(entry, node.at, names), names)
    return state


def flag_place(flag: Node) -> str:
    """Return the place whose being there is what the flag of a group says."""
    return flag.at if isinstance(flag, Field) else ""


def _opened_rows(rows: Rows, entry: Mapping[str, Any], names: Names) -> Iterator[State]:
    found = _at(entry, rows.at, names)
    held = list(found) if isinstance(found, list | tuple) else []
    if rows.fixed:
        place = {one.get(rows.key_as): n for n, one in enumerate(held) if isinstance(one, Mapping)}
        for key in sorted(dict(rows.fixed), key=lambda one: place.get(one, len(held))):
            inner = {**names, rows.row: key, f"{rows.row}#": str(place.get(key, len(held)))}
            yield {"key": key, **opened(rows.fields, entry, inner)}
        return
    for number, one in enumerate(held):
        kept = one if isinstance(one, Mapping) else {}
        key = str(kept.get(rows.key_as, "")) if rows.holds == "dicts" else str(one)
        inner = {**names, rows.row: key, f"{rows.row}#": str(number)}
        row: State = {"key": key if rows.holds != "values" else str(number)}
        if rows.variants:
            row["kind"] = str(kept.get("kind"))
            if row["kind"] not in rows.variants:
                continue
        yield {**row, **opened(rows.fields_of(row), entry, inner)}


def _at(entry: Any, at: str, names: Names) -> Any:
    found: Any = entry
    for step in steps_of(at, names):
        held: Any = found
        if (isinstance(found, Mapping) and step in found) or (
            isinstance(found, list | tuple) and isinstance(step, int) and step < len(found)
        ):
            found = held[step]
        else:
            return None
    return found


def _shown(asked: Field, value: Any, names: Names) -> Any:
    if asked.kind == "flag":
        return value in (True, "true")
    if asked.kind in {"chosen", "chosen_many"}:
        key = names[next(iter(reversed([n for n in names if not n.endswith("#")])))]
        return key in value if isinstance(value, list | tuple) else key == value
    if asked.kind == "picks":
        return [str(one) for one in value] if isinstance(value, list | tuple) else []
    if asked.kind in {"lines", "tags"}:
        held = [str(one) for one in value] if isinstance(value, list | tuple) else []
        return ("\n" if asked.kind == "lines" else ", ").join(held)
    if value is None:
        return asked.default
    return percent_of(value) if asked.kind == "percent" else str(value)


def percent_of(quanta: Any) -> str:
    """Return a share in percent as a person types it; what is no number stays as it is."""
    try:
        share = Decimal(str(quanta)) * 100 / FULL
    except InvalidOperation:
        return str(quanta)
    return f"{share:f}".rstrip("0").rstrip(".") if "." in f"{share:f}" else f"{share:f}"


def quanta_of(percent: str) -> object:
    """Return what percent are in quanta; what is no number stays for the type to refuse."""
    try:
        quanta = Decimal(percent.strip().rstrip("%").strip().replace(",", ".")) * FULL / 100
    except InvalidOperation:
        return percent
    is_whole = quanta.is_finite() and quanta == quanta.to_integral_value() and abs(quanta) < 10**8
    return str(int(quanta)) if is_whole else percent


# From a form.


def read_state(nodes: Sequence[Node], data: Mapping[str, Sequence[str]], at: str) -> State:
    """Return what was sent under names that begin with `at`; bounded by what is asked."""
    state: State = {}
    for node in nodes:
        name = f"{at}{node.name}"
        if isinstance(node, Group):
            state[node.name] = read_state(node.fields, data, f"{name}.")
        elif isinstance(node, Rows):
            state[node.name] = list(_read_rows(node, data, name))
        elif node.kind not in {"chosen", "chosen_many"}:
            state[node.name] = _sent(node, data.get(name, ()))
    return state


def _read_rows(rows: Rows, data: Mapping[str, Sequence[str]], name: str) -> Iterator[State]:
    if rows.fixed and f"{name}.0.key" not in data:
        yield from _opened_rows(rows, {}, {})
        return
    for number in range(max(rows.most, len(rows.fixed)) + 1):
        at = f"{name}.{number}."
        if f"{at}key" not in data:
            return
        row: State = {"key": data[f"{at}key"][0][:64]}
        if rows.variants:
            row["kind"] = (data.get(f"{at}kind") or [""])[0]
            if row["kind"] not in rows.variants:
                continue
        fields = rows.fields_of(row)
        row |= read_state(fields, data, at)
        for asked in fields:
            if isinstance(asked, Field) and asked.kind in {"chosen", "chosen_many"}:
                row[asked.name] = row["key"] in data.get(f"{name}.{asked.name}", ())
        yield row


def _sent(asked: Field, values: Sequence[str]) -> Any:
    if asked.kind == "flag":
        return bool(values)
    if asked.kind == "picks":
        return [value[:200] for value in values[:200]]
    text = values[0][:LONGEST] if values else ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


# To an entry.


@dataclass
class Written:
    """An entry, and under which control each of its places was typed."""

    entry: dict[str, Any] = field(default_factory=dict)
    controls: dict[tuple[Step, ...], str] = field(default_factory=dict)

    def put(self, steps: tuple[Step, ...], value: object, control: str) -> None:
        """Write a value at a place, making what leads there."""
        self.controls.setdefault(steps, control)
        holder: Any = self.entry
        for step, following in pairwise(steps):
            fresh: Any = [] if isinstance(following, int) else {}
            if isinstance(step, int):
                while len(holder) <= step:
                    holder.append({})
                holder = holder[step]
            else:
                holder = holder.setdefault(step, fresh)
        last = steps[-1]
        if isinstance(last, int):
            while len(holder) <= last:
                holder.append(None)
        holder[last] = value

    def append(self, steps: tuple[Step, ...], value: object, control: str) -> None:
        """Add a value to the list at a place."""
        held = _at(self.entry, ".".join(map(str, steps)), {}) or []
        self.put(steps, [*held, value], control)
        self.controls[(*steps, len(held))] = control

    def control_at(self, path: Sequence[Step]) -> str:
        """Return the control of a place, or of the nearest that holds it; empty if none does."""
        wanted = [str(step) for step in path]
        by_words = {
            tuple(str(step) for step in place): name for place, name in self.controls.items()
        }
        for length in range(len(wanted), 0, -1):
            if found := by_words.get(tuple(wanted[:length])):
                return found
        return next((n for p, n in by_words.items() if p[: len(wanted)] == tuple(wanted)), "")


def written(nodes: Sequence[Node], state: State) -> Written:
    """Return what was typed as an entry of a question file."""
    found = Written()
    _write(nodes, state, {}, PREFIX, found)
    return found


def _write(nodes: Sequence[Node], state: State, names: Names, at: str, found: Written) -> None:
    for node in nodes:
        control = f"{at}{node.name}"
        if isinstance(node, Group):
            inner = state.get(node.name, {})
            if not node.kept_by or inner.get(node.kept_by):
                fields = [
                    one for one in node.fields if one.name != node.kept_by or not node.kept_by
                ]
                _write(fields, inner, names, f"{control}.", found)
        elif isinstance(node, Rows):
            _write_rows(node, state.get(node.name, []), names, control, found)
        else:
            _write_field(node, state.get(node.name), names, control, found)


def _write_rows(
    rows: Rows, held: Sequence[State], names: Names, control: str, found: Written
) -> None:
    steps = steps_of(rows.at, names)
    if rows.fixed:
        held = [row for row in held if str(row.get(rows.kept_by) or "").strip()]
    found.controls.setdefault(steps, control)
    if held or rows.start:
        found.put(steps, [], control)
    for number, row in enumerate(held):
        key = str(row.get("key", ""))
        inner = {**names, rows.row: key, f"{rows.row}#": str(number)}
        place = f"{control}.{number}"
        if rows.holds == "keys":
            found.put((*steps, number), key, place)
        elif rows.holds == "dicts":
            found.put((*steps, number), {rows.key_as: key}, place)
            if rows.variants:
                found.put((*steps, number, "kind"), row["kind"], place)
        for asked in rows.fields_of(row):
            if isinstance(asked, Field) and asked.kind in {"chosen", "chosen_many"}:
                _write_chosen(asked, row, key, names, f"{control}.{asked.name}", found)
            else:
                _write([asked], row, inner, f"{place}.", found)


def _write_chosen(
    asked: Field, row: State, key: str, names: Names, control: str, found: Written
) -> None:
    steps = steps_of(asked.at, {**names, "": ""})
    found.controls.setdefault(steps, control)
    if not row.get(asked.name):
        if asked.kind == "chosen_many" and _at(found.entry, asked.at, names) is None:
            found.put(steps, [], control)
    elif asked.kind == "chosen":
        found.put(steps, key, control)
    else:
        found.append(steps, key, control)


def _write_field(asked: Field, value: Any, names: Names, control: str, found: Written) -> None:
    steps = steps_of(asked.at, names)
    found.controls.setdefault(steps, control)
    if asked.kind == "flag":
        if value:
            found.put(steps, "true", control)
        return
    if asked.kind == "picks":
        if value or not asked.is_optional:
            found.put(steps, list(value or ()), control)
        return
    text = str(value or "").strip()
    if not text and asked.is_optional:
        return
    if asked.kind in {"lines", "tags"}:
        parts = re.split(r"\n" if asked.kind == "lines" else r"[,\n]", text)
        held = [part.strip() for part in parts if part.strip()]
        if held or not asked.is_optional:
            found.put(steps, held, control)
            for number in range(len(held)):
                found.controls[(*steps, number)] = control
        return
    if asked.kind == "percent":
        found.put(steps, quanta_of(text), control)
    elif asked.kind == "prose":
        found.put(steps, str(value or "").strip("\n"), control)
    else:
        found.put(steps, text, control)

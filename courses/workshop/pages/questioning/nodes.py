"""An editor's fields as the page shows them, with what is to be mended beside each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.questions.markup import plain_text
from courses.workshop.pages.questioning.spec import Choices, Field, Group, Node, Rows
from courses.workshop.pages.questioning.typed import PREFIX, State

# So many boxes to tick stand open; more of them are folded, where the field may be.
MOST_OPEN = 6

type View = dict[str, Any]
type Notes = Mapping[str, Sequence[str]]


def shown(nodes: Sequence[Node], state: State, notes: Notes, focus: str = "") -> list[View]:
    """Return what the page draws: fields, rows and groups, in their order.

    `notes` are sentences by control; `focus` names the control to go on with.
    """
    return _shown(nodes, state, PREFIX, _Drawing(state, notes, focus))


def labels(views: Sequence[View], at: str = "") -> dict[str, str]:
    """Return by control what it is called, with the rows and groups that it stands in."""
    found: dict[str, str] = {}
    for view in views:
        if view["what"] == "group":
            found |= labels(view["nodes"], f"{at}{view['title']} · ")
        elif view["what"] == "rows":
            found[view["name"]] = f"{at}{view['title']}"
            for row in view["rows"]:
                found[row["at"]] = f"{at}{row['title']}"
                for mark in row["marks"]:
                    found.setdefault(mark["name"], f"{at}{view['title']}")
                found |= labels(row["nodes"], f"{at}{row['title']} · ")
        else:
            found[view["name"]] = f"{at}{view['label']}"
    return found


class _Drawing:
    def __init__(self, whole: State, notes: Notes, focus: str) -> None:
        self.whole = whole
        self.notes = notes
        self.focus = focus


def _shown(nodes: Sequence[Node], state: State, at: str, drawing: _Drawing) -> list[View]:
    found = []
    for node in nodes:
        control = f"{at}{node.name}"
        if isinstance(node, Group):
            inner = _shown(node.fields, state[node.name], f"{control}.", drawing)
            found.append(_group(node, inner, state[node.name]))
        elif isinstance(node, Rows):
            found.append(_rows(node, state[node.name], control, drawing))
        elif node.kind not in {"chosen", "chosen_many"}:
            view = _field(node, state[node.name], control, drawing)
            # Boxes to tick without a box would be a name over nothing.
            if node.kind != "picks" or view["choices"] or view["notes"]:
                found.append(view)
    return found


def _group(group: Group, inner: list[View], state: State) -> View:
    has_notes = any(_has_notes(one) for one in inner)
    is_used = any(_is_used(one) for one in inner)
    return {
        "what": "group",
        "title": group.title,
        "help": group.help,
        "nodes": inner,
        "is_folded": group.is_folded,
        "is_open": has_notes or (is_used and (not group.kept_by or state[group.kept_by])),
    }


def _has_notes(view: View) -> bool:
    inner = [*view.get("nodes", ()), *(one for r in view.get("rows", ()) for one in r["nodes"])]
    return bool(view.get("notes")) or any(_has_notes(one) for one in inner)


def _is_used(view: View) -> bool:
    if view["what"] == "rows":
        return bool(view["rows"]) and not view["is_fixed"]
    if view["what"] == "group":
        return any(_is_used(one) for one in view["nodes"])
    return bool(view["value"]) and view["value"] != view["default"]


def _field(asked: Field, value: Any, control: str, drawing: _Drawing) -> View:
    choices = _choices_from(drawing.whole, asked.choices_from) if asked.choices_from else ()
    chosen = value if isinstance(value, list) else [value]
    known = [*choices, *asked.choices]
    if asked.kind == "pick" and value and value not in dict(known):
        known.append((value, value))
    options = [
        {"value": key, "label": label, "chosen": key in chosen, "id": f"{control}.{number}"}
        for number, (key, label) in enumerate(known)
    ]
    return {
        "what": "field",
        "kind": asked.kind,
        "name": control,
        "label": asked.label,
        "help": asked.help,
        "is_optional": asked.is_optional,
        "value": value,
        "default": asked.default,
        "lines": _lines(asked, str(value or "")),
        "choices": options,
        "is_folded": asked.is_folded and len(options) > MOST_OPEN,
        "is_open": any(one["chosen"] for one in options) or control in drawing.notes,
        "datalist": asked.datalist,
        "inserts": asked.kind == "prose" or (asked.kind == "line" and ".options." in asked.at),
        "notes": list(drawing.notes.get(control, ())),
        "has_focus": drawing.focus == control,
    }


def _lines(asked: Field, text: str) -> int:
    if asked.kind == "lines":
        return max(2, min(8, text.count("\n") + 2))
    least = 2 if asked.is_optional else 3
    return max(least, min(14, text.count("\n") + len(text) // 70 + 1))


def _choices_from(whole: State, name: str) -> Choices:
    rows = whole.get(name, [])
    named = ((row["key"], plain_text(str(row.get("text") or ""))[:80]) for row in rows)
    words = [(key, text or _("without words yet")) for key, text in named]
    return (("", _("Choose…")), *words)


def _rows(rows: Rows, held: Sequence[State], control: str, drawing: _Drawing) -> View:
    path = control.removeprefix(PREFIX)
    return {
        "what": "rows",
        "name": control,
        "title": rows.title,
        "help": rows.help,
        "rows": [_row(rows, held, number, control, drawing) for number in range(len(held))],
        "adds": [] if rows.fixed or len(held) >= rows.most else _adds(rows, path),
        "notes": list(drawing.notes.get(control, ())),
        "is_fixed": bool(rows.fixed),
        "has_focus": drawing.focus == control,
        "is_short": rows.holds == "values",
    }


def _row(rows: Rows, held: Sequence[State], number: int, control: str, drawing: _Drawing) -> View:
    row, at, path = held[number], f"{control}.{number}", control.removeprefix(PREFIX)
    fields = rows.fields_of(row)
    inner = _shown(fields, row, f"{at}.", drawing)
    if drawing.focus == at and inner:
        _first_field(inner)["has_focus"] = True
    return {
        "at": at,
        "key": row["key"],
        "kind": row.get("kind", ""),
        "title": dict(rows.fixed).get(row["key"]) or _row_title(rows, row, number),
        "marks": _marks(fields, row, number, control, drawing),
        "nodes": inner,
        "notes": list(drawing.notes.get(at, ())),
        "up": f"up:{path}:{number}" if number else "",
        "down": f"down:{path}:{number}" if number + 1 < len(held) else "",
        "remove": f"remove:{path}:{number}",
    }


def _marks(
    fields: Sequence[Node], row: State, number: int, control: str, drawing: _Drawing
) -> list[View]:
    """Return what says that a row is right; what is wrong with it is told at the first row."""
    return [
        {
            "label": one.label,
            "name": f"{control}.{one.name}",
            "id": f"{control}.{number}.{one.name}",
            "is_one": one.kind == "chosen",
            "checked": bool(row.get(one.name)),
            "notes": list(drawing.notes.get(f"{control}.{one.name}", ())) if not number else [],
        }
        for one in fields
        if isinstance(one, Field) and one.kind in {"chosen", "chosen_many"}
    ]


def _row_title(rows: Rows, row: State, number: int) -> str:
    if rows.keys == "letters":
        return f"{rows.one} {{{{{row['key']}}}}} · {rows.variants[row['kind']][0]}"
    return f"{rows.one} {number + 1}"


def _first_field(nodes: Sequence[View]) -> View:
    return next((one for one in nodes if one["what"] == "field"), nodes[0])


def _adds(rows: Rows, path: str) -> list[View]:
    if rows.variants:
        return [
            {"act": f"add:{path}:{kind}", "label": _("Add: %(what)s") % {"what": label}}
            for kind, (label, _fields) in rows.variants.items()
        ]
    return [{"act": f"add:{path}", "label": _("Add: %(what)s") % {"what": rows.one}}]

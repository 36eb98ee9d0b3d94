"""From accepted question proposals (plain data) to questions of the bank. Makes no query.

What a proposal does not know is left to a person: such a question is not ready, and says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core.notes import partial_date
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.workshop.selectors.building import CaseKnown


def question_from(
    known: CaseKnown, kind: str, data: Mapping[str, Any], *, language: str
) -> QuestionDraft | None:
    """Return the question that a proposal makes; None for a kind that is not known here."""
    make = _MAKERS.get(kind)
    made = make(known, data) if make else None
    if made is None:
        return None
    type_, definition, texts, is_ready = made
    return QuestionDraft(
        uid="",
        type=type_,
        definition=definition,
        tags=(known.slug,) if len(known.slug) <= 64 else (),
        intensity=min(known.intensity, 1),
        texts={language: QuestionWords(texts, is_ready=is_ready)},
    )


type Made = tuple[str, dict[str, Any], dict[str, Any], bool] | None


def _print_as_fact(known: CaseKnown, data: Mapping[str, Any]) -> Made:
    rows = _rows(data, "statements")
    keys = _keys([str(row.get("quote") or row.get("statement")) for row in rows])
    right = [key for key, row in zip(keys, rows, strict=True) if row.get("print_as_fact")]
    if len(rows) < 2 or not right or len(right) == len(rows):
        return None
    words = {
        key: _line(row.get("quote") or row.get("statement"))
        for key, row in zip(keys, rows, strict=True)
    }
    feedback = {key: _why_printed(known, row) for key, row in zip(keys, rows, strict=True)}
    texts = {
        "stem": _("Which of these may we print as fact?"),
        "options": words,
        "option_feedback": feedback,
        "feedback": _("What a source only alleges, expects or reports is told as such."),
    }
    return "multiple/1", {"options": keys, "correct": right}, texts, True


def _why_printed(known: CaseKnown, row: Mapping[str, Any]) -> str:
    if row.get("print_as_fact"):
        said = _("It is stated, with a source.")
    else:
        said = _("Not as fact: the source itself holds back.")
    return f"{said} {_cited(known, row.get('fact'))}".strip()


def _status(known: CaseKnown, data: Mapping[str, Any]) -> Made:
    options = [str(one) for one in data.get("options") or () if isinstance(one, str)]
    right = str(data.get("right") or "")
    if right not in options or len(options) < 2:
        return None
    said = _("By the words of the source: “%(quote)s”") % {"quote": _line(data.get("quote"))}
    texts = {
        "stem": _("How far has the matter gone, by the words of the source?"),
        "options": {one: _(one) for one in options},
        "feedback": said,
    }
    definition = {"options": options, "correct": right, "fixed_order": True}
    return "single/1", definition, texts, True


def _order(known: CaseKnown, data: Mapping[str, Any]) -> Made:
    rows = sorted(_rows(data, "events"), key=lambda row: str(row.get("on")))
    if len(rows) < 2:
        return None
    keys = _keys([f"{row.get('on')} {row.get('quote')}" for row in rows])
    told = (_line(row.get("told") or row.get("quote")) for row in rows)
    lines = dict(zip(keys, told, strict=True))
    days = ", ".join(_day(known, row) for row in rows)
    texts = {
        "stem": _("Put these events in the order in which they happened."),
        "items": lines,
        "feedback": _("In this order: %(days)s.") % {"days": days},
    }
    return "ordering/1", {"items": keys}, texts, True


def _day(known: CaseKnown, row: Mapping[str, Any]) -> str:
    """The day in words; with its fact behind it where the case has it."""
    key = str(row.get("fact") or "")
    cited = f" [fact:{known.slug}/{key}]" if key in known.statements else ""
    return partial_date(str(row.get("on"))) + cited


def _role(known: CaseKnown, data: Mapping[str, Any]) -> Made:
    rows = _rows(data, "actors")
    if len(rows) < 2:
        return None
    prompts = _keys([str(row.get("actor")) for row in rows])
    roles = list(dict.fromkeys(str(row.get("role")) for row in rows))
    texts = {
        "stem": _("Who led the action, and who supported it?"),
        "prompts": {key: _line(row.get("actor")) for key, row in zip(prompts, rows, strict=True)},
        "choices": {role: _(role) for role in roles},
        "feedback": _("As the source names them."),
    }
    pairs = {key: str(row.get("role")) for key, row in zip(prompts, rows, strict=True)}
    if len(roles) < 2:
        return None
    return "matching/1", {"prompts": prompts, "choices": roles, "pairs": pairs}, texts, True


def _number(known: CaseKnown, data: Mapping[str, Any]) -> Made:
    right = str(data.get("right") or "")
    key = _known_fact(known, data)
    texts = {
        "stem": str(data.get("ask") or ""),
        "feedback": _cited(known, key) or _("As the source says."),
    }
    if data.get("unit"):
        texts["unit"] = _line(data["unit"])
    return "numeric/1", {"answer": right}, texts, bool(right)


def _known_fact(known: CaseKnown, data: Mapping[str, Any]) -> Any:
    facts = data.get("facts") or ()
    return facts[0] if isinstance(facts, list | tuple) and facts else None


_MAKERS: dict[str, Callable[[CaseKnown, Mapping[str, Any]], Made]] = {
    "print-as-fact": _print_as_fact,
    "status": _status,
    "order": _order,
    "role": _role,
    "number": _number,
}


def _rows(data: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return [one for one in data.get(name) or () if isinstance(one, Mapping)]


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())[:300]


def _cited(known: CaseKnown, key: Any) -> str:
    """What the case's fact says, with its reference; nothing where the case has no such fact."""
    statement = known.statements.get(str(key))
    return f"{statement.rstrip('.')} [fact:{known.slug}/{key}]." if statement else ""


def _keys(words: Sequence[str]) -> list[str]:
    """Keys that tell nothing of the order, the same for the same words."""
    found: list[str] = []
    for word in words:
        name = hashlib.sha256(word.encode()).hexdigest()
        size = 5
        while f"o{name[:size]}x" in found:
            size += 1
        found.append(f"o{name[:size]}x")
    return found

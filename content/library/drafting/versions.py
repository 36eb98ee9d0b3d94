"""Versions never change: an edit of what the library holds becomes the next version (pure)."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

NUMBER = re.compile(r"\d[\d.,]*")
# A clause that says one of these otherwise asks something else of people.
WEIGHTY = re.compile(
    r"\b(must|shall|may|should|can|cannot|never|not|no|only|always|unless|except|within|before"
    r"|after|at once|promptly|immediately|all|any|every|both|either|or)\b",
    re.IGNORECASE,
)
ALIKE = 0.75

type Entry = dict[str, Any]


def proposed_fact_change(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    """``editorial`` where the new version says the same better, else ``substantive``."""
    same = all(
        (old.get(key) or None) == (new.get(key) or None)
        for key in ("figures", "unit", "status", "as_of")
    )
    words = str(old.get("statement", "")), str(new.get("statement", ""))
    return "editorial" if same and _says_the_same(*words) else "substantive"


def proposed_clause_change(old: str, new: str) -> str:
    """``clarification`` where nothing else is asked of people, else ``change``."""
    if [word.lower() for word in WEIGHTY.findall(old)] != [
        word.lower() for word in WEIGHTY.findall(new)
    ]:
        return "change"
    return "clarification" if _says_the_same(old, new) else "change"


def _says_the_same(old: str, new: str) -> bool:
    if NUMBER.findall(old) != NUMBER.findall(new):
        return False
    left, right = old.lower().split(), new.lower().split()
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= ALIKE


def with_version(entry: Entry, told: Entry, *, kept: int, change: str) -> Entry:
    """The fact or clause saying what was told, as its newest version.

    ``kept`` is how many versions the library holds; these stay as they are. A version
    of the draft's own is replaced. Telling what the library's newest says takes the
    draft's own version back.
    """
    versions = list(entry.get("versions") or [])
    held = versions[:kept]
    plain = {key: value for key, value in told.items() if key not in ("number", "change")}
    if held and _same_words(held[-1], plain):
        return {**entry, "versions": held}
    number = len(held) + 1
    new: Entry = {"number": number}
    if number > 1:
        new["change"] = change
    own = versions[kept:]
    # Several own versions can only come from outside (an import, a merge): the last is edited.
    if len(own) > 1:
        new = {"number": own[-1]["number"], "change": own[-1].get("change") or change}
        return {**entry, "versions": [*held, *own[:-1], {**new, **plain}]}
    return {**entry, "versions": [*held, {**new, **plain}]}


def _same_words(held: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    keys = (set(held) | set(told)) - {"number", "change"}
    return all((held.get(key) or None) == (told.get(key) or None) for key in keys)

"""What would change if files were taken in, piece by piece, as texts that can be compared. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from content.library.drafting.comparing import differences
from content.library.kinds import Kind
from core.strict_yaml import write
from courses.catalogue import items
from courses.catalogue.drafts import CourseDraft
from courses.catalogue.items import Body, ItemKey

LONGEST = 8_000
MOST = 400


@dataclass(frozen=True)
class Difference:
    """One piece: of a course its item, of the library its part; each side as text, cut if long."""

    what: str
    name: str
    state: str
    before: str = ""
    after: str = ""


def between_drafts(before: CourseDraft, after: CourseDraft) -> tuple[Difference, ...]:
    """Return every item of a course that would change, the outline and settings first."""
    old, new = items.bodies_of(before), items.bodies_of(after)
    keys = sorted({*old, *new}, key=_place)
    changed = [key for key in keys if old.get(key) != new.get(key)]
    return tuple(
        _difference(key.kind, _name(key), _said(key, old.get(key)), _said(key, new.get(key)))
        for key in changed[:MOST]
    )


def between_bodies(kind: Kind, old: Body, new: Body) -> tuple[Difference, ...]:
    """Return every part of a case, policy or background set that would change."""
    found = differences(kind, base=old, ours=old, theirs=new)
    return tuple(
        _difference(
            one.part.partition("/")[0],
            one.part.partition("/")[2],
            _yaml(one.base),
            _yaml(one.theirs),
        )
        for one in found[:MOST]
    )


def _place(key: ItemKey) -> tuple[int, str, str]:
    kinds = (
        items.SETTINGS,
        items.OUTLINE,
        items.LESSON,
        items.LESSON_TEXT,
        items.POOL,
        items.QUESTION,
    )
    return (kinds.index(key.kind) if key.kind in kinds else len(kinds), key.uid, key.language)


def _name(key: ItemKey) -> str:
    return f"{key.uid} ({key.language})" if key.language else key.uid


def _difference(what: str, name: str, before: str, after: str) -> Difference:
    state = "changed" if before and after else "new" if after else "removed"
    return Difference(what, name, state, before[:LONGEST], after[:LONGEST])


def _said(key: ItemKey, body: Mapping[str, Any] | None) -> str:
    if body is None:
        return ""
    if key.kind == items.LESSON_TEXT:
        words = "\n\n".join(str(body[name]) for name in ("title", "topic", "body"))
        return words if body["is_ready"] else f"{words}\n\nready: false"
    return _yaml(body)


def _yaml(value: Any) -> str:
    return write(_plain(value)) if value is not None else ""


def _plain(value: Any) -> Any:
    """The value with what is empty left out, as people read it."""
    if isinstance(value, Mapping):
        kept: Iterator[tuple[Any, Any]] = ((key, _plain(inner)) for key, inner in value.items())
        return {str(key): inner for key, inner in kept if inner not in ("", None, [], {})}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value

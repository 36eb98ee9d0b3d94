"""The one way in which a draft changes: part by part, under a lock, with its history."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from content.library.drafting.entries import Body
from content.library.drafting.errors import DraftClosed, PartTooLarge
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.library.drafting.parts import get, part_of, put
from content.library.kinds import HEAD, Kind
from content.texts import pick
from core.canonical import canonical_bytes
from core.strict_yaml import MAX_BYTES
from core.text import control_at

if TYPE_CHECKING:
    from accounts.models import User

LARGEST_PART = 400_000
Deed = LibraryDraftVersion.Deed


def locked(draft: LibraryDraft) -> LibraryDraft:
    """The draft as it stands, locked until the transaction ends; raises DraftClosed."""
    found = LibraryDraft.objects.select_for_update().get(pk=draft.pk)
    if not found.is_open:
        raise DraftClosed(str(found))
    return found


def write_parts(
    draft: LibraryDraft, values: Mapping[str, Any], *, deed: Deed, by: "User", at: datetime
) -> bool:
    """The parts of the locked draft have these values; whether anything changed.

    One revision for all of them, and a line of history each. Raises UnknownPart or
    PartTooLarge, and then nothing was written.
    """
    kind, body = Kind(draft.kind), draft.body
    lines = []
    for name, value in values.items():
        after = plain(value)
        before = get(kind, body, name)
        changed = put(kind, body, name, after)
        after = get(kind, changed, name)
        if before != after:
            refuse_large(name, after, changed[part_of(kind, name).file] if after else None)
            lines.append((name, before, after))
            body = changed
    if not lines:
        return False
    draft.body, draft.title = body, title_of(kind, body) or draft.title
    draft.revision += 1
    draft.updated_at, draft.updated_by = at, by
    draft.save()
    LibraryDraftVersion.objects.bulk_create(
        LibraryDraftVersion(
            draft=draft,
            revision=draft.revision,
            part=name,
            deed=deed,
            before=before,
            after=after,
            at=at,
            by=by,
        )
        for name, before, after in lines
    )
    return True


def title_of(kind: Kind, body: Body) -> str:
    """What the draft is called in its source language, else in any."""
    head = body.get(HEAD[kind]) or {}
    titles = head.get("title") or {}
    return pick(titles, "", head.get("languages") or ())[:300] if isinstance(titles, dict) else ""


def plain(value: Any) -> Any:
    """The value with line ends, and without characters, that a file could not hold."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n")
    if control_at(text) is None:
        return text
    return "".join(letter for letter in text if control_at(letter) is None)


def refuse_large(name: str, value: Any, file: Any) -> None:
    """Raise PartTooLarge for more than a part, or the file that it stands in, may hold."""
    if len(canonical_bytes(value)) > LARGEST_PART or len(canonical_bytes(file)) > MAX_BYTES:
        raise PartTooLarge(name)

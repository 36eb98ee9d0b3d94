"""Adding, moving and taking out entries, with what has to follow elsewhere in the draft."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from content.library.drafting.clause_plans import ClausePlan, plan_clauses
from content.library.drafting.clause_rows import ClauseRow
from content.library.drafting.errors import EditedMeanwhile, UnknownPart
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import PLACES, entries, free_key, get, part_of
from content.library.drafting.writing import Deed, locked, write_parts
from content.library.kinds import Kind
from core.problems import ProblemsFound

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def add_entry(
    *,
    draft: LibraryDraft,
    word: str,
    entry: Mapping[str, Any],
    wanted: str,
    by: "User",
    at: datetime,
) -> str:
    """The entry stands at the end of its list; returns the name of its part.

    Its key is made of the words wanted, but for a clause, which brings its code. A clause
    is placed in the last chapter and in every edition that the library does not hold.
    Raises UnknownPart for a word that this kind of draft has not, and for a code that is
    taken; DraftClosed.
    """
    row = locked(draft)
    kind = Kind(row.kind)
    place = PLACES[kind].get(word)
    if place is None or not place.key:
        raise UnknownPart(word)
    language = source_language(row) if place.is_per_language else ""
    told = entries(kind, row.body, word, language)
    key = str(entry[place.key]) if word == "clause" else free_key(told, wanted, fallback=word)
    if key in told:
        raise UnknownPart(f"{word}/{key}")
    name = "/".join(step for step in (word, language, key) if step)
    values: dict[str, Any] = {name: {place.key: key, **entry, place.key: key}}
    if word == "clause":
        values |= _placed(row, key)
    write_parts(row, values, deed=Deed.SAVED, by=by, at=at)
    return name


def _placed(row: LibraryDraft, code: str) -> dict[str, Any]:
    kind = Kind(row.kind)
    values = {}
    chapters = entries(kind, row.body, "chapter")
    if chapters:
        uid, last = list(chapters.items())[-1]
        values[f"chapter/{uid}"] = {**last, "clauses": [*(last.get("clauses") or []), code]}
    known = entries(kind, row.base, "edition")
    for uid, edition in entries(kind, row.body, "edition").items():
        if uid not in known:
            clauses = {**(edition.get("clauses") or {}), code: 1}
            values[f"edition/{uid}"] = {**edition, "clauses": clauses}
    return values


def clauses_planned(draft: LibraryDraft, rows: Sequence[ClauseRow], *, name: str) -> ClausePlan:
    """What the rows would make of the draft, with everything that is wrong by row."""
    language = source_language(draft)
    return plan_clauses(body=draft.body, base=draft.base, rows=rows, language=language, name=name)


@transaction.atomic
def add_clauses(
    *,
    draft: LibraryDraft,
    rows: Sequence[ClauseRow],
    name: str,
    base_revision: int,
    by: "User",
    at: datetime,
) -> ClausePlan:
    """All of the clauses stand in the draft as one save, or none of them.

    Raises ProblemsFound, EditedMeanwhile if the draft was saved after `base_revision`, UnknownPart
    for a draft of no policy, PartTooLarge and DraftClosed.
    """
    row = locked(draft)
    if Kind(row.kind) is not Kind.POLICY:
        raise UnknownPart("clause")
    if row.revision != base_revision:
        who: dict[str, Any] = {"by": row.updated_by, "at": row.updated_at}
        raise EditedMeanwhile("", yours=None, current=None, revision=row.revision, **who)
    plan = clauses_planned(row, rows, name=name)
    if plan.problems:
        raise ProblemsFound(plan.problems)
    write_parts(row, plan.values, deed=Deed.SAVED, by=by, at=at)
    return plan


@transaction.atomic
def take_out(*, draft: LibraryDraft, part: str, by: "User", at: datetime) -> int:
    """The entry is gone, with its translations and its places in lists; ``restore_all`` undoes it.

    Returns the revision before. In the library a fact or clause is then retired, not
    deleted. Raises UnknownPart and DraftClosed.
    """
    row = locked(draft)
    kind, before = Kind(row.kind), row.revision
    taken = part_of(kind, part)
    if taken.word in ("head", "order"):
        raise UnknownPart(part)
    values: dict[str, Any] = {part: None}
    for language in _languages(row)[1:]:
        for name in _translations(taken.word, language, taken.key, row.kind):
            if get(kind, row.body, name) is not None:
                values[name] = None
    if taken.word == "clause":
        values |= _without_clause(row, taken.key)
    if taken.word == "fact":
        values |= _without_fact(row, taken.key)
    write_parts(row, values, deed=Deed.SAVED, by=by, at=at)
    return before


def _translations(word: str, language: str, key: str, kind: str) -> list[str]:
    if word == "section":
        return [f"section/{language}/{key}"]
    known = f"{word}-text" in PLACES[Kind(kind)]
    return [f"{word}-text/{language}/{key}"] if known else []


def _without_clause(row: LibraryDraft, code: str) -> dict[str, Any]:
    kind = Kind(row.kind)
    known = entries(kind, row.base, "edition")
    values = {
        f"chapter/{uid}": {**one, "clauses": [c for c in one["clauses"] if c != code]}
        for uid, one in entries(kind, row.body, "chapter").items()
        if code in (one.get("clauses") or [])
    }
    for uid, one in entries(kind, row.body, "edition").items():
        if uid not in known and code in (one.get("clauses") or {}):
            kept = {c: number for c, number in one["clauses"].items() if c != code}
            values[f"edition/{uid}"] = {**one, "clauses": kept}
    return values


def _without_fact(row: LibraryDraft, key: str) -> dict[str, Any]:
    head = get(Kind(row.kind), row.body, "head")
    if key not in (head.get("glance") or []):
        return {}
    return {"head": {**head, "glance": [one for one in head["glance"] if one != key]}}


@transaction.atomic
def move_entry(*, draft: LibraryDraft, part: str, by_places: int, by: "User", at: datetime) -> None:
    """The entry stands so many places further down (or up) in its list; never past its ends.

    Translated sections follow. Raises UnknownPart and DraftClosed.
    """
    row = locked(draft)
    kind = Kind(row.kind)
    moved = part_of(kind, part)
    if moved.word in ("head", "order") or not moved.place.key:
        raise UnknownPart(part)
    order = list(entries(kind, row.body, moved.word, moved.language))
    if moved.key not in order:
        raise UnknownPart(part)
    place = order.index(moved.key)
    order.remove(moved.key)
    order.insert(min(max(place + by_places, 0), len(order)), moved.key)
    names = [f"order/{moved.word}"]
    if moved.place.is_per_language:
        names = [f"order/{moved.word}/{language}" for language in _languages(row)]
    write_parts(row, dict.fromkeys(names, order), deed=Deed.SAVED, by=by, at=at)


def source_language(draft: LibraryDraft) -> str:
    """The language that the draft is written in first."""
    return _languages(draft)[0]


def _languages(draft: LibraryDraft) -> list[str]:
    head = get(Kind(draft.kind), draft.body, "head")
    return [str(one) for one in head.get("languages") or ["en"]]

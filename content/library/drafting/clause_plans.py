"""What clauses that somebody brings would make of a draft, before anything is written (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from content.library.drafting.clause_rows import ClauseRow
from content.library.drafting.entries import Body
from content.library.drafting.parts import entries, free_key
from content.library.drafting.versions import proposed_clause_change, with_version
from content.library.kinds import Kind
from content.policies.schemas import ClauseEntry
from core.problems import Problem

type State = Literal["new", "changed", "same"]


@dataclass(frozen=True)
class ClauseLine:
    """What would become of one clause; `before` and `after` are its newest words."""

    code: str
    title: str
    state: State
    before: str = ""
    after: str = ""
    change: str = ""
    chapter: str = ""


@dataclass
class ClausePlan:
    """The parts to save, what they come to clause by clause, and what is wrong by row."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: list[ClauseLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_clauses(
    *, body: Body, base: Body, rows: Sequence[ClauseRow], language: str, name: str
) -> ClausePlan:
    """Return what the rows would make of the draft.

    A clause that stands there keeps what the rows do not tell. Other words than the newest
    version's make the next one where the library holds that version, and replace it where not;
    `change` is proposed where the row does not say. A new clause stands in its chapter, which is
    begun if there is none of that name, and in every edition that the library does not hold.
    """
    plan = ClausePlan()
    told = entries(Kind.POLICY, body, "clause")
    kept = entries(Kind.POLICY, base, "clause")
    chapters = _Chapters(body, language)
    new: list[str] = []
    for row in rows:
        before = told.get(row.code)
        held = len((kept.get(row.code) or {}).get("versions") or ())
        entry = _entry(row, before, held)
        problems = _problems(entry, row, name)
        plan.problems += problems
        if problems:
            continue
        chapter = row.chapter if before is None else ""
        plan.lines.append(_line(row.code, before, entry, chapter))
        if entry != before:
            plan.values[f"clause/{row.code}"] = entry
        if before is None:
            new.append(row.code)
            chapters.place(row.code, row.chapter)
    plan.values |= chapters.values()
    plan.values |= _editions(body, base, new)
    return plan


def _entry(row: ClauseRow, before: Mapping[str, Any] | None, held: int) -> dict[str, Any]:
    told: dict[str, Any] = {"text": row.text}
    if before is None:
        entry: dict[str, Any] = {"code": row.code, "title": row.title, "versions": []}
    else:
        entry = {**before, "title": row.title}
    old = _newest(before)
    change = row.change or proposed_clause_change(old, row.text)
    if old != row.text:
        entry = with_version(entry, told, kept=held, change=change)
    if row.explanation:
        entry["explanation"] = row.explanation
    return entry


def _newest(entry: Mapping[str, Any] | None) -> str:
    versions = (entry or {}).get("versions") or []
    return str(versions[-1].get("text", "")) if versions else ""


def _problems(entry: Mapping[str, Any], row: ClauseRow, name: str) -> list[Problem]:
    try:
        ClauseEntry.model_validate(entry)
    except ValidationError as error:
        return [
            Problem(
                name,
                row.place,
                "text" if "versions" in one["loc"] else str(one["loc"][0] if one["loc"] else ""),
                str(one["msg"]).removeprefix("Value error, "),
            )
            for one in error.errors(include_url=False, include_input=False, include_context=False)
        ]
    return []


def _line(
    code: str, before: Mapping[str, Any] | None, entry: Mapping[str, Any], chapter: str
) -> ClauseLine:
    newest = entry["versions"][-1]
    state: State = "new" if before is None else "same" if entry == before else "changed"
    is_next = len(entry["versions"]) > len((before or {}).get("versions") or ())
    return ClauseLine(
        code=code,
        title=str(entry["title"]),
        state=state,
        before=_newest(before),
        after=str(newest["text"]),
        change=str(newest.get("change") or "") if before is not None and is_next else "",
        chapter=chapter,
    )


class _Chapters:
    """The chapters of the draft as they take in new clauses."""

    def __init__(self, body: Body, language: str) -> None:
        self._language = language
        self._told = dict(entries(Kind.POLICY, body, "chapter"))
        self._touched: set[str] = set()

    def place(self, code: str, wanted: str) -> None:
        """Put the clause at the end of the chapter wanted, or of the last one."""
        uid = self._uid(wanted)
        chapter = self._told[uid]
        self._told[uid] = {**chapter, "clauses": [*(chapter.get("clauses") or []), code]}
        self._touched.add(uid)

    def _uid(self, wanted: str) -> str:
        if not wanted and self._told:
            return list(self._told)[-1]
        for uid, chapter in self._told.items():
            if wanted == uid or wanted in (chapter.get("title") or {}).values():
                return uid
        uid = free_key(self._told, wanted, fallback="chapter")
        self._told[uid] = {
            "uid": uid,
            "title": {self._language: wanted[:300] or "1"},
            "clauses": [],
        }
        return uid

    def values(self) -> dict[str, Any]:
        """Return the parts that changed."""
        return {f"chapter/{uid}": self._told[uid] for uid in self._told if uid in self._touched}


def _editions(body: Body, base: Body, codes: Sequence[str]) -> dict[str, Any]:
    if not codes:
        return {}
    known = entries(Kind.POLICY, base, "edition")
    return {
        f"edition/{uid}": {
            **edition,
            "clauses": {**(edition.get("clauses") or {}), **dict.fromkeys(codes, 1)},
        }
        for uid, edition in entries(Kind.POLICY, body, "edition").items()
        if uid not in known
    }

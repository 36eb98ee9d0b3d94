"""What the rows of both tables have in common: columns of every question, lists, keys. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.received.sheets import Row
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.catalogue.naming import fresh_uid, uid_from
from courses.questions import registry
from courses.questions.errors import FaultsFound, Path, UnknownQuestionType

COMMON = ("marks", "difficulty", "intensity", "tags", "covers")
MOST = 12
BETWEEN = ";"

type Entry = dict[str, object]
type ColumnOf = Callable[[Path], str]


@dataclass(frozen=True)
class RowFault:
    """What is wrong with one cell of a row, or with the row where no column is named."""

    column: str
    message: str


class RowRefused(Exception):
    """The row is no question; every fault is listed."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{one.column}: {one.message}" for one in self.faults))


def parts_of(cell: str) -> list[str]:
    """Return what stands between the semicolons of a cell."""
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def numbered(cells: Mapping[str, str], stem: str) -> dict[int, str]:
    """Return the filled cells of the columns `stem_1`, `stem_2` … by number."""
    found = {}
    for number in range(1, MOST + 1):
        if text := cells.get(f"{stem}_{number}"):
            found[number] = text
    return found


def without_gap(found: Mapping[int, str], stem: str) -> list[str]:
    """Return the cells in order; raise RowRefused where a number is left out or said twice."""
    told = [found[number] for number in sorted(found)]
    if sorted(found) != list(range(1, len(found) + 1)):
        last = max(found)
        gap = next(number for number in range(1, last) if number not in found)
        raise RowRefused([RowFault(f"{stem}_{gap}", f"is empty, and {stem}_{last} is not")])
    for place, text in enumerate(told):
        if text in told[:place]:
            raise RowRefused([RowFault(f"{stem}_{place + 1}", "says the same as one before")])
    return told


def keys_for(
    texts: Sequence[str], given: str, column: str, *, fallback: Callable[[int], str]
) -> list[str]:
    """Return a key for each text: those given in a cell, else the fallback by its place."""
    if not given:
        return [fallback(place) for place in range(len(texts))]
    keys = parts_of(given)
    if len(keys) != len(texts):
        raise RowRefused([RowFault(column, f"needs {len(texts)} keys, one for each")])
    return keys


def quiet_keys(texts: Sequence[str], stem: str) -> list[str]:
    """Return keys that tell nothing of the order: made from what the texts say."""
    found: list[str] = []
    for text in texts:
        words = hashlib.sha256(text.encode()).hexdigest()[:6]
        found.append(fresh_uid(f"{stem}-{words}", found))
    return found


def common_of(cells: Mapping[str, str]) -> Entry:
    """Return what every question has, as the file format writes it."""
    entry: Entry = {name: cells[name] for name in COMMON[:3] if name in cells}
    for name in COMMON[3:]:
        if name in cells:
            entry[name] = parts_of(cells[name])
    return entry


def common_cells(question: QuestionDraft) -> dict[str, str]:
    """Return the cells of what every question has."""
    return {
        "uid": question.uid,
        "marks": str(question.marks),
        "difficulty": str(question.difficulty),
        "intensity": str(question.intensity),
        "tags": f"{BETWEEN} ".join(question.tags),
        "covers": f"{BETWEEN} ".join(question.covers),
    }


def question_of(
    row: Row, kind: str, own: Entry, language: str, column_of: ColumnOf
) -> QuestionDraft:
    """Return the question that a row says; raise RowRefused with what is wrong by column."""
    cells = row.cells
    try:
        known = registry.get(kind)
    except UnknownQuestionType:
        raise RowRefused([RowFault("type", "is no type of question")]) from None
    try:
        definition, texts = known.from_entry(own)
        if faults := known.check(definition, texts):
            raise FaultsFound(faults)
    except FaultsFound as found:
        raise RowRefused(
            RowFault(column_of(fault.path), _told(fault.path, fault.message))
            for fault in found.faults
        ) from found
    marks, difficulty, intensity = (_whole(cells, name) for name in COMMON[:3])
    return QuestionDraft(
        uid=cells.get("uid", ""),
        type=kind,
        definition=known.to_json(definition),
        tags=tuple(parts_of(cells.get("tags", ""))),
        covers=tuple(parts_of(cells.get("covers", ""))),
        texts={language: QuestionWords(known.to_json(texts))},
        marks=marks,
        difficulty=difficulty,
        intensity=intensity,
    )


def named(question_uid: str, words: str, taken: Iterable[str], fallback: str) -> str:
    """Return the uid of a row: its own, else one made from its words that is free."""
    return question_uid or fresh_uid(uid_from(words, fallback), set(taken))


def _whole(cells: Mapping[str, str], name: str) -> int:
    text = cells.get(name, "0" if name == "intensity" else "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise RowRefused([RowFault(name, f"“{text[:20]}” is no whole number")])
    return int(text)


def _told(path: Path, message: str) -> str:
    """The message, without what only the file format calls so."""
    if message == "Field required":
        return "is needed"
    if message.startswith("String should match pattern"):
        is_number = path[-1:] in (("answer",), ("tolerance",))
        return "is no number, as 27 or 0.5" if is_number else "is not written as it may be"
    return message

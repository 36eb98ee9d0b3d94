"""From rows of gradings to columns of marks. Pure: JSON as text in, whole numbers out.

The JSON of a grading says few different things many times over. Its marks and its outcomes are
cut at the borders of their members, which stand in the same order; each different pair of pieces
is read once, and a row becomes the numbers of its pairs.
"""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any

from courses.insight.statistics import Coded, Column

# A number holds the place of the question above these bits, and what is said of it below: put in
# order, the numbers of a row stand in the order of the questions. With as few bits as this the
# numbers of 64 questions are put in order twice as fast as larger ones.
_BITS = 24
_SAID = (1 << _BITS) - 1

type Outcome = tuple[tuple[str, str], ...]
# The numbers of an attempt, its release, and the JSON of what it could have given.
type _Row = tuple[list[int], int, str]


class Outcomes:
    """What was answered, as the codes of its parts: the same number for the same outcomes."""

    def __init__(self) -> None:
        self.known: list[Outcome] = []
        self._numbers: dict[Outcome, int] = {}

    def number(self, outcomes: Mapping[str, str]) -> int:
        """Return the number of these outcomes."""
        key = tuple(sorted(outcomes.items()))
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.known)
            self.known.append(key)
        return number


@dataclass
class Builder:
    """One column that is being gathered: `codes` name pairs of a mark and an outcome."""

    codes: "array[int]" = field(default_factory=lambda: array("L"))
    rows: list[range] = field(default_factory=list)
    possible: int = 0
    # What each code stands for, and the code of each pair.
    marks: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    known: dict[tuple[int, int], int] = field(default_factory=dict)

    def code(self, mark: int, answer: int) -> int:
        """Return the code of a pair; a new one is the last."""
        code = self.known.setdefault((mark, answer), len(self.known))
        if code == len(self.marks):
            self.marks.append(mark)
            self.answers.append(answer)
        return code


class Pairs:
    """Numbers for what gradings say of questions: the same number for the same mark and outcome."""

    def __init__(self, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._numbers: dict[tuple[str, str], int] = {}
        self._places: dict[str, int] = {}
        # The questions in the order in which they are met, and their columns.
        self.uids: list[str] = []
        self.columns: list[Builder] = []

    def read(self, marks: str, outcomes: str) -> list[int]:
        """Return the numbers of one grading, in the order of the places of its questions."""
        got = marks[1:-1].split(", ")
        told = outcomes[1:-2].split("}, ")
        if len(got) != len(told) or not outcomes.endswith("}}"):
            return self._whole(marks, outcomes)
        try:
            found = list(map(self._numbers.__getitem__, zip(got, told, strict=True)))
        except KeyError:
            new = set(zip(got, told, strict=True)) - self._numbers.keys()
            if not all(self._learn(*pair) for pair in new):
                return self._whole(marks, outcomes)
            found = list(map(self._numbers.__getitem__, zip(got, told, strict=True)))
        found.sort()
        return found

    def _learn(self, got: str, told: str) -> bool:
        """Give two pieces a number; False when they are not one whole member of one question.

        They are not where white space is odd, where a text holds what looks like a border, or
        where marks and outcomes stand in another order.
        """
        try:
            mark, outcome = json.loads(f"{{{got}}}"), json.loads(f"{{{told}}}}}")
        except ValueError:
            return False
        if len(mark) != 1 or mark.keys() != outcome.keys():
            return False
        ((uid, value),) = mark.items()
        self._numbers[got, told] = self._number(uid, value, outcome[uid])
        return True

    def _whole(self, marks: str, outcomes: str) -> list[int]:
        told = json.loads(outcomes)
        return sorted(
            self._number(uid, mark, told.get(uid, {})) for uid, mark in json.loads(marks).items()
        )

    def _number(self, uid: str, mark: Any, outcome: Mapping[str, str]) -> int:
        place = self._places.get(uid)
        if place is None:
            place = self._places[uid] = len(self.uids)
            self.uids.append(uid)
            self.columns.append(Builder())
        code = self.columns[place].code(int(mark), self._outcomes.number(outcome))
        return (place << _BITS) + code


def places_of(numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the places of the questions that these numbers are about."""
    return tuple(map(_BITS.__rrshift__, numbers))


def common_places(columns: Sequence[Sequence[int]]) -> tuple[int, ...] | None:
    """Return the place that the numbers of each column share; None where some share none."""
    places = places_of(map(min, columns))
    return places if places == places_of(map(max, columns)) else None


class Columns:
    """Gathers the marks of attempts, in their order; where all ask the same, many at a time."""

    def __init__(self) -> None:
        self.outcomes = Outcomes()
        self._pairs = Pairs(self.outcomes)
        self._count = 0
        self._rows: list[_Row] = []

    def take(self, release_id: int, marks: str, possible: str, outcomes: str) -> bool:
        """Add one attempt; False when it asked nothing.

        What a question is worth stands in its release, so it is the same in all of one release.
        """
        if marks == "{}":
            return False
        self._rows.append((self._pairs.read(marks, outcomes), release_id, possible))
        return True

    def flush(self) -> list[tuple[frozenset[str], int]]:
        """Put what was taken into its columns; return how many attempts asked what, in order."""
        rows, self._rows = self._rows, []
        if not rows:
            return []
        if len({release for _numbers, release, _possible in rows}) == 1:
            told = self._put(rows)
            if told is not None:
                return [told]
        # From pools, or over a new release: those that stand together and ask the same.
        found = []
        for _same, some in groupby(rows, key=lambda row: (row[1], places_of(row[0]))):
            told = self._put(list(some))
            if told is not None:
                found.append(told)
        return found

    def _put(self, rows: Sequence[_Row]) -> tuple[frozenset[str], int] | None:
        """Put attempts of one release into their columns; None when they ask different things."""
        try:
            columns = list(zip(*(numbers for numbers, *_told in rows), strict=True))
        except ValueError:
            return None
        places = common_places(columns)
        if places is None:
            return None
        possible = json.loads(rows[0][2])
        span = range(self._count, self._count + len(rows))
        self._count += len(rows)
        for place, numbers in zip(places, columns, strict=True):
            one = self._pairs.columns[place]
            one.codes.extend(map(_SAID.__and__, numbers))
            one.rows.append(span)
            one.possible += possible[self._pairs.uids[place]] * len(rows)
        return frozenset(self._pairs.uids[place] for place in places), len(rows)

    def read(self, outside: frozenset[str]) -> list[Column]:
        """Return the columns in the order of their uids; those outside are in no total."""
        self.flush()
        return [
            Column(
                uid=uid,
                marks=Coded(one.codes, one.marks),
                possible=one.possible,
                rows=None
                if len(one.codes) == self._count
                else array("L", chain.from_iterable(one.rows)),
                answers=Coded(one.codes, one.answers),
                is_outside=uid in outside,
            )
            for uid, one in sorted(
                zip(self._pairs.uids, self._pairs.columns, strict=True), key=lambda pair: pair[0]
            )
            if one.codes
        ]

"""A table of marks: one row an attempt, one column a question, in compact integers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import add
from typing import overload

# How often each pair of mark and total occurs.
type Pairs = Counter[tuple[int, int]]


@dataclass(frozen=True)
class Coded(Sequence[int]):
    """Numbers of which few are different: each is told by a code, its place in `values`."""

    codes: Sequence[int]
    values: Sequence[int]

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[int]:
        return map(self.values.__getitem__, self.codes)

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...

    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            return Coded(self.codes[place], self.values)
        return self.values[self.codes[place]]


@dataclass(frozen=True)
class Column:
    """The marks that one question gave, in quanta.

    `rows` are the attempts (by their place in the table) that asked it; None means every one.
    `possible` is what all of these together could have given. `answers` names, for the same
    attempts, what was answered by a number that the caller knows; empty where nobody asks.
    `is_outside`: the marks are no part of the totals (an item that is kept out of passing).
    """

    uid: str
    marks: Sequence[int]
    possible: int
    rows: Sequence[int] | None = None
    answers: Sequence[int] = ()
    is_outside: bool = False

    def coded(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """Return a code for each attempt, and by code the mark and the answer that it stands for.

        Marks and answers that share their codes are told as they are.
        """
        marks, answers = self.marks, self.answers
        if isinstance(marks, Coded) and isinstance(answers, Coded) and marks.codes is answers.codes:
            return marks.codes, marks.values, answers.values
        known: dict[tuple[int, int], int] = {}
        pairs = zip(marks, answers or [0] * len(marks), strict=True)
        codes = [known.setdefault(pair, len(known)) for pair in pairs]
        return codes, [mark for mark, _answer in known], [answer for _mark, answer in known]

    def kept(self, keep: Sequence[bool]) -> "tuple[Sequence[int], Sequence[int]]":
        """Return the marks and the answers of those of its attempts that are kept."""
        codes, marks, answers = self.coded()
        kept = list(compress(codes, keep))
        return Coded(kept, marks), Coded(kept, answers) if self.answers else ()


@dataclass(frozen=True)
class Table:
    """The marks of many attempts: `totals` and `possible` are the sums of each row."""

    totals: Sequence[int]
    possible: Sequence[int]
    columns: Sequence[Column]

    @property
    def inside(self) -> list[Column]:
        """The questions that the totals are made of."""
        return [column for column in self.columns if not column.is_outside]

    @property
    def is_common(self) -> bool:
        """Whether every attempt was asked the same questions."""
        return all(column.rows is None for column in self.inside)

    def totals_of(self, column: Column) -> Sequence[int]:
        """Return the totals of the attempts that asked the question, its own marks included."""
        totals = self.totals
        if column.rows is not None:
            totals = [self.totals[row] for row in column.rows]
        return list(map(add, totals, column.marks)) if column.is_outside else totals

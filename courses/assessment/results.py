"""What several attempts come to, what tries cost, and what cannot be offset. Pure.

Marks are quanta, integers; shares are fractions, so that no rounding decides anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from core.canonical import canonical_bytes
from courses.assessment.behaviours import Behaviour, Result
from courses.questions.marks import clamped


@dataclass(frozen=True)
class AttemptResult:
    """What counts of one closed attempt, in its order."""

    number: int
    total: int
    possible: int
    is_passed: bool | None
    awaits: bool = False
    missed: tuple[str, ...] = ()

    @property
    def share(self) -> Fraction:
        """The marks as a share of what could be had; nothing of nothing is all of it."""
        return Fraction(self.total, self.possible) if self.possible else Fraction(1)


@dataclass(frozen=True)
class Standing:
    """What the attempts at a lesson come to under its rule.

    `numbers` are the attempts that it rests on. `is_passed` is empty where there is nothing to
    pass, and while a person still has to act on what it rests on.
    """

    share: Fraction | None
    is_passed: bool | None
    numbers: tuple[int, ...] = ()
    awaits: bool = False

    @property
    def percent(self) -> int:
        """Whole percent, rounded down, so that what is shown never reaches a mark it misses."""
        return 0 if self.share is None else int(self.share * 100)


def standing(behaviour: Behaviour, results: Iterable[AttemptResult]) -> Standing:
    """Return what closed attempts come to: the best, the last, the first or their average.

    Of equal bests the earlier one counts. The first is the result that stays, but whoever reaches
    the pass mark in a later one has shown it and passes: a result without practice is kept, and
    nobody is shut out by it. An average is passed when it reaches the pass mark and
    the last attempt missed nothing that cannot be offset.
    """
    rows = sorted(results, key=lambda row: row.number)
    if not rows:
        return Standing(share=None, is_passed=None)
    if behaviour.result is Result.AVERAGE:
        return _average(behaviour, rows)
    if behaviour.result is Result.BEST:
        chosen = max(rows, key=lambda row: (row.is_passed is True, row.share, -row.number))
        if chosen.is_passed is not True:
            # One that waits may still be the best.
            chosen = next((row for row in rows if row.awaits), chosen)
    else:
        chosen = rows[0] if behaviour.result is Result.FIRST else rows[-1]
    if behaviour.result is Result.FIRST and any(row.is_passed for row in rows):
        return Standing(chosen.share, is_passed=True, numbers=(chosen.number,))
    return Standing(chosen.share, chosen.is_passed, (chosen.number,), chosen.awaits)


def _average(behaviour: Behaviour, rows: Sequence[AttemptResult]) -> Standing:
    share = sum((row.share for row in rows), Fraction(0)) / len(rows)
    numbers = tuple(row.number for row in rows)
    if any(row.awaits for row in rows):
        return Standing(share, None, numbers, awaits=True)
    if behaviour.pass_mark is None:
        return Standing(share, None, numbers)
    reached = share * 100 >= behaviour.pass_mark
    is_let_pass = rows[-1].is_passed is True
    return Standing(share, reached and (not rows[-1].missed or is_let_pass), numbers)


@dataclass(frozen=True)
class Reach:
    """What is missing for an average to reach the pass mark.

    `next`: what the next attempt alone would have to reach, above 1 where one is not enough.
    `is_possible`: whether the attempts that are left can reach it at all.
    """

    next: Fraction
    is_possible: bool


def reach_of_average(
    pass_mark: int, results: Iterable[AttemptResult], *, left: int | None
) -> Reach:
    """Return what is missing after some attempts, with so many left (None: no limit)."""
    rows = list(results)
    got, mark = sum((row.share for row in rows), Fraction(0)), Fraction(pass_mark, 100)
    needed = max(Fraction(0), mark * (len(rows) + 1) - got)
    if left is None:
        # Ever more full attempts come as near to all as one likes, and never there after a miss.
        return Reach(needed, mark < 1 or got >= len(rows))
    return Reach(needed, left > 0 and got + left >= mark * (len(rows) + left))


def wrong_tries(final: Any, checked: Iterable[tuple[Any, bool]]) -> int:
    """Return how many different wrong answers were checked before the one that counts.

    `checked` holds answers with whether each was right. An answer that was checked twice counts
    once, whatever the order, and the answer that counts is no earlier try of itself.
    """
    own = canonical_bytes(final)
    return len({found for answer, right in checked if not right and (found := _of(answer)) != own})


def _of(answer: Any) -> bytes:
    return canonical_bytes(answer)


def after_tries(share: Fraction, *, penalty: int, wrong: int) -> Fraction:
    """Return a share after what the wrong tries before it cost; never below nothing."""
    return clamped(share - Fraction(penalty * wrong, 100))


def missed(
    behaviour: Behaviour,
    earned: Mapping[str, Iterable[tuple[int, int]]],
) -> tuple[str, ...]:
    """Return what cannot be offset and did not reach the pass mark by itself, in its order.

    `earned` holds, for each such key, the marks and possible marks of every item that covers it.
    What nothing covers is not missed.
    """
    if behaviour.pass_mark is None:
        return ()
    found = []
    for key in behaviour.must:
        pairs = list(earned.get(key, ()))
        total, possible = sum(got for got, _ in pairs), sum(most for _, most in pairs)
        if total * 100 < behaviour.pass_mark * possible:
            found.append(key)
    return tuple(found)

"""Statistics of single questions.

Sources: facility (item difficulty) and the correlation of an item with the rest of the test
(corrected item-total correlation) are those of L. Crocker and J. Algina, Introduction to Classical
and Modern Test Theory (1986), chapter 14. Intended and effective weight and discriminative
efficiency are those of the Moodle documentation, "Quiz statistics calculations": the effective
weight is the root of the covariance of the question's marks with the totals, as a share
of the sum of these roots; the efficiency compares the covariance with the rest
to the largest that the same marks in another order could have.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import add

from courses.insight.statistics.table import Pairs, Table

# Larger than the marks of any question, in quanta.
_SCALE = 1 << 40


@dataclass(frozen=True)
class QuestionStatistics:
    """The figures of one question. None: not defined.

    Everything is a share of 1, but `discrimination` and `efficiency`, which lie between -1 and 1.
    """

    uid: str
    n: int
    facility: float | None
    standard_deviation: float | None
    discrimination: float | None
    efficiency: float | None
    intended_weight: float | None
    effective_weight: float | None


def question_statistics(
    table: Table, *, pairs: Sequence[Pairs] | None = None
) -> list[QuestionStatistics]:
    """Return the figures of each question, in the order of the columns.

    `pairs` are those of mark and total of each column, from a caller that has counted already.
    Facility and standard deviation are shares of the question's own marks; zero possible marks
    leave them not defined. Discrimination needs two attempts and a variance on both sides. The
    effective weight of a question whose covariance with the totals is below zero is not defined
    (and adds nothing to the others'), nor is any where attempts were asked different questions,
    nor that of a question outside of the totals.
    """
    if pairs is None:
        pairs = [_pairs(column.marks, table.totals_of(column)) for column in table.columns]
    sums = [
        _Sums(counted, possible=column.possible, is_outside=column.is_outside)
        for column, counted in zip(table.columns, pairs, strict=True)
    ]
    roots = [one.root_of_covariance for one in sums]
    weight = sum(root for root in roots if root is not None)
    is_common = table.is_common
    mean_possible = Fraction(sum(table.possible), len(table.possible) or 1)
    return [
        QuestionStatistics(
            uid=column.uid,
            n=one.n,
            facility=one.facility,
            standard_deviation=one.standard_deviation,
            discrimination=one.discrimination,
            efficiency=one.efficiency,
            intended_weight=float(one.full / mean_possible)
            if mean_possible and is_common and not column.is_outside
            else None,
            effective_weight=root / weight
            if root is not None and weight > 0 and is_common
            else None,
        )
        for column, one, root in zip(table.columns, sums, roots, strict=True)
    ]


def facility_and_discrimination(
    pairs: Pairs, *, possible: int
) -> tuple[float | None, float | None]:
    """Return these two of some answers to a question, from their pairs of mark and total."""
    sums = _Sums(pairs, possible=possible, is_outside=False)
    return sums.facility, sums.discrimination


class _Sums:
    """The sums that everything about one question follows from; whole numbers throughout.

    How often each pair of mark and total occurs tells the rest.
    """

    def __init__(self, pairs: Pairs, *, possible: int, is_outside: bool) -> None:
        self._possible, self._is_outside = possible, is_outside
        self.n = n = pairs.total()
        self.full = Fraction(possible, n) if n else Fraction(0)
        self._pairs = pairs
        self._sum = sum(x * often for (x, _t), often in pairs.items())
        self._sum_of_totals = sum(t * often for (_x, t), often in pairs.items())
        # n^2 times variance and covariances about the means.
        squares = sum(x * x * often for (x, _t), often in pairs.items())
        products = sum(x * t * often for (x, t), often in pairs.items())
        squares_of_totals = sum(t * t * often for (_x, t), often in pairs.items())
        self._own = n * squares - self._sum**2
        self._with_total = n * products - self._sum * self._sum_of_totals
        of_totals = n * squares_of_totals - self._sum_of_totals**2
        self._with_rest = self._with_total - self._own
        self._of_rest = of_totals - 2 * self._with_total + self._own

    @property
    def facility(self) -> float | None:
        return self._sum / self._possible if self._possible else None

    @property
    def standard_deviation(self) -> float | None:
        if self.n < 2 or not self.full:
            return None
        return math.sqrt(Fraction(self._own, self.n * (self.n - 1))) / float(self.full)

    @property
    def discrimination(self) -> float | None:
        """The correlation of the marks with those of all other questions together."""
        if self._own <= 0 or self._of_rest <= 0:
            return None
        found = self._with_rest / (math.sqrt(self._own) * math.sqrt(self._of_rest))
        return max(-1.0, min(1.0, found))

    @property
    def efficiency(self) -> float | None:
        """The covariance with the rest as a share of the largest that it could be."""
        if self._own <= 0 or self._of_rest <= 0:
            return None
        marks: Counter[int] = Counter()
        rest: Counter[int] = Counter()
        for (x, t), often in self._pairs.items():
            marks[x] += often
            rest[t - x] += often
        largest = self.n * _largest_product(marks, rest)
        return self._with_rest / (largest - self._sum * (self._sum_of_totals - self._sum))

    @property
    def root_of_covariance(self) -> float | None:
        """The root of the covariance with the totals; None below zero or with one attempt."""
        if self.n < 2 or self._with_total < 0 or self._is_outside:
            return None
        return math.sqrt(Fraction(self._with_total, self.n * (self.n - 1)))


def _pairs(marks: Sequence[int], totals: Sequence[int]) -> Pairs:
    """Return how often each pair of mark and total occurs.

    Each pair is counted as one whole number, which is several times as fast as a tuple.
    """
    scaled = map(_SCALE.__mul__, totals)
    counts = Counter(map(add, scaled, marks))
    return Counter({(key % _SCALE, key // _SCALE): often for key, often in counts.items()})


def _largest_product(first: Mapping[int, int], second: Mapping[int, int]) -> int:
    """Return the sum of products when both are put in order: no other order gives more."""
    total = 0
    others = iter(sorted(second.items()))
    other, left = next(others)
    for value, often in sorted(first.items()):
        while often:
            taken = min(often, left)
            total += taken * value * other
            often, left = often - taken, left - taken
            if not left:
                other, left = next(others, (0, 0))
    return total

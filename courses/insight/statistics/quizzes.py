"""Statistics of a whole quiz.

Sources: the k-statistics k2, k3, k4 are Fisher's (R. A. Fisher, "Moments and product moments of
sampling distributions", 1930), unbiased estimates of the cumulants; skewness is k3 / k2^(3/2) and
kurtosis k4 / k2^2 (0 for a normal distribution), as in the Moodle documentation, "Quiz statistics
calculations".
The coefficient of internal consistency is Cronbach's alpha (L. J. Cronbach, "Coefficient alpha
and the internal structure of tests", Psychometrika 16, 1951). Error ratio and standard error
follow from it (L. Crocker, J. Algina, Introduction to Classical and Modern Test Theory, 1986,
chapter 6): the part of the standard deviation that is owed to chance.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from courses.insight.statistics.table import Pairs, Table

# Where rows could give different sums, scores are compared in millionths of what was possible.
_FINE = 1_000_000


@dataclass(frozen=True)
class QuizStatistics:
    """The figures of one quiz; mean to standard error in percent of the possible marks.

    `alpha` is a coefficient (at most 1, below 0 where questions contradict each other);
    `error_ratio` is in percent of the standard deviation. None: not defined.
    """

    n: int
    mean: float | None
    median: float | None
    standard_deviation: float | None
    skewness: float | None
    kurtosis: float | None
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None


def quiz_statistics(table: Table, *, pairs: Sequence[Pairs] | None = None) -> QuizStatistics:
    """Return the figures of a quiz.

    `pairs` are those of mark and total of each column, from a caller that has counted already.

    Defined: mean and median from one attempt, standard deviation from two, skewness from three
    and kurtosis from four that differ. Alpha needs two questions, two attempts that differ, and
    the same questions in every attempt; with it come error ratio and standard error.
    """
    scores, full = scores_of(table)
    counts = Counter(scores)
    deviation = _root(k2(counts))
    alpha = cronbach_alpha(table, pairs=pairs)
    error_ratio = None if alpha is None else math.sqrt(1 - alpha)
    percent = 100 / full
    return QuizStatistics(
        n=len(scores),
        mean=None if not scores else float(Fraction(sum(scores), len(scores))) * percent,
        median=None if not scores else _median(counts) * percent,
        standard_deviation=None if deviation is None else deviation * percent,
        skewness=skewness(counts),
        kurtosis=kurtosis(counts),
        alpha=None if alpha is None else float(alpha),
        error_ratio=None if error_ratio is None else 100 * error_ratio,
        standard_error=None
        if error_ratio is None or deviation is None
        else error_ratio * deviation * percent,
    )


def scores_of(table: Table) -> tuple[Sequence[int], int]:
    """Return a comparable whole number for each attempt, and the number that stands for all marks.

    The totals themselves where every attempt could give the same, else shares in millionths.
    A row that could give nothing has the score 0.
    """
    full = set(table.possible)
    if len(full) == 1 and (only := full.pop()) > 0:
        return table.totals, only
    shares = [
        round(Fraction(total * _FINE, possible)) if possible else 0
        for total, possible in zip(table.totals, table.possible, strict=True)
    ]
    return shares, _FINE


def cronbach_alpha(table: Table, *, pairs: Sequence[Pairs] | None = None) -> Fraction | None:
    """Return k / (k - 1) x (1 - sum of the questions' variances / variance of the totals).

    None with fewer than two questions or attempts, without variance of the totals, or where
    attempts were asked different questions: alpha is then not defined.
    """
    k, n = len(table.inside), len(table.totals)
    if k < 2 or n < 2 or not table.is_common:
        return None
    spread = _scaled_variance(Counter(table.totals))
    if spread == 0:
        return None
    parts = sum(
        _scaled_variance(Counter(column.marks) if pairs is None else _marks_of(pairs[place]))
        for place, column in enumerate(table.columns)
        if not column.is_outside
    )
    return Fraction(k, k - 1) * (1 - Fraction(parts, spread))


def _marks_of(pairs: Pairs) -> Counter[int]:
    """Return how often each mark occurs."""
    found: Counter[int] = Counter()
    for (mark, _total), often in pairs.items():
        found[mark] += often
    return found


def _scaled_variance(counts: Counter[int]) -> int:
    """n^2 times the variance about the mean, which is a whole number."""
    squares = sum(value * value * often for value, often in counts.items())
    return counts.total() * squares - sum(value * often for value, often in counts.items()) ** 2


def skewness(counts: Mapping[int, int]) -> float | None:
    """Return k3 / k2^(3/2): below 0 where a few score far lower than the rest."""
    spread, third = k2(counts), k3(counts)
    return None if not spread or third is None else float(third) / float(spread) ** 1.5


def kurtosis(counts: Mapping[int, int]) -> float | None:
    """Return k4 / k2^2: above 0 where more stand far from the mean than in a normal curve."""
    spread, fourth = k2(counts), k4(counts)
    return None if not spread or fourth is None else float(fourth / spread**2)


def k2(counts: Mapping[int, int]) -> Fraction | None:
    """Return n m2 / (n - 1), the unbiased variance, of values given with how often each occurs."""
    n = sum(counts.values())
    return None if n < 2 else n * central_moment(counts, 2) / (n - 1)


def k3(counts: Mapping[int, int]) -> Fraction | None:
    """Return n^2 m3 / ((n - 1)(n - 2))."""
    n = sum(counts.values())
    return None if n < 3 else n**2 * central_moment(counts, 3) / ((n - 1) * (n - 2))


def k4(counts: Mapping[int, int]) -> Fraction | None:
    """Return n^2 ((n + 1) m4 - 3 (n - 1) m2^2) / ((n - 1)(n - 2)(n - 3))."""
    n = sum(counts.values())
    if n < 4:
        return None
    inner = (n + 1) * central_moment(counts, 4) - 3 * (n - 1) * central_moment(counts, 2) ** 2
    return n**2 * inner / ((n - 1) * (n - 2) * (n - 3))


def central_moment(counts: Mapping[int, int], order: int) -> Fraction:
    """Return the mean of the differences from the mean to this power, exactly."""
    n = sum(counts.values())
    total = sum(value * often for value, often in counts.items())
    # n times each difference is whole, so the sum needs no fraction.
    powers = sum(often * (n * value - total) ** order for value, often in counts.items())
    return Fraction(powers, n ** (order + 1))


def _median(counts: Mapping[int, int]) -> float:
    n = sum(counts.values())
    lower, upper = (n - 1) // 2, n // 2
    found: list[int] = []
    passed = 0
    for value in sorted(counts):
        passed += counts[value]
        if not found and passed > lower:
            found.append(value)
        if passed > upper:
            found.append(value)
            break
    return (found[0] + found[1]) / 2


def _root(value: Fraction | None) -> float | None:
    return None if value is None else math.sqrt(value)

"""Agreement between two markers, by tables and by what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.marking_agreement import Agreement, agreement, together

LOW, MID, HIGH = LEVELS = ("low", "mid", "high")


def pairs(table: list[list[int]], levels: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (first, second)
        for first, row in zip(levels, table, strict=True)
        for second, count in zip(levels, row, strict=True)
        for _time in range(count)
    ]


@pytest.mark.parametrize(
    ("table", "levels", "percent", "kappa"),
    [
        # Two by two, worked by hand: observed 35/50, expected 1/2 by chance.
        ([[20, 5], [10, 15]], ("no", "yes"), Fraction(7, 10), Fraction(2, 5)),
        # Full agreement over two levels.
        ([[3, 0], [0, 4]], ("no", "yes"), Fraction(1), Fraction(1)),
        # Always the other one of two, evenly.
        ([[0, 5], [5, 0]], ("no", "yes"), Fraction(0), Fraction(-1)),
        # Exactly what chance gives.
        ([[1, 1], [1, 1]], ("no", "yes"), Fraction(1, 2), Fraction(0)),
        # One level used by both: chance alone agrees fully.
        ([[9, 0], [0, 0]], ("no", "yes"), Fraction(1), None),
        # Three levels, linear weights: mean distance 2/10; by chance 82/100 (marginals 5, 3, 2).
        (
            [[4, 1, 0], [1, 2, 0], [0, 0, 2]],
            LEVELS,
            Fraction(8, 10),
            1 - Fraction(20, 82),
        ),
    ],
)
def test_tables(
    table: list[list[int]],
    levels: tuple[str, ...],
    percent: Fraction,
    kappa: Fraction | None,
) -> None:
    found = agreement(pairs(table, levels), levels)
    assert found == Agreement(n=sum(map(sum, table)), percent=percent, kappa=kappa)


def test_over_no_pair_nothing_is_defined() -> None:
    assert agreement([], LEVELS) == Agreement(n=0, percent=None, kappa=None)
    assert together([]) == Agreement(n=0, percent=None, kappa=None)
    assert together([agreement([], LEVELS)]) == Agreement(n=0, percent=None, kappa=None)


def test_levels_of_an_older_rubric_are_left_out() -> None:
    found = agreement([(LOW, LOW), ("gone", HIGH), (HIGH, HIGH)], LEVELS)
    assert found == Agreement(n=2, percent=Fraction(1), kappa=Fraction(1))


def test_a_near_miss_counts_as_less_than_a_far_one() -> None:
    near = agreement([(LOW, LOW), (HIGH, HIGH), (LOW, MID)], LEVELS)
    far = agreement([(LOW, LOW), (HIGH, HIGH), (LOW, HIGH)], LEVELS)
    assert near.percent == far.percent == Fraction(2, 3)
    assert near.kappa > far.kappa


def test_criteria_weigh_as_much_as_they_have_pairs() -> None:
    one = Agreement(n=1, percent=Fraction(1), kappa=Fraction(1))
    three = Agreement(n=3, percent=Fraction(0), kappa=Fraction(-1))
    undefined = Agreement(n=4, percent=Fraction(1), kappa=None)
    assert together([one, three]) == Agreement(4, Fraction(1, 4), Fraction(-1, 2))
    assert together([one, undefined]) == Agreement(5, Fraction(1), Fraction(1))
    assert together([undefined]) == Agreement(4, Fraction(1), None)


SOME = st.lists(st.tuples(st.sampled_from(LEVELS), st.sampled_from(LEVELS)), max_size=30)


@given(SOME)
def test_it_stays_in_bounds_and_knows_no_first_and_second(found: list[tuple[str, str]]) -> None:
    one = agreement(found, LEVELS)
    other = agreement([(b, a) for a, b in reversed(found)], LEVELS)
    assert one == other
    assert one.percent is None or 0 <= one.percent <= 1
    assert one.kappa is None or -1 <= one.kappa <= 1
    # Turning the scale round changes nothing.
    assert agreement(found, tuple(reversed(LEVELS))) == one


@given(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=30))
def test_full_agreement_is_one_or_not_defined(found: list[str]) -> None:
    one = agreement([(level, level) for level in found], LEVELS)
    assert one.percent == 1
    assert one.kappa == (None if len(set(found)) == 1 else 1)

"""Marks are integers, rounded half to even once per question."""

from fractions import Fraction

import pytest

from courses.questions.marks import Graded, clamped, quanta_of


@pytest.mark.parametrize(
    ("share", "marks", "quanta"),
    [
        (Fraction(0), 1, 0),
        (Fraction(1), 1, 10_000),
        (Fraction(1, 3), 1, 3_333),
        (Fraction(2, 3), 1, 6_667),
        (Fraction(1, 3), 3, 10_000),  # rounding first would give 9,999
        (Fraction(1, 20_000), 1, 0),  # a half goes to the even neighbour
        (Fraction(3, 20_000), 1, 2),
        (Fraction(5, 20_000), 1, 2),
    ],
)
def test_share_becomes_quanta(share: Fraction, marks: int, quanta: int) -> None:
    assert quanta_of(share, marks=marks) == quanta


@pytest.mark.parametrize(
    ("share", "kept"), [(-3, 0), (0, 0), (Fraction(1, 2), Fraction(1, 2)), (2, 1)]
)
def test_share_is_clamped(share: Fraction, kept: Fraction) -> None:
    assert clamped(Fraction(share)) == kept


def test_graded_rounds_each_from_the_exact_share() -> None:
    graded = Graded(Fraction(1, 3), {})
    assert (graded.quanta, graded.quanta_for(3), graded.is_full) == (3_333, 10_000, False)

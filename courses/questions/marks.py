"""Marks as integers: one mark is 10,000 quanta, rounded half to even once per question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

FULL = 10_000


def quanta_of(share: Fraction, *, marks: int = 1) -> int:
    """Return the share of so many marks in whole quanta, rounded half to even.

    The share is exact until here, so that a third of three marks is one whole mark.
    """
    return round(share * marks * FULL)


def clamped(share: Fraction) -> Fraction:
    """Return the share kept between nothing and all: no answer takes marks from another."""
    return min(max(share, Fraction(0)), Fraction(1))


@dataclass(frozen=True)
class Graded:
    """What one answer is worth, and what became of each thing that it names.

    `outcomes` holds codes by key, never sentences. `axes` says what the answer is worth on
    each axis that is told apart, as removal and duties of a decision; the share is not made
    of them, and a type that tells no axes apart has none.
    """

    share: Fraction
    outcomes: Mapping[str, str]
    axes: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def quanta(self) -> int:
        """The result for a question of one mark: 0 to 10,000."""
        return quanta_of(self.share)

    def quanta_for(self, marks: int) -> int:
        """Return the result for a question of so many marks, rounded once."""
        return quanta_of(self.share, marks=marks)

    @property
    def is_full(self) -> bool:
        return self.share == 1

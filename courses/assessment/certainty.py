"""How sure a learner was, and what the published table says of it. Pure.

Certainty-based marking as published by A. R. Gardner-Medwin (Confidence assessment in the
teaching of basic science, ALT-J 3, 1995; "1, 2, 3 or 0, -2, -6"). It is told to the learner alone,
in practice, and never becomes a mark.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEVELS = (1, 2, 3)
SURE = 3
RIGHT = {1: 1, 2: 2, 3: 3}
WRONG = {1: 0, 2: -2, 3: -6}


@dataclass(frozen=True)
class Sure:
    """One answer with how sure the learner was; partly right is neither right nor wrong."""

    level: int | None
    is_right: bool
    is_wrong: bool

    @property
    def is_sure_and_differing(self) -> bool:
        """True where the learner was sure and the answer is not wholly right."""
        return self.level == SURE and not self.is_right


@dataclass(frozen=True)
class Row:
    """One level of the table: how often it was chosen and how that went."""

    level: int
    right: int
    wrong: int

    @property
    def points(self) -> int:
        """What the table gives for these answers."""
        return self.right * RIGHT[self.level] + self.wrong * WRONG[self.level]


@dataclass(frozen=True)
class Table:
    """The answers of one attempt by the published table."""

    rows: tuple[Row, ...]
    sure_and_differing: int

    @property
    def points(self) -> int:
        """The sum of the table; it may be negative, and it is no mark."""
        return sum(row.points for row in self.rows)

    @property
    def answered(self) -> int:
        """How many answers stand in the table."""
        return sum(row.right + row.wrong for row in self.rows)


def table(answers: Iterable[Sure]) -> Table:
    """Return the table of some answers; those without a level, or partly right, are left out.

    An answer that the learner was sure of and that is not wholly right differs from the key.
    """
    told = [answer for answer in answers if answer.level in RIGHT]
    rows = tuple(
        Row(
            level=level,
            right=sum(answer.is_right for answer in told if answer.level == level),
            wrong=sum(answer.is_wrong for answer in told if answer.level == level),
        )
        for level in LEVELS
    )
    differing = sum(answer.is_sure_and_differing for answer in told)
    return Table(rows=rows, sure_and_differing=differing)

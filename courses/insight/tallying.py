"""How often each thing occurs in each part of the attempts. Pure; everything is a whole number."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add

from courses.insight.statistics import Pairs, Table
from courses.insight.statistics.groups import ScoreGroup


@dataclass(frozen=True)
class Tally:
    """How often each combination of mark, answer and kind of attempt occurs in one column.

    A kind is all that attempts have in common: total, language, third by score.
    """

    counts: Mapping[tuple[int, int, "Kind"], int]

    def pairs(self, *, is_outside: bool, language: str | None = None) -> Pairs:
        """Return how often each pair of mark and total occurs, of one language or of all."""
        found: Pairs = Counter()
        for (mark, _answer, kind), often in self.counts.items():
            if language is None or kind.language == language:
                found[mark, kind.total + mark if is_outside else kind.total] += often
        return found

    def answers(self) -> dict[ScoreGroup, Counter[int]]:
        """Return how often each answer was given, by third."""
        found: dict[ScoreGroup, Counter[int]] = {group: Counter() for group in ScoreGroup}
        for (_mark, answer, kind), often in self.counts.items():
            found[kind.group][answer] += often
        return found


@dataclass(frozen=True)
class Kind:
    """What is the same of many attempts."""

    total: int
    language: str
    group: ScoreGroup


def tallies(
    table: Table, languages: Sequence[str], groups: Sequence[ScoreGroup]
) -> Iterator[Tally]:
    """Yield the tally of each column of a table, in their order.

    Each column is gone through once: what occurs in a row becomes one whole number, and these
    are counted, which is several times as fast as counting tuples for each question asked of them.
    """
    places: dict[tuple[int, str, ScoreGroup], int] = {}
    of_row = [
        places.setdefault(row, len(places))
        for row in zip(table.totals, languages, groups, strict=True)
    ]
    kinds = [Kind(*row) for row in places]
    scaled: dict[int, list[int]] = {}
    for column in table.columns:
        codes, marks, answers = column.coded()
        many = len(marks)
        # The code stands lowest, the kind above. Columns with as many codes share the scaled kinds.
        if many not in scaled:
            scaled = {many: [many * kind for kind in of_row]}
        where = scaled[many]
        if column.rows is not None:
            where = [where[row] for row in column.rows]
        found: dict[tuple[int, int, Kind], int] = {}
        for key, often in Counter(map(add, where, codes)).items():
            kind, code = divmod(key, many)
            found[marks[code], answers[code], kinds[kind]] = often
        yield Tally(found)

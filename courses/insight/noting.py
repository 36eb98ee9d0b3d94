"""What was chosen in the parts of answers, and which context was opened, by thirds. Pure.

Told under the same rule as everything else: of fewer than k people nothing, of thirds only where
each has k.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import add
from typing import Any

from courses.insight.few import are_enough
from courses.insight.reading import Noted, Reading
from courses.insight.statistics import ScoreGroup


def has_thirds(groups: Iterable[ScoreGroup], asked: Iterable[int]) -> bool:
    """Whether each third is made of enough people for its figures to be told.

    Most often the first few tell.
    """
    people: dict[ScoreGroup, set[int]] = {group: set() for group in ScoreGroup}
    lacking = {*ScoreGroup}
    for group, person in zip(groups, asked, strict=True):
        if group in lacking:
            people[group].add(person)
            if are_enough(len(people[group])):
                lacking.remove(group)
                if not lacking:
                    return True
    return False


def are_many(people: Iterable[int]) -> bool:
    """Whether these are enough people; whoever comes twice is one."""
    seen: set[int] = set()
    for person in people:
        seen.add(person)
        if are_enough(len(seen)):
            return True
    return False


def noted_of(
    reading: Reading,
    uid: str,
    places: Mapping[int, int] | None,
    groups: Sequence[ScoreGroup],
    sizes: Sequence[int],
) -> dict[str, Any]:
    """Return `chosen` and `opened` of a question over the attempts that are counted.

    `places` tells where each row of the reading went (None: nowhere else), `groups` the third of
    each counted attempt, `sizes` how many were asked, of all and by third. `chosen` holds its own
    sizes: the answers that are still kept.
    """
    found: dict[str, Any] = {}
    if chosen := _chosen(reading, uid, places, groups):
        found["chosen"] = chosen
    if (opened := reading.opened.get(uid)) is not None:
        counts = _by_group(opened, places, groups)
        shown = _shown(with_thirds=len(sizes) > 1)
        found["opened"] = {
            key: [sum(counts[group][number] for group in those) for those in shown]
            for number, key in enumerate(reading.contexts)
            if any(counts[group][number] for group in ScoreGroup)
        }
    return found


def _chosen(
    reading: Reading,
    uid: str,
    places: Mapping[int, int] | None,
    groups: Sequence[ScoreGroup],
) -> dict[str, Any]:
    noted = reading.chosen.get(uid)
    if noted is None:
        return {}
    rows, _numbers = _kept(noted, places)
    if not are_many(map(reading.people.__getitem__, rows)):
        return {}
    where = (groups[row if places is None else places[row]] for row in rows)
    thirds = has_thirds(where, map(reading.people.__getitem__, rows))
    shown = _shown(with_thirds=thirds)
    counts = _by_group(noted, places, groups)
    parts: dict[str, dict[str, list[int]]] = {}
    nothing = [0] * len(shown)
    for number in dict.fromkeys(number for found in counts.values() for number in found):
        often = [sum(counts[group][number] for group in those) for those in shown]
        for part, choice in reading.choices[number]:
            told = parts.setdefault(part, {})
            told[choice] = list(map(add, told.get(choice, nothing), often))
    sizes = [sum(counts[group].total() for group in those) for those in shown]
    return {"sizes": sizes, "parts": parts}


def _shown(*, with_thirds: bool) -> list[list[ScoreGroup]]:
    """The columns of a table: all, and each third where these may be told."""
    return [[*ScoreGroup], *([group] for group in ScoreGroup if with_thirds)]


def _kept(noted: Noted, places: Mapping[int, int] | None) -> tuple[Sequence[int], Sequence[int]]:
    if places is None:
        return noted.rows, noted.numbers
    kept = [row in places for row in noted.rows]
    return list(compress(noted.rows, kept)), list(compress(noted.numbers, kept))


def _by_group(
    noted: Noted, places: Mapping[int, int] | None, groups: Sequence[ScoreGroup]
) -> dict[ScoreGroup, Counter[int]]:
    rows, numbers = _kept(noted, places)
    if places is not None:
        rows = list(map(places.__getitem__, rows))
    found: dict[ScoreGroup, Counter[int]] = {group: Counter() for group in ScoreGroup}
    # One whole number for each pair: counting tuples costs twice as much.
    many = max(numbers, default=0) + 1
    scaled = [many * group for group in groups]
    for key, often in Counter(map(add, map(scaled.__getitem__, rows), numbers)).items():
        group, number = divmod(key, many)
        found[ScoreGroup(group)][number] = often
    return found

"""What was chosen in the parts of answers, and which context was opened, by thirds. Pure.

Told under the same rule as everything else: of fewer than k people nothing, of thirds only where
each has k.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import Any

from courses.insight.few import are_enough
from courses.insight.reading import Noted, Reading
from courses.insight.statistics import ScoreGroup


def has_thirds(groups: Sequence[ScoreGroup], asked: Sequence[int]) -> bool:
    """Whether each third is made of enough people for its figures to be told."""
    pairs = set(zip(groups, asked, strict=True))
    sizes = Counter(group for group, _person in pairs)
    return all(are_enough(sizes[group]) for group in ScoreGroup)


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
    rows = _kept(noted, places)[0]
    who = [reading.people[row] for row in rows]
    if not are_enough(len(set(who))):
        return {}
    where = [groups[row if places is None else places[row]] for row in rows]
    shown = _shown(with_thirds=has_thirds(where, who))
    counts = _by_group(noted, places, groups)
    parts: dict[str, dict[str, list[int]]] = {}
    for place, those in enumerate(shown):
        for group in those:
            for number, often in counts[group].items():
                for part, choice in reading.choices[number]:
                    told = parts.setdefault(part, {}).setdefault(choice, [0] * len(shown))
                    told[place] += often
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
    pairs = Counter(zip(map(groups.__getitem__, rows), numbers, strict=True))
    for (group, number), often in pairs.items():
        found[group][number] = often
    return found

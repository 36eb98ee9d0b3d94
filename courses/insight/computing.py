"""From what was read to what is kept. Pure: a reading in, plain values out.

What is about fewer than k people is left out here, so that it is nowhere to be found later.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import compress
from typing import Any

from courses.insight.few import FEWEST, are_enough, sizes_that_may_be_told
from courses.insight.gathering import Outcome
from courses.insight.models import Which
from courses.insight.noting import has_thirds, noted_of
from courses.insight.reading import Reading
from courses.insight.statistics import (
    Column,
    QuestionStatistics,
    ScoreGroup,
    Table,
    facility_and_discrimination,
    question_statistics,
    quiz_statistics,
    score_groups,
)
from courses.insight.tallying import Tally, tallies

# The whole and each third, as they stand in the lists of counts.
PLACES = (None, ScoreGroup.BOTTOM, ScoreGroup.MIDDLE, ScoreGroup.TOP)


@dataclass(frozen=True)
class Figures:
    """Everything that is kept of one quiz, as the rows hold it."""

    attempts: int
    people: int
    release_id: int | None
    quiz: dict[str, dict[str, float | int | None]]
    certainty: dict[str, dict[str, int]]
    questions: list[dict[str, Any]]


def compute(reading: Reading, *, choices: Collection[str] = ()) -> Figures:
    """Return the figures over first, last, best and all attempts.

    `choices` are the questions whose answer is a choice among options.
    Where nobody came twice the four are one. Where a few did (fewer than k), only the last
    attempts are told: the difference to the others would be about these few.
    """
    people = len(set(reading.people))
    again = people_again(reading.people)
    found = Figures(len(reading.people), people, reading.release_id, {}, {}, [])
    first: tuple[dict[str, Any], list[dict[str, Any]]] | None = None
    for which in Which:
        if 0 < again < FEWEST and which != Which.LAST:
            continue
        if first is None or again:
            first = _figures_over(reading, chosen_rows(reading, which), choices)
        quiz, questions = first
        found.quiz[which.value] = quiz
        found.questions.extend({**one, "which": which.value} for one in questions)
    found.certainty.update(_certainty(reading))
    return found


def people_again(people: Sequence[int]) -> int:
    """Return how many people stand behind more than one attempt."""
    once: set[int] = set()
    again: set[int] = set()
    for person in people:
        (again if person in once else once).add(person)
    return len(again)


def chosen_rows(reading: Reading, which: Which) -> list[bool] | None:
    """Return for each attempt whether it counts; None when all do.

    Attempts stand in each person's order. Of equally good ones the first counts.
    """
    if which is Which.ALL:
        return None
    chosen: dict[int, int] = {}
    totals, possible = reading.table.totals, reading.table.possible
    for row, person in enumerate(reading.people):
        before = chosen.get(person)
        if before is None or which is Which.LAST:
            chosen[person] = row
            continue
        # Compared crosswise: no division, and nothing possible is never better.
        is_better = totals[row] * possible[before] > totals[before] * possible[row]
        if which is Which.BEST and is_better:
            chosen[person] = row
    if len(chosen) == len(reading.people):
        return None
    keep = [False] * len(reading.people)
    for row in chosen.values():
        keep[row] = True
    return keep


def part_of(table: Table, keep: Sequence[bool]) -> Table:
    """Return the table of the rows that are kept, its columns renumbered."""
    places: dict[int, int] = {}
    for row, kept in enumerate(keep):
        if kept:
            places[row] = len(places)
    columns = [_part_of_column(column, keep, places) for column in table.columns]
    return Table(
        totals=list(compress(table.totals, keep)),
        possible=list(compress(table.possible, keep)),
        columns=[column for column in columns if column.marks],
    )


def _part_of_column(column: Column, keep: Sequence[bool], places: dict[int, int]) -> Column:
    kept = keep if column.rows is None else [keep[row] for row in column.rows]
    marks, answers = column.kept(kept)
    rows = None if column.rows is None else [places[row] for row in compress(column.rows, kept)]
    return Column(
        uid=column.uid,
        marks=marks,
        # Releases may have changed what a question is worth; over many attempts that is a mean.
        possible=round(column.possible * len(marks) / len(column.marks)),
        rows=None if rows is None or len(rows) == len(places) else rows,
        answers=answers,
        is_outside=column.is_outside,
    )


def _figures_over(
    reading: Reading, keep: list[bool] | None, choices: Collection[str]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    part = _Part.of(reading, keep)
    table, people = part.table, part.people
    distinct = len(set(people))
    quiz: dict[str, Any] = {"n": len(table.totals), "people": distinct}
    counted = list(tallies(table, part.languages, part.groups))
    pairs = [
        tally.pairs(is_outside=column.is_outside)
        for column, tally in zip(table.columns, counted, strict=True)
    ]
    if are_enough(distinct):
        quiz |= asdict(quiz_statistics(table, pairs=pairs))
    by_language = _by_language(part, counted)
    thirds = has_thirds(part.groups, people)
    rows = []
    found = zip(table.columns, counted, question_statistics(table, pairs=pairs), strict=True)
    for column, tally, one in found:
        asked, with_thirds = people, thirds
        if column.rows is not None:
            asked = [people[row] for row in column.rows]
            with_thirds = has_thirds([part.groups[row] for row in column.rows], asked)
        row: dict[str, Any] = {
            "question_uid": column.uid,
            "n": one.n,
            "people": distinct if column.rows is None else len(set(asked)),
            "shown_to": reading.shown[column.uid],
        }
        if are_enough(row["people"]):
            answers = _answers(tally, reading.outcomes, with_thirds=with_thirds)
            row |= _told(one)
            row["answers"] = {
                **answers,
                **noted_of(reading, column.uid, part.places, part.groups, answers["sizes"]),
                "is_choice": column.uid in choices,
            }
            row["languages"] = by_language.get(column.uid, {})
        rows.append(row)
    return quiz, rows


@dataclass(frozen=True)
class _Part:
    """The attempts that are counted, with their thirds; `places` is where each row went."""

    table: Table
    people: Sequence[int]
    languages: Sequence[str]
    groups: list[ScoreGroup]
    places: Mapping[int, int] | None

    @classmethod
    def of(cls, reading: Reading, keep: list[bool] | None) -> "_Part":
        table, people, languages = reading.table, reading.people, reading.languages
        places: dict[int, int] | None = None
        if keep is not None:
            table = part_of(table, keep)
            people = list(compress(people, keep))
            languages = list(compress(languages, keep))
            places = {}
            for row in compress(range(len(keep)), keep):
                places[row] = len(places)
        return cls(table, people, languages, score_groups(table), places)


def _told(one: QuestionStatistics) -> dict[str, Any]:
    """Return what stands in front, and what is shown on demand."""
    return {
        "facility": one.facility,
        "discrimination": one.discrimination,
        "more": {
            "standard_deviation": one.standard_deviation,
            "efficiency": one.efficiency,
            "intended_weight": one.intended_weight,
            "effective_weight": one.effective_weight,
        },
    }


def _answers(tally: Tally, outcomes: Sequence[Outcome], *, with_thirds: bool) -> dict[str, Any]:
    """Return counts by part of the answer and by what became of it: of all, and by thirds.

    `sizes` are the attempts in each; thirds are left out unless each has at least k people.
    """
    found = tally.answers()
    sizes = [found[group].total() for group in ScoreGroup]
    everybody: Counter[int] = Counter()
    for its in found.values():
        everybody.update(its)
    shown = PLACES if with_thirds else PLACES[:1]
    parts: dict[str, dict[str, list[int]]] = {}
    for place, group in enumerate(shown):
        counts = everybody if group is None else found[group]
        for number, often in counts.items():
            for key, code in outcomes[number]:
                told = parts.setdefault(key, {}).setdefault(code, [0] * len(shown))
                told[place] += often
    return {"sizes": [sum(sizes), *sizes][: len(shown)], "parts": parts}


def _by_language(
    part: _Part, counted: Sequence[Tally]
) -> dict[str, dict[str, dict[str, float | int | None]]]:
    """Return n, facility and discrimination by question and language, where there are several.

    A question counts where enough people answered it in that language, and where no figure of
    fewer follows from what is told.
    """
    spoken = sorted(set(part.languages))
    if len(spoken) < 2:
        return {}
    spread = {name: _people_of(part, range(len(part.people)), name) for name in spoken}
    found: dict[str, dict[str, dict[str, float | int | None]]] = {}
    for column, tally in zip(part.table.columns, counted, strict=True):
        sizes = {name: len(who) for name, who in spread.items()}
        if column.rows is not None:
            sizes = {name: len(_people_of(part, column.rows, name)) for name in spoken}
        told = sorted(sizes_that_may_be_told({name: size for name, size in sizes.items() if size}))
        found[column.uid] = {name: _in_language(column, tally, name) for name in told}
    return found


def _people_of(part: _Part, rows: Iterable[int], language: str) -> set[int]:
    return {part.people[row] for row in rows if part.languages[row] == language}


def _in_language(column: Column, tally: Tally, language: str) -> dict[str, float | int | None]:
    pairs = tally.pairs(is_outside=column.is_outside, language=language)
    n = pairs.total()
    possible = round(column.possible * n / len(column.marks))
    facility, discrimination = facility_and_discrimination(pairs, possible=possible)
    return {"n": n, "facility": facility, "discrimination": discrimination}


def _certainty(reading: Reading) -> dict[str, dict[str, int]]:
    """Return by question how many answers had a certainty, were sure, and sure but not right.

    `people` are those behind them; a question with too few is left out.
    """
    full = {column.uid: column for column in reading.table.columns}
    place: dict[str, dict[int, int]] = {}
    who: dict[str, set[int]] = {}
    found: dict[str, dict[str, int]] = {}
    for sure in reading.sure:
        column = full.get(sure.uid)
        if column is None:
            continue
        rows = place.setdefault(sure.uid, _places(column))
        counts = found.setdefault(sure.uid, {"people": 0, "answers": 0, "sure": 0, "errors": 0})
        who.setdefault(sure.uid, set()).add(reading.people[sure.row])
        is_right = sure.is_right
        if is_right is None:
            is_right = column.marks[rows[sure.row]] * len(column.marks) >= column.possible
        counts["answers"] += 1
        counts["sure"] += sure.is_sure
        counts["errors"] += sure.is_sure and not is_right
    for uid, counts in found.items():
        counts["people"] = len(who[uid])
    return {uid: counts for uid, counts in found.items() if are_enough(counts["people"])}


def _places(column: Column) -> dict[int, int]:
    rows = range(len(column.marks)) if column.rows is None else column.rows
    return {row: place for place, row in enumerate(rows)}

"""Cutting the JSON of gradings gives what reading it whole gives, however it is written."""

import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.insight.gathering import Columns
from courses.insight.statistics import Coded, Column, ScoreGroup, Table, score_groups
from courses.insight.tallying import Kind, tallies

UIDS = ["a", "b-1", "c", "d"]
CODES = st.dictionaries(st.sampled_from(["x", "y", "option-1"]), st.sampled_from(["right", "no"]))
ANSWERS = st.dictionaries(st.sampled_from(UIDS), st.tuples(st.integers(0, 20_000), CODES))
# As SQLite keeps it, as PostgreSQL gives it back, and as nobody writes it.
WRITINGS: list[dict[str, Any]] = [{}, {"separators": (",", ":")}, {"indent": 1}]


@settings(max_examples=60, deadline=None)
@given(
    attempts=st.lists(st.tuples(ANSWERS, st.integers(1, 2)), max_size=6),
    writing=st.sampled_from(WRITINGS),
    lost=st.sampled_from([None, *UIDS]),
)
def test_columns_are_those_of_the_attempts(
    attempts: list[tuple[dict[str, tuple[int, dict[str, str]]], int]],
    writing: dict[str, Any],
    lost: str | None,
) -> None:
    columns = Columns()
    taken = []
    for answers, release in attempts:
        marks = {uid: mark for uid, (mark, _codes) in answers.items()}
        outcomes = {uid: codes for uid, (_mark, codes) in answers.items() if uid != lost}
        possible = dict.fromkeys(marks, 10_000 * release)
        told = [json.dumps(one, **writing) for one in (marks, possible, outcomes)]
        if columns.take(release, *told):
            taken.append((marks, outcomes, release))
    asked = [shown for shown, count in columns.flush() for _ in range(count)]
    assert asked == [marks.keys() for marks, *_ in taken]
    found = columns.read(frozenset({"c"}))
    assert [column.uid for column in found] == sorted({uid for marks, *_ in taken for uid in marks})
    for column in found:
        rows = [n for n, (marks, *_) in enumerate(taken) if column.uid in marks]
        assert list(range(len(taken)) if column.rows is None else column.rows) == rows
        assert list(column.marks) == [taken[row][0][column.uid] for row in rows]
        assert column.possible == sum(10_000 * taken[row][2] for row in rows)
        codes = [dict(columns.outcomes.known[number]) for number in column.answers]
        assert codes == [taken[row][1].get(column.uid, {}) for row in rows]
        assert column.is_outside == (column.uid == "c")


def test_a_text_that_looks_like_a_border_is_read_whole() -> None:
    columns = Columns()
    odd = {"a": {"x": 'right"}, "b-1": {"y": "no'}, "b-1": {}}
    columns.take(1, '{"a": 1, "b-1": 2}', '{"a": 1, "b-1": 2}', json.dumps(odd))
    found = columns.read(frozenset())
    assert [dict(columns.outcomes.known[column.answers[0]]) for column in found] == [odd["a"], {}]


def test_outcomes_in_another_order_than_the_marks_are_read_whole() -> None:
    columns = Columns()
    marks, outcomes = {"a": 1, "b": 2}, {"b": {"y": "no"}, "a": {"x": "right"}}
    columns.take(1, json.dumps(marks), json.dumps(marks), json.dumps(outcomes))
    found = columns.read(frozenset())
    assert [(column.uid, *column.marks) for column in found] == [("a", 1), ("b", 2)]
    codes = [dict(columns.outcomes.known[column.answers[0]]) for column in found]
    assert codes == [{"x": "right"}, {"y": "no"}]


def test_marks_and_answers_that_are_kept_stay_together() -> None:
    for column in (
        Column("q", [1, 0, 1, 0], 4, answers=[7, 8, 9, 8]),
        Column("q", Coded([0, 1, 2, 1], [1, 0, 1]), 4, answers=Coded([0, 1, 2, 1], [7, 8, 9])),
    ):
        marks, answers = column.kept([True, False, True, True])
        assert (list(marks), list(answers)) == ([1, 1, 0], [7, 9, 8])
    assert column.marks[1:3] == Coded([1, 2], [1, 0, 1])
    assert Column("q", [1, 0], 2).kept([False, True])[1] == ()


def test_a_tally_counts_marks_answers_and_kinds_together() -> None:
    column = Column("q", [1, 0, 0], 3, rows=[2, 0, 1], answers=[7, 8, 8])
    table = Table([2, 2, 5], [9, 9, 9], [column])
    groups = [ScoreGroup.BOTTOM, ScoreGroup.BOTTOM, ScoreGroup.TOP]
    (tally,) = tallies(table, ["en", "es", "en"], groups)
    assert tally.counts == {
        (1, 7, Kind(5, "en", ScoreGroup.TOP)): 1,
        (0, 8, Kind(2, "en", ScoreGroup.BOTTOM)): 1,
        (0, 8, Kind(2, "es", ScoreGroup.BOTTOM)): 1,
    }
    assert tally.answers() == {
        ScoreGroup.BOTTOM: Counter({8: 2}),
        ScoreGroup.MIDDLE: Counter(),
        ScoreGroup.TOP: Counter({7: 1}),
    }
    assert tally.pairs(is_outside=False) == Counter({(1, 5): 1, (0, 2): 2})
    assert tally.pairs(is_outside=True, language="en") == Counter({(1, 6): 1, (0, 2): 1})


@pytest.mark.parametrize("mark", [0, 1_000_000])
def test_the_largest_marks_keep_their_place(mark: int) -> None:
    column = Column("q", [mark] * 3, 3_000_000, answers=[0, 300, 70_000])
    table = Table([mark, mark + 1, mark + 2], [2_000_000] * 3, [column])
    (tally,) = tallies(table, ["en"] * 3, score_groups(table))
    assert sorted((got, answer) for got, answer, _kind in tally.counts) == [
        (mark, 0),
        (mark, 300),
        (mark, 70_000),
    ]

"""What holds for any table of marks: bounds, and that the order of attempts changes nothing."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.insight.statistics import question_statistics, quiz_statistics, score_groups
from tests.courses.insight.tables import table

ROWS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 10_000), min_size=width, max_size=width), max_size=12
    )
)
POOLED = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.none() | st.integers(0, 3), min_size=width, max_size=width), max_size=10
    )
)
NEARLY = 1e-9


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_every_figure_is_within_its_bounds(rows: list[list[int]]) -> None:
    marks = table(*rows, full=10_000)
    quiz = quiz_statistics(marks)
    for value in (quiz.mean, quiz.median):
        assert value is None or 0 <= value <= 100 + NEARLY
    assert quiz.alpha is None or quiz.alpha <= 1
    assert quiz.error_ratio is None or quiz.error_ratio >= 0
    found = question_statistics(marks)
    for one in found:
        assert one.facility is None or 0 <= one.facility <= 1
        assert one.discrimination is None or -1 <= one.discrimination <= 1
        assert one.efficiency is None or one.efficiency <= 1 + NEARLY
        assert one.efficiency is None or (one.efficiency > 0) == (one.discrimination > 0)
    weights = [one.effective_weight for one in found if one.effective_weight is not None]
    assert not weights or abs(sum(weights) - 1) < NEARLY


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_attempts_changes_nothing(
    rows: list[list[int]], chance: random.Random
) -> None:
    shuffled = rows[:]
    chance.shuffle(shuffled)
    first, second = table(*rows, full=10_000), table(*shuffled, full=10_000)
    assert quiz_statistics(first) == quiz_statistics(second)
    assert question_statistics(first) == question_statistics(second)
    assert sorted(zip(first.totals, score_groups(first), strict=True)) == sorted(
        zip(second.totals, score_groups(second), strict=True)
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(POOLED)
def test_attempts_with_other_questions_give_figures_too(rows: list[list[int | None]]) -> None:
    marks = table(*rows, full=3)
    assert quiz_statistics(marks).n == len(rows)
    for column, one in zip(marks.columns, question_statistics(marks), strict=True):
        assert one.n == len(column.marks)
        assert one.discrimination is None or -1 <= one.discrimination <= 1


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ROWS)
def test_a_higher_score_is_never_in_a_lower_group(rows: list[list[int]]) -> None:
    marks = table(*rows, full=10_000)
    groups = sorted(zip(marks.totals, score_groups(marks), strict=True))
    assert [group for _total, group in groups] == sorted(group for _total, group in groups)

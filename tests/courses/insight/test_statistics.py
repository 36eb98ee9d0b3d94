"""Values by hand or from the literature for every statistic, and where each is not defined."""

import math
from collections import Counter

import pytest

from courses.insight.statistics import (
    Column,
    Table,
    question_statistics,
    quiz_statistics,
    score_groups,
)
from courses.insight.statistics.quizzes import k2, k3, k4, kurtosis, skewness
from tests.courses.insight.tables import table

# Five people and four questions of one mark, each total another: 4, 3, 2, 1, 0.
LADDER = table([1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0])


def test_k_statistics_are_those_of_the_published_example() -> None:
    # The ten values and the results with which a well-known spreadsheet documents its functions
    # SKEW (0.359543) and KURT (-0.151800), which are ratios of k-statistics.
    counts = Counter([3, 4, 5, 2, 3, 4, 5, 6, 4, 7])
    assert skewness(counts) == pytest.approx(0.359543, abs=5e-7)
    assert kurtosis(counts) == pytest.approx(-0.151800, abs=5e-7)


def test_k_statistics_by_hand() -> None:
    # 0, 0, 0, 4: mean 1, m2 = 3, m3 = 6, m4 = 21.
    counts = Counter([0, 0, 0, 4])
    assert k2(counts) == 4  # 4 * 3 / 3
    assert k3(counts) == 16  # 16 * 6 / (3 * 2)
    assert k4(counts) == 64  # 16 * (5 * 21 - 3 * 3 * 9) / (3 * 2 * 1)
    assert skewness(counts) == 2
    assert kurtosis(counts) == 4


@pytest.mark.parametrize(
    ("values", "defined"),
    [([], 0), ([3], 0), ([3, 3], 1), ([1, 2], 1), ([1, 2, 3], 2), ([1, 2, 3, 5], 3)],
)
def test_k_statistics_need_as_many_values_as_their_order(values: list[int], defined: int) -> None:
    counts = Counter(values)
    assert [k(counts) is not None for k in (k2, k3, k4)] == [n < defined for n in range(3)]


def test_shape_is_not_defined_without_variance() -> None:
    assert skewness(Counter({5: 10})) is None
    assert kurtosis(Counter({5: 10})) is None


def test_a_quiz_by_hand() -> None:
    # Totals 4, 3, 2, 1, 0 of 4. The variance of the totals about the mean is 2; the questions'
    # are .16, .24, .24, .16, together .8: alpha = 4/3 * (1 - .8 / 2) = .8.
    found = quiz_statistics(LADDER)
    assert found.n == 5
    assert found.mean == pytest.approx(50)
    assert found.median == pytest.approx(50)
    assert found.standard_deviation == pytest.approx(100 * math.sqrt(2.5) / 4)
    assert found.skewness == pytest.approx(0)
    assert found.kurtosis == pytest.approx(-1.2)  # of 1, 2, 3, 4, 5, as the textbooks have it
    assert found.alpha == pytest.approx(0.8)
    assert found.error_ratio == pytest.approx(100 * math.sqrt(0.2))
    assert found.standard_error == pytest.approx(math.sqrt(0.2) * 100 * math.sqrt(2.5) / 4)


def test_alpha_is_one_where_questions_agree_and_below_nought_where_they_contradict() -> None:
    assert quiz_statistics(table([1, 1], [1, 1], [0, 0])).alpha == pytest.approx(1)
    found = quiz_statistics(table([3, 0], [0, 2], [3, 0], [0, 2], full=3))
    # Variances 2.25 and 1, of the totals .25: 2 * (1 - 3.25 / .25) = -24.
    assert found.alpha == pytest.approx(-24)
    assert found.error_ratio == pytest.approx(500)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (table([1, 0]), "one attempt"),
        (table([1], [0]), "one question"),
        (table([1, 0], [0, 1]), "no variance of the totals"),
        (table([0, 0], [0, 0]), "nobody has a mark"),
        (table([1, None], [1, 0]), "other questions"),
    ],
)
def test_alpha_is_not_defined(marks: Table, reason: str) -> None:
    found = quiz_statistics(marks)
    assert (found.alpha, found.error_ratio, found.standard_error) == (None, None, None), reason


def test_an_empty_quiz_has_no_figures() -> None:
    found = quiz_statistics(Table([], [], []))
    assert found.n == 0
    assert {found.mean, found.median, found.standard_deviation, found.skewness} == {None}
    assert question_statistics(Table([], [], [])) == []


def test_one_attempt_has_a_mean_and_no_spread() -> None:
    found = quiz_statistics(table([1, 0, 1, 0]))
    assert (found.mean, found.median, found.standard_deviation) == (50, 50, None)


def test_the_median_of_an_even_number_lies_between() -> None:
    assert quiz_statistics(table([0], [1], [2], [10], full=10)).median == pytest.approx(15)


def test_attempts_over_other_marks_are_compared_by_share() -> None:
    found = quiz_statistics(Table([5, 10], [10, 20], []))
    assert (found.mean, found.standard_deviation) == (50, 0)
    assert quiz_statistics(Table([0, 10], [0, 20], [])).mean == 25


def test_questions_by_hand() -> None:
    first, second, third, fourth = question_statistics(LADDER)
    assert [one.facility for one in (first, second, third, fourth)] == [0.8, 0.6, 0.4, 0.2]
    assert first.n == 5
    assert first.standard_deviation == pytest.approx(math.sqrt(0.2))
    # x = 1 1 1 1 0 against the rest 3 2 1 0 0: sums of products about the means 1.2, .8 and 6.8.
    assert first.discrimination == pytest.approx(1.2 / math.sqrt(0.8 * 6.8))
    # The rest in order is 0 0 1 2 3 beside 0 1 1 1 1: no order gives more.
    assert first.efficiency == pytest.approx(1)
    assert [one.intended_weight for one in (first, second, third, fourth)] == [0.25] * 4
    # Covariances with the totals are .5, .75, .75, .5: their roots as shares of the sum.
    roots = [math.sqrt(value) for value in (0.5, 0.75, 0.75, 0.5)]
    assert second.effective_weight == pytest.approx(roots[1] / sum(roots))


def test_a_question_can_discriminate_the_wrong_way() -> None:
    # Who is right here is wrong on everything else.
    found = question_statistics(table([1, 0, 0], [0, 1, 1], [0, 1, 1], [1, 0, 0]))[0]
    assert found.discrimination == pytest.approx(-1)
    assert found.efficiency == pytest.approx(-1)
    # Its covariance with the totals (2, 2 against 1, 1) is below zero: no effective weight.
    assert found.effective_weight is None


def test_efficiency_forgives_what_the_marks_cannot_do() -> None:
    # x = 1 0 0 0; rest = 2 3 0 0. About the means: .75 of at most 1.75.
    marks = table([1, 1, 1, 0], [0, 1, 1, 1], [0, 0, 0, 0], [0, 0, 0, 0])
    found = question_statistics(marks)[0]
    assert found.efficiency == pytest.approx(0.75 / 1.75)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        (table([1, 1]), "one attempt"),
        (table([1, 1], [1, 0]), "no variance of its own"),
        (table([1, 1], [0, 1]), "no variance of the rest"),
        (table([1], [0]), "no rest"),
    ],
)
def test_discrimination_is_not_defined(marks: Table, reason: str) -> None:
    found = question_statistics(marks)[0]
    assert (found.discrimination, found.efficiency) == (None, None), reason


def test_a_question_worth_nothing_has_no_facility() -> None:
    found = question_statistics(table([0, 1], [0, 0], full=0))[0]
    assert (found.facility, found.standard_deviation, found.intended_weight) == (None, None, None)


def test_a_question_from_a_pool_is_counted_where_it_was_asked() -> None:
    # q1 was asked of the first two: their rests are 1 and 0, its own marks 1 and 0.
    marks = table([1, 1, None], [0, 0, None], [1, None, 1], [0, None, 1])
    found = question_statistics(marks)[1]
    assert (found.n, found.facility) == (2, 0.5)
    assert found.discrimination == pytest.approx(1)
    assert (found.intended_weight, found.effective_weight) == (None, None)


def test_weights_of_questions_of_other_worth() -> None:
    column = Column("big", [3, 0], 6)
    small = Column("small", [1, 1], 2)
    found = question_statistics(Table([4, 1], [4, 4], [column, small]))
    assert [one.intended_weight for one in found] == [0.75, 0.25]
    assert [one.effective_weight for one in found] == [1, 0]


@pytest.mark.parametrize(
    ("totals", "groups"),
    [
        ([], ""),
        ([5], "M"),
        ([5, 5, 5], "MMM"),
        ([1, 2, 3], "BMT"),
        ([3, 1, 2], "TBM"),
        ([1, 1, 2, 2, 3, 3], "BBMMTT"),
        # Two thirds are equal: they are the upper part, and nobody is a third of them.
        ([1, 2, 2], "BMM"),
        ([0, 0, 0, 0, 0, 0, 0, 0, 0, 9], "MMMMMMMMMT"),
    ],
)
def test_thirds_by_score(totals: list[int], groups: str) -> None:
    found = score_groups(Table(totals, [10] * len(totals), []))
    assert "".join(group.name[0] for group in found) == groups


def test_a_question_outside_of_the_totals_is_compared_with_all_of_them() -> None:
    inside = [Column("a", [1, 1, 0], 3), Column("b", [1, 0, 0], 3)]
    outside = Column("split", [1, 0, 0], 3, is_outside=True)
    marks = Table([2, 1, 0], [2, 2, 2], [*inside, outside])
    found = question_statistics(marks)[2]
    # x = 1 0 0 against the totals 2 1 0.
    assert found.discrimination == pytest.approx(math.sqrt(3) / 2)
    assert (found.intended_weight, found.effective_weight) == (None, None)
    assert quiz_statistics(marks) == quiz_statistics(Table([2, 1, 0], [2, 2, 2], inside))

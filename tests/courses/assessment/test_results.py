"""What attempts come to, what tries cost, what cannot be offset, and the table of certainty."""

from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment import behaviours, certainty
from courses.assessment.behaviours import Behaviour
from courses.assessment.results import (
    AttemptResult,
    Reach,
    Standing,
    after_tries,
    missed,
    reach_of_average,
    standing,
    wrong_tries,
)

HALF, NINE, FULL = (AttemptResult(0, total, 10, total >= 8) for total in (5, 9, 10))


def rule(result: str = "best", **changed: object) -> Behaviour:
    return behaviours.for_lesson("assessment", result=result, **changed)  # type: ignore[arg-type]


def attempts(*totals: int, mark: int = 8) -> list[AttemptResult]:
    return [AttemptResult(n, total, 10, total >= mark) for n, total in enumerate(totals, start=1)]


@pytest.mark.parametrize(
    ("result", "totals", "percent", "passed", "numbers"),
    [
        ("best", (5, 9, 6), 90, True, (2,)),
        ("best", (9, 9), 90, True, (1,)),
        ("best", (5, 6), 60, False, (2,)),
        ("last", (5, 9, 6), 60, False, (3,)),
        ("last", (5, 9), 90, True, (2,)),
        ("first", (5, 9, 6), 50, True, (1,)),
        ("first", (5, 6, 7), 50, False, (1,)),
        ("first", (9, 5), 90, True, (1,)),
        ("average", (7, 9), 80, True, (1, 2)),
        ("average", (7, 8), 75, False, (1, 2)),
        ("average", (10, 10, 4), 80, True, (1, 2, 3)),
    ],
)
def test_which_of_several_attempts_counts(
    result: str, totals: tuple[int, ...], percent: int, passed: bool, numbers: tuple[int, ...]
) -> None:
    found = standing(rule(result), attempts(*totals))
    assert (found.percent, found.is_passed, found.numbers) == (percent, passed, numbers)


@pytest.mark.parametrize(
    ("totals", "left", "needed", "possible"),
    [
        ((6,), None, (10, 10), True),
        ((6, 6), None, (12, 10), True),
        ((6,), 1, (10, 10), True),
        ((5,), 1, (11, 10), False),
        ((5,), 2, (11, 10), True),
        ((6,), 0, (10, 10), False),
        ((10, 10), 1, (4, 10), True),
    ],
)
def test_what_an_average_still_takes(
    totals: tuple[int, ...], left: int | None, needed: tuple[int, int], possible: bool
) -> None:
    found = reach_of_average(80, attempts(*totals), left=left)
    assert found == Reach(Fraction(*needed), possible)


def test_an_average_of_all_marks_is_out_of_reach_after_one_miss() -> None:
    assert not reach_of_average(100, attempts(9), left=None).is_possible
    assert reach_of_average(100, attempts(10), left=None).is_possible


def test_without_an_attempt_nothing_stands() -> None:
    assert standing(rule(), []) == Standing(share=None, is_passed=None)
    assert standing(rule(), []).percent == 0


@pytest.mark.parametrize("result", ["best", "last", "first", "average"])
def test_the_order_in_which_attempts_are_told_does_not_matter(result: str) -> None:
    found = {standing(rule(result), rows) for rows in permutations(attempts(5, 9, 6))}
    assert len(found) == 1


@pytest.mark.parametrize("result", ["best", "last", "average"])
def test_an_attempt_that_waits_decides_nothing_that_rests_on_it(result: str) -> None:
    waiting = AttemptResult(2, 9, 10, None, awaits=True)
    found = standing(rule(result), [*attempts(5), waiting])
    assert (found.is_passed, found.awaits) == (None, True)


def test_a_pass_stands_whatever_still_waits() -> None:
    waiting = AttemptResult(2, 10, 10, None, awaits=True)
    assert standing(rule(), [*attempts(9), waiting]).is_passed is True


def test_an_average_does_not_make_up_for_what_the_last_attempt_missed() -> None:
    offset = AttemptResult(2, 10, 10, False, missed=("report",))
    assert standing(rule("average"), [*attempts(9), offset]).is_passed is False
    let_pass = AttemptResult(2, 10, 10, True, missed=("report",))
    assert standing(rule("average"), [*attempts(9), let_pass]).is_passed is True


def test_an_average_of_what_has_nothing_to_pass_is_only_told() -> None:
    practice = behaviours.for_lesson("practice", result="average")
    assert standing(practice, attempts(4, 6)).percent == 50
    assert standing(practice, attempts(4, 6)).is_passed is None


A, B, C = ({"option": one} for one in "abc")


@pytest.mark.parametrize(
    ("final", "checked", "wrong"),
    [
        (A, [], 0),
        (A, [(A, True)], 0),
        (A, [(B, False), (A, True)], 1),
        (A, [(B, False), (B, False), (A, True)], 1),
        (A, [(B, False), (C, False)], 2),
        (B, [(B, False)], 0),
        (B, [(B, False), (C, False)], 1),
        (None, [(B, False)], 1),
    ],
)
def test_different_wrong_answers_are_counted_once(
    final: object, checked: list[tuple[object, bool]], wrong: int
) -> None:
    assert wrong_tries(final, checked) == wrong
    assert wrong_tries(final, reversed(checked)) == wrong


@pytest.mark.parametrize(
    ("share", "penalty", "wrong", "left"),
    [(1, 0, 5, 1), (1, 20, 0, 1), (1, 20, 1, "4/5"), (1, 33, 3, "1/100"), ("1/2", 20, 3, 0)],
)
def test_what_wrong_tries_cost(share: object, penalty: int, wrong: int, left: object) -> None:
    assert after_tries(Fraction(share), penalty=penalty, wrong=wrong) == Fraction(left)  # type: ignore[arg-type]


@given(
    share=st.fractions(min_value=0, max_value=1),
    penalty=st.integers(0, 100),
    wrong=st.integers(0, 30),
)
def test_tries_keep_a_share_in_bounds_and_never_add(
    share: Fraction, penalty: int, wrong: int
) -> None:
    left = after_tries(share, penalty=penalty, wrong=wrong)
    assert 0 <= left <= share
    assert after_tries(share, penalty=penalty, wrong=wrong + 1) <= left


@pytest.mark.parametrize(
    ("earned", "expected"),
    [
        ({"report": [(1, 1), (0, 1)]}, ("report",)),
        ({"report": [(1, 1), (1, 1)]}, ()),
        ({"report": [(8, 10)]}, ()),
        ({"report": [(7, 10)]}, ("report",)),
        ({"other": [(0, 1)]}, ()),
        ({}, ()),
    ],
)
def test_what_cannot_be_offset_has_to_reach_the_pass_mark_by_itself(
    earned: dict[str, list[tuple[int, int]]], expected: tuple[str, ...]
) -> None:
    assert missed(rule(must=("report",)), earned) == expected


def test_nothing_is_missed_where_there_is_nothing_to_pass() -> None:
    assert missed(behaviours.for_lesson("check", must=("report",)), {"report": [(0, 1)]}) == ()


@pytest.mark.parametrize(
    ("level", "right", "wrong"), [(1, 1, 0), (2, 2, -2), (3, 3, -6)], ids=["low", "mid", "high"]
)
def test_the_published_table(level: int, right: int, wrong: int) -> None:
    assert certainty.table([certainty.Sure(level, True, False)]).points == right
    assert certainty.table([certainty.Sure(level, False, True)]).points == wrong


def test_the_table_leaves_out_what_is_partly_right_or_has_no_level() -> None:
    told = certainty.table(
        [
            certainty.Sure(3, True, False),
            certainty.Sure(3, False, False),
            certainty.Sure(3, False, True),
            certainty.Sure(None, False, True),
        ]
    )
    assert (told.points, told.answered, told.sure_and_differing) == (3 - 6, 2, 2)

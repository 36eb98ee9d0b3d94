import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.assessment.drawing import CannotDraw, draw

POOL = [f"q{number}" for number in range(10)]


@given(
    seed=st.integers(),
    take=st.integers(min_value=0, max_value=10),
    seen=st.sets(st.sampled_from(POOL)),
    shuffle=st.booleans(),
)
def test_a_draw_takes_as_many_as_asked_each_once_and_unseen_first(
    seed: int, take: int, seen: set[str], shuffle: bool
) -> None:
    drawn = draw([{"take": take, "of": POOL}], seen=seen, shuffle=shuffle, rng=random.Random(seed))
    assert len(drawn) == len(set(drawn)) == take
    assert set(drawn) <= set(POOL)
    unseen = set(POOL) - seen
    assert len(set(drawn) & unseen) == min(take, len(unseen))


def test_fixed_questions_are_all_asked_and_not_drawn_again() -> None:
    draws = [{"fixed": ["q1", "q2"]}, {"take": 8, "of": POOL}]
    drawn = draw(draws, seen=(), shuffle=False, rng=random.Random(1))
    assert drawn[:2] == ["q1", "q2"]
    assert sorted(drawn) == sorted(POOL)


def test_a_pool_that_is_too_small_cannot_be_drawn_from() -> None:
    with pytest.raises(CannotDraw):
        draw([{"take": 11, "of": POOL}], seen=(), shuffle=False, rng=random.Random(1))

"""What asks for a look at a question, and what does not."""

from typing import Any

import pytest

from courses.insight.few import sizes_that_may_be_told
from courses.insight.flags import Flag, Reading, flags_of, reading_of


def answers(**top: int) -> dict[str, Any]:
    """Ten people in each third: 2 of the lowest chose each wrong option, so many of the best."""
    parts: dict[str, Any] = {"key": {"right": [15, 4, 5, top.pop("key", 6)]}}
    parts |= {name: {"wrong": [6, 2, 2, often]} for name, often in top.items()}
    return {"sizes": [30, 10, 10, 10], "parts": parts, "is_choice": True}


@pytest.mark.parametrize(
    ("facility", "discrimination", "told", "flags"),
    [
        (0.7, 0.35, answers(a=2), ()),
        (0.7, None, {}, ()),
        (0.97, 0.05, {}, (Flag.TOO_EASY,)),
        (0.29, 0.25, {}, (Flag.TOO_HARD,)),
        (0.7, 0.19, {}, (Flag.TELLS_LITTLE,)),
        (0.7, -0.01, {}, (Flag.WRONG_WAY,)),
        (0.97, -0.2, {}, (Flag.WRONG_WAY, Flag.TOO_EASY)),
        (0.6, 0.3, answers(a=3), (Flag.DRAWS_THE_BEST,)),
        (0.6, 0.3, answers(a=2, key=1), (Flag.DRAWS_THE_BEST,)),
        (None, None, {}, ()),
    ],
)
def test_flags(
    facility: float | None, discrimination: float | None, told: dict[str, Any], flags: tuple[Flag]
) -> None:
    found = flags_of(people=30, facility=facility, discrimination=discrimination, answers=told)
    assert found == flags


def test_nothing_is_flagged_for_a_few_people_or_without_thirds() -> None:
    assert flags_of(people=19, facility=0.99, discrimination=-1, answers={}) == ()
    told = {"sizes": [30], "parts": {"a": {"wrong": [30]}}, "is_choice": True}
    assert flags_of(people=30, facility=0.5, discrimination=0.5, answers=told) == ()


def test_a_field_of_a_decision_is_no_distractor() -> None:
    told = answers(a=9) | {"is_choice": False}
    assert flags_of(people=30, facility=0.5, discrimination=0.5, answers=told) == ()


@pytest.mark.parametrize(
    ("discrimination", "reading"),
    [
        (None, Reading.UNDEFINED),
        (-0.001, Reading.NEGATIVE),
        (0.0, Reading.POOR),
        (0.2, Reading.FAIR),
        (0.3, Reading.GOOD),
        (0.4, Reading.VERY_GOOD),
    ],
)
def test_what_a_discrimination_means(discrimination: float | None, reading: Reading) -> None:
    assert reading_of(discrimination) == reading


@pytest.mark.parametrize(
    ("sizes", "told"),
    [
        ({}, set()),
        ({"en": 5}, {"en"}),
        ({"en": 4}, set()),
        ({"en": 9, "es": 5}, {"en", "es"}),
        ({"en": 9, "es": 6, "de": 1}, {"en"}),
        ({"en": 9, "es": 6, "de": 3, "fr": 2}, {"en", "es"}),
        ({"en": 9, "de": 1}, set()),
    ],
)
def test_a_part_is_told_unless_it_or_what_is_left_would_be_a_few(
    sizes: dict[str, int], told: set[str]
) -> None:
    assert sizes_that_may_be_told(sizes) == told

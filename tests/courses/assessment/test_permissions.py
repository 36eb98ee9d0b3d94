"""What a learner may see in which phase: the whole list, preset by preset."""

import datetime as dt

import pytest

from courses.assessment import behaviours
from courses.assessment.behaviours import for_lesson
from courses.assessment.permissions import Permission, Phase, may_see, phase_of

P = Permission
OPEN = {P.RULES, P.QUESTIONS, P.ANSWERING}
TOLD = {P.RULES, P.QUESTIONS, P.SCORE, P.OUTCOMES}
DAY = "2026-12-01"


@pytest.mark.parametrize(
    ("preset", "options", "handed_in", "final", "closed"),
    [
        ("practice", {}, TOLD | {P.KEYS}, TOLD | {P.KEYS}, TOLD | {P.KEYS}),
        (
            "practice",
            {"certainty": True},
            TOLD | {P.KEYS, P.CERTAINTY},
            TOLD | {P.KEYS, P.CERTAINTY},
            TOLD | {P.KEYS, P.CERTAINTY},
        ),
        ("check", {}, TOLD | {P.KEYS}, TOLD | {P.KEYS}, TOLD | {P.KEYS}),
        ("check", {"feedback": "never"}, {P.RULES}, {P.RULES}, {P.RULES}),
        ("assessment", {}, TOLD, TOLD | {P.KEYS}, TOLD | {P.KEYS}),
        ("assessment", {"feedback": "never"}, *([{P.RULES, P.SCORE}] * 3)),
        (
            "assessment",
            {"feedback": "after-closing", "closes_on": DAY},
            {P.RULES, P.SCORE},
            {P.RULES, P.SCORE},
            TOLD | {P.KEYS},
        ),
        (
            "calibration",
            {"closes_on": DAY},
            {P.RULES},
            {P.RULES},
            TOLD | {P.KEYS, P.CERTAINTY},
        ),
    ],
)
def test_what_is_told_afterwards(
    preset: str,
    options: dict[str, object],
    handed_in: set[P],
    final: set[P],
    closed: set[P],
) -> None:
    behaviour = for_lesson(preset, **options)  # type: ignore[arg-type]
    phases = (Phase.HANDED_IN, Phase.FINAL, Phase.CLOSED)
    assert [may_see(behaviour, phase) for phase in phases] == [handed_in, final, closed]


@pytest.mark.parametrize("preset", behaviours.PRESETS)
def test_before_and_during_nothing_is_told_but_what_is_checked(preset: str) -> None:
    behaviour = for_lesson(preset, closes_on=DAY)
    assert may_see(behaviour, Phase.BEFORE) == {P.RULES}
    checking = {P.CHECKING} if preset == "practice" else set()
    assert may_see(behaviour, Phase.DURING) == OPEN | checking


@pytest.mark.parametrize(
    ("is_open", "is_closed", "follows", "phase"),
    [
        (True, True, True, Phase.DURING),
        (False, True, True, Phase.CLOSED),
        (False, False, True, Phase.HANDED_IN),
        (False, False, False, Phase.FINAL),
    ],
)
def test_phases(is_open: bool, is_closed: bool, follows: bool, phase: Phase) -> None:
    assert phase_of(is_open=is_open, is_closed=is_closed, another_follows=follows) is phase


@pytest.mark.parametrize("preset", ["check", "assessment"])
def test_certainty_is_never_asked_where_something_can_be_failed(preset: str) -> None:
    assert not for_lesson(preset, certainty=True).asks_certainty


def test_the_day_of_closing_is_the_last_one_and_extra_time_does_not_move_it() -> None:
    berlin = dt.timezone(dt.timedelta(hours=1))
    timed = for_lesson("assessment", time_limit_minutes=60, closes_on=DAY)
    midnight = dt.datetime(2026, 12, 2, tzinfo=berlin)
    assert behaviours.closes_at(timed, berlin) == midnight
    before = midnight - dt.timedelta(minutes=30)
    for started, end in (
        (before, midnight),
        (before - dt.timedelta(days=1), before - dt.timedelta(days=1) + dt.timedelta(minutes=90)),
    ):
        found = behaviours.end_of(timed, started_at=started, extra_percent=50, zone=berlin)
        assert found == end
    assert not behaviours.is_closed(timed, at=before, zone=berlin)
    assert behaviours.is_closed(timed, at=midnight, zone=berlin)
    assert not behaviours.is_closed(for_lesson("check"), at=midnight, zone=berlin)

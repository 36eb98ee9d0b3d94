import datetime as dt

import pytest

from courses.assessment import behaviours

AT = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def behaviour(preset: str, **changed: object) -> behaviours.Behaviour:
    given: dict[str, object] = {
        "pass_mark": None,
        "attempts": None,
        "wait_minutes": 0,
        "time_limit_minutes": None,
    }
    return behaviours.for_lesson(preset, **{**given, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("preset", "pass_mark", "expected"),
    [
        ("practice", None, (True, None)),
        ("practice", 80, (True, None)),
        ("check", None, (False, None)),
        ("check", 70, (False, 70)),
        ("assessment", None, (False, 80)),
        ("assessment", 60, (False, 60)),
    ],
)
def test_presets(preset: str, pass_mark: int | None, expected: tuple[bool, int | None]) -> None:
    made = behaviour(preset, pass_mark=pass_mark)
    assert (made.feedback_at_once, made.pass_mark) == expected


@pytest.mark.parametrize(
    ("total", "possible", "passed"),
    [(80_000, 100_000, True), (79_999, 100_000, False), (0, 0, True), (100, 100, True)],
)
def test_a_pass_is_decided_in_whole_quanta(total: int, possible: int, passed: bool) -> None:
    assert behaviours.is_passed(behaviour("assessment"), total=total, possible=possible) is passed


def test_without_a_pass_mark_there_is_nothing_to_pass_and_handing_in_completes() -> None:
    check = behaviour("check")
    assert behaviours.is_passed(check, total=0, possible=10) is None
    assert behaviours.completes_slot(check, passed=None)


def test_with_a_pass_mark_only_a_pass_completes() -> None:
    assert not behaviours.completes_slot(behaviour("assessment"), passed=False)
    assert behaviours.completes_slot(behaviour("assessment"), passed=True)


def test_only_an_assessment_is_timed_and_extra_time_lengthens_it() -> None:
    timed = behaviour("assessment", time_limit_minutes=20)
    assert behaviours.end_of(timed, started_at=AT, extra_percent=25) == AT + dt.timedelta(
        minutes=25
    )
    untimed = behaviour("check", time_limit_minutes=20)
    assert behaviours.end_of(untimed, started_at=AT, extra_percent=25) is None


def test_answers_are_taken_until_the_grace_is_over() -> None:
    assert behaviours.takes_answers(due_at=None, at=AT)
    assert behaviours.takes_answers(due_at=AT, at=AT + behaviours.GRACE)
    assert not behaviours.takes_answers(
        due_at=AT, at=AT + behaviours.GRACE + dt.timedelta(microseconds=1)
    )

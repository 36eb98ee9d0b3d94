"""What each preset means: when feedback comes, what completes the slot. Pure."""

import datetime as dt
from dataclasses import dataclass

# A save that left the browser before the end may be on its way for this long: it still counts,
# and the sweep closes the attempt only afterwards.
GRACE = dt.timedelta(seconds=30)

DEFAULT_PASS_MARK = 80


@dataclass(frozen=True)
class Behaviour:
    """The rules of one preset; what a lesson's settings may change is in `for_lesson`."""

    feedback_at_once: bool
    needs_pass: bool
    pass_mark: int | None
    attempts: int | None
    wait: dt.timedelta
    time_limit: dt.timedelta | None


def for_lesson(
    preset: str,
    *,
    pass_mark: int | None,
    attempts: int | None,
    wait_minutes: int,
    time_limit_minutes: int | None,
) -> Behaviour:
    """Return the behaviour of a preset with the lesson's own settings applied.

    Practice gives feedback at once and is complete when it is finished, whatever the marks.
    A check gives feedback after handing in; with a pass mark it completes the slot only when
    that is reached. An assessment always has a pass mark (80 % where none is set), and it
    alone is timed: a time limit on another preset does not apply.
    """
    is_assessment = preset == "assessment"
    mark = DEFAULT_PASS_MARK if is_assessment and pass_mark is None else pass_mark
    if preset == "practice":
        mark = None
    limit = time_limit_minutes if is_assessment else None
    return Behaviour(
        feedback_at_once=preset == "practice",
        needs_pass=mark is not None,
        pass_mark=mark,
        attempts=attempts,
        wait=dt.timedelta(minutes=wait_minutes),
        time_limit=None if limit is None else dt.timedelta(minutes=limit),
    )


def is_passed(behaviour: Behaviour, *, total: int, possible: int) -> bool | None:
    """Return whether the marks reach the pass mark; None where there is none to reach.

    Compared as integers (quanta), so that no rounding decides a pass.
    """
    if behaviour.pass_mark is None:
        return None
    return total * 100 >= behaviour.pass_mark * possible


def completes_slot(behaviour: Behaviour, *, passed: bool | None) -> bool:
    """Return whether handing in with this result completes the slot."""
    return bool(passed) if behaviour.needs_pass else True


def end_of(
    behaviour: Behaviour, *, started_at: dt.datetime, extra_percent: int
) -> dt.datetime | None:
    """Return when an attempt that starts now ends, extra time included; None without a limit."""
    if behaviour.time_limit is None:
        return None
    return started_at + behaviour.time_limit * (100 + extra_percent) / 100


def takes_answers(*, due_at: dt.datetime | None, at: dt.datetime) -> bool:
    """Return whether a save that arrives at this moment still counts."""
    return due_at is None or at <= due_at + GRACE

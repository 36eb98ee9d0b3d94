"""What each preset means: when feedback comes, what tries cost, what completes the slot. Pure.

A behaviour knows no question type: whatever is asked, it is told, tried again and counted in the
same way.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

# A save that left the browser before the end may be on its way for this long: it still counts,
# and the sweep closes the attempt only afterwards. A lesson may set a longer one.
GRACE = dt.timedelta(seconds=30)

DEFAULT_PASS_MARK = 80


class Feedback(StrEnum):
    """When a learner is told what became of an answer."""

    AT_ONCE = "at-once"
    AFTER_HANDING_IN = "after-handing-in"
    AFTER_CLOSING = "after-closing"
    NEVER = "never"


class Result(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"
    AVERAGE = "average"


@dataclass(frozen=True)
class Preset:
    """What a preset sets, unless the lesson says otherwise."""

    feedback: Feedback
    asks_certainty: bool = False
    is_timed: bool = False
    may_fail: bool = True
    pass_mark: int | None = None
    attempts: int | None = None


PRESETS: Mapping[str, Preset] = {
    "practice": Preset(Feedback.AT_ONCE, may_fail=False),
    "check": Preset(Feedback.AFTER_HANDING_IN),
    "assessment": Preset(Feedback.AFTER_HANDING_IN, is_timed=True, pass_mark=DEFAULT_PASS_MARK),
    "calibration": Preset(Feedback.AFTER_CLOSING, asks_certainty=True, may_fail=False, attempts=1),
}


@dataclass(frozen=True)
class Behaviour:
    """The rules of one lesson; what its settings may change is in `for_lesson`."""

    preset: str
    feedback: Feedback
    needs_pass: bool
    pass_mark: int | None
    attempts: int | None
    wait: dt.timedelta
    time_limit: dt.timedelta | None
    grace: dt.timedelta = GRACE
    tries: int | None = None
    penalty: int = 0
    asks_certainty: bool = False
    result: Result = Result.BEST
    closes_on: dt.date | None = None
    must: tuple[str, ...] = field(default=())
    is_test_out: bool = False

    @property
    def feedback_at_once(self) -> bool:
        """True where a learner can ask what became of an answer before handing in."""
        return self.feedback is Feedback.AT_ONCE

    @property
    def counts_tries(self) -> bool:
        """True where an answer that was checked and differs from the key costs something."""
        return self.tries is not None or self.penalty > 0

    @property
    def tells_certainty_table(self) -> bool:
        """True where answers are told by the published table: privately, in practice alone."""
        return self.asks_certainty and self.preset == "practice"


def for_lesson(
    preset: str,
    *,
    pass_mark: int | None = None,
    attempts: int | None = None,
    wait_minutes: int = 0,
    time_limit_minutes: int | None = None,
    grace_seconds: int = 30,
    feedback: str = "",
    tries: int | None = None,
    penalty: int = 0,
    certainty: bool | None = None,
    result: str = "best",
    closes_on: str = "",
    must: tuple[str, ...] = (),
    test_out: bool = False,
) -> Behaviour:
    """Return the behaviour of a preset with the lesson's own settings applied.

    Practice gives feedback at once, calibration after closing; both are complete when they are
    handed in, whatever the marks, and they alone may ask for certainty. A check gives feedback
    after handing in; with a pass mark it completes the slot only when that is reached. An
    assessment always has a pass mark (80 % where none is set), and it alone is timed: a time
    limit on another preset does not apply.
    """
    known = PRESETS[preset]
    mark = (pass_mark or known.pass_mark) if known.may_fail else None
    limit = time_limit_minutes if known.is_timed else None
    asks = known.asks_certainty if certainty is None else certainty
    return Behaviour(
        preset=preset,
        feedback=Feedback(feedback) if feedback else known.feedback,
        needs_pass=mark is not None,
        pass_mark=mark,
        attempts=attempts or known.attempts,
        wait=dt.timedelta(minutes=wait_minutes),
        time_limit=None if limit is None else dt.timedelta(minutes=limit),
        grace=max(GRACE, dt.timedelta(seconds=grace_seconds)),
        tries=tries,
        penalty=penalty,
        asks_certainty=asks and not known.may_fail,
        result=Result(result),
        closes_on=dt.date.fromisoformat(closes_on) if closes_on else None,
        must=must,
        is_test_out=test_out,
    )


def attempts_left(behaviour: Behaviour, *, used: int, granted: int) -> int | None:
    """Return how many attempts are left; None where the lesson sets no limit.

    `granted` are those that a person allowed on top of what the lesson does.
    """
    if behaviour.attempts is None:
        return None
    return max(0, behaviour.attempts + granted - used)


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
    behaviour: Behaviour,
    *,
    started_at: dt.datetime,
    extra_percent: int,
    zone: dt.tzinfo = dt.UTC,
) -> dt.datetime | None:
    """Return when an attempt that starts now ends; None where nothing ends it.

    The time limit gives way to extra time; the day on which the lesson closes does not, since
    the answers may be told from then on.
    """
    closing = closes_at(behaviour, zone)
    if behaviour.time_limit is None:
        return closing
    end = started_at + behaviour.time_limit * (100 + extra_percent) / 100
    return end if closing is None else min(end, closing)


def closes_at(behaviour: Behaviour, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the end of the last day on which the lesson takes answers, in a time zone."""
    if behaviour.closes_on is None:
        return None
    following = behaviour.closes_on + dt.timedelta(days=1)
    return dt.datetime.combine(following, dt.time(), tzinfo=zone)


def is_closed(behaviour: Behaviour, *, at: dt.datetime, zone: dt.tzinfo) -> bool:
    """Return whether the lesson has closed: nobody answers it any more."""
    end = closes_at(behaviour, zone)
    return end is not None and at >= end


def takes_answers(
    *, due_at: dt.datetime | None, at: dt.datetime, grace: dt.timedelta = GRACE
) -> bool:
    """Return whether a save that arrives at this moment still counts."""
    return due_at is None or at <= due_at + grace

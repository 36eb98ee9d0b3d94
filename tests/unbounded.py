"""A guard against work that grows out of hand; no measure of speed, which benchmarks report."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# About ten times what a slow and busy machine needs for any of the sources tried under the guard,
# and far less than what one of them takes once its work grows with the square of its length.
MOST_SECONDS = 25.0


class OutOfHand(AssertionError):
    """The guarded work used more processor time than it ever should."""


@contextmanager
def no_more_than(seconds: float = MOST_SECONDS) -> Iterator[None]:
    """Break off what uses more processor time than that, with ``OutOfHand``.

    Time in which other processes run does not count. It works in the main thread alone, and for
    what looks at signals: Python code and the regular expressions of the standard library do.
    """

    def break_off(_number: int, _frame: FrameType | None) -> None:
        raise OutOfHand(f"more than {seconds:g} seconds of processor time")

    former = signal.signal(signal.SIGPROF, break_off)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)

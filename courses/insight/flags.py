"""Which figures ask for a look at the question, and how each is read. Pure.

The borders of discrimination are R. L. Ebel's rule of thumb (Essentials of Educational
Measurement, 1972; also in Crocker and Algina, chapter 14): from .40 very good, from .30 good, from
.20 to be improved, below that poor. They are for reading, not for deciding anything by themselves.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

# With fewer people a flag would point at chance.
FEWEST_TO_FLAG = 20
TOO_EASY = 0.95
TOO_HARD = 0.30
VERY_GOOD, GOOD, FAIR = 0.40, 0.30, 0.20
# How much more often the best third must choose a wrong option than the lowest third does.
DRAWN = Fraction(1, 10)


class Flag(StrEnum):
    """A reason to look at a question."""

    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    WRONG_WAY = "wrong_way"
    TELLS_LITTLE = "tells_little"
    DRAWS_THE_BEST = "draws_the_best"


class Reading(StrEnum):
    """What a discrimination means."""

    UNDEFINED = "undefined"
    NEGATIVE = "negative"
    POOR = "poor"
    FAIR = "fair"
    GOOD = "good"
    VERY_GOOD = "very_good"


def reading_of(discrimination: float | None) -> Reading:
    """Return what a discrimination means."""
    if discrimination is None:
        return Reading.UNDEFINED
    if discrimination < 0:
        return Reading.NEGATIVE
    borders = ((VERY_GOOD, Reading.VERY_GOOD), (GOOD, Reading.GOOD), (FAIR, Reading.FAIR))
    return next((name for border, name in borders if discrimination >= border), Reading.POOR)


def flags_of(
    *,
    people: int,
    facility: float | None,
    discrimination: float | None,
    answers: Mapping[str, Any],
) -> tuple[Flag, ...]:
    """Return what asks for a look, the gravest first; nothing with too few people.

    A question that nearly everybody gets right cannot discriminate much, so that is not held
    against it as well.
    """
    if people < FEWEST_TO_FLAG or facility is None:
        return ()
    found = []
    if discrimination is not None and discrimination < 0:
        found.append(Flag.WRONG_WAY)
    if drawn_away(answers):
        found.append(Flag.DRAWS_THE_BEST)
    if facility < TOO_HARD:
        found.append(Flag.TOO_HARD)
    elif facility >= TOO_EASY:
        found.append(Flag.TOO_EASY)
    elif discrimination is not None and 0 <= discrimination < FAIR:
        found.append(Flag.TELLS_LITTLE)
    return tuple(found)


def drawn_away(answers: Mapping[str, Any]) -> list[str]:
    """Return the wrong options that draw the best people, in the order of their keys.

    The best third chooses one more often than any right option, or clearly more often than the
    lowest third does. Without thirds (too few people) none is named.
    """
    sizes = answers.get("sizes", ())
    if not answers.get("is_choice") or len(sizes) < 4 or not (sizes[1] and sizes[3]):
        return []
    parts = answers["parts"]
    right = max((counts["right"][3] for counts in parts.values() if "right" in counts), default=0)
    found = []
    for key in sorted(parts):
        if wrong := parts[key].get("wrong"):
            bottom, top = Fraction(wrong[1], sizes[1]), Fraction(wrong[3], sizes[3])
            if top - bottom >= DRAWN or wrong[3] > right:
                found.append(key)
    return found

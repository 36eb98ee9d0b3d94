"""How much intense reading fits into a day. Pure.

Intense is a lesson of intensity 2 or 3 (docs/glossary.md). A cap is a unit's own choice, never a
standard: no source was found for any number.
"""


def fits(*, cap: int | None, spent: int, minutes: int) -> bool:
    """Return whether a lesson of so many minutes still fits into the day.

    The first of the day always does, so that a lesson longer than the cap can be taken at all.
    """
    return cap is None or spent == 0 or spent + minutes <= cap

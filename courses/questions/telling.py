"""Keys stand in the page's source, so they must not count up in the right order.

`a, b, c` or `step-1, step-2` as the items of an ordering, or `p1: c1, p2: c2` as the pairs
of a matching, would give the answer away before its time.
"""

import re
from collections.abc import Mapping, Sequence

_SERIAL = re.compile(r"(.*?)([0-9]+|(?<![a-z])[a-z])$")


def tells_order(keys: Sequence[str]) -> bool:
    """Say whether the keys are one stem with rising numbers or single letters."""
    parts = [_parts(key) for key in keys]
    numbers = [number for _, number in parts]
    stems = {stem for stem, _ in parts}
    return len(stems) == 1 and "" not in numbers and numbers == sorted(numbers, key=_rank)


def tells_pairs(pairs: Mapping[str, str]) -> bool:
    """Say whether every prompt and its choice are the same key or end in the same number."""
    tails = [(_parts(prompt)[1], _parts(choice)[1]) for prompt, choice in pairs.items()]
    same = all(prompt == choice for prompt, choice in pairs.items())
    return same or all(left == right != "" for left, right in tails)


def _parts(key: str) -> tuple[str, str]:
    found = _SERIAL.fullmatch(key)
    return (found[1], found[2]) if found else (key, "")


def _rank(number: str) -> tuple[int, str]:
    return (len(number.lstrip("0")), number.lstrip("0"))

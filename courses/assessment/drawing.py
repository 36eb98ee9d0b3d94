"""Which questions an attempt asks, and in what order. Pure: the caller hands in chance."""

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Any


class CannotDraw(Exception):
    """A draw asks for more questions than are left; the compiler refuses such a course."""


def draw(
    draws: Sequence[Mapping[str, Any]],
    *,
    seen: Collection[str],
    shuffle: bool,
    rng: random.Random,
) -> list[str]:
    """Return the uids of the questions to ask, each at most once.

    Fixed questions are all asked. From a pool, questions that the person has not seen in an
    earlier attempt come first; which of them is left to chance. With `shuffle` the order of
    the whole is left to chance too, otherwise it follows the draws.

    Raises CannotDraw when a pool has fewer questions left than it is asked for.
    """
    chosen: list[str] = []
    for entry in draws:
        if "fixed" in entry:
            chosen += [uid for uid in entry["fixed"] if uid not in chosen]
            continue
        left = [uid for uid in entry["of"] if uid not in chosen]
        take = entry["take"]
        if len(left) < take:
            raise CannotDraw
        rng.shuffle(left)
        left.sort(key=lambda uid: uid in seen)
        chosen += left[:take]
    if shuffle:
        rng.shuffle(chosen)
    return chosen

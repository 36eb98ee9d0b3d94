"""Shuffles: what is stored in an attempt, and how a stored one is applied."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

type Arrangement = dict[str, list[str]]


def shuffled(keys: Sequence[str], rng: Random) -> list[str]:
    """Return the keys in an order drawn from the generator that the caller hands in."""
    order = list(keys)
    rng.shuffle(order)
    return order


def arranged(keys: Iterable[str], arrangement: Any, name: str) -> list[str]:
    """Return the keys in the stored order; keys that it does not name follow in their own.

    Total on purpose: an attempt stays readable whatever its arrangement holds.
    """
    known = list(keys)
    stored = (arrangement or {}).get(name, [])
    first = [key for key in dict.fromkeys(stored) if key in known]
    return first + [key for key in known if key not in first]

"""A cache of the process, bounded in bytes: the least recently used goes first. Thread-safe."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from datetime import datetime, timedelta
from threading import Lock

# A change is dated before it is committed, and clocks differ: what was read this shortly after it
# may still be the old.
MARGIN = timedelta(minutes=5)


class BoundedCache[K: Hashable, V]:
    """Keeps immutable values up to a weight in bytes; what is heavier than all of it is not kept.

    An entry remembers when it was read from the database, so that whoever knows of a later
    redaction can ask for a newer one.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.weight = 0
        self._entries: OrderedDict[K, tuple[V, int, datetime]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, *, since: datetime | None = None) -> V | None:
        """Return the value, or None if it is not kept or may have been read before `since`."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or (since is not None and entry[2] < since + MARGIN):
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: K, value: V, *, weight: int, read_at: datetime) -> None:
        """Keep the value and let go of the least recently used until all fits."""
        with self._lock:
            self._drop(key)
            if weight > self.limit:
                return
            self._entries[key] = (value, weight, read_at)
            self.weight += weight
            while self.weight > self.limit:
                self._drop(next(iter(self._entries)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self.weight = 0

    def __len__(self) -> int:
        return len(self._entries)

    def _drop(self, key: K) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.weight -= entry[1]


def weight_of(value: object) -> int:
    """Return the bytes that a JSON value takes in memory, everything inside it included."""
    total = 0
    waiting = [value]
    while waiting:
        current = waiting.pop()
        total += sys.getsizeof(current)
        if isinstance(current, Mapping):
            waiting.extend(current.keys())
            waiting.extend(current.values())
        elif isinstance(current, list | tuple):
            waiting.extend(current)
    return total

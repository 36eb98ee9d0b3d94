"""Readings of policies that this process keeps while they stay the same."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_KEPT = 64


class Kept[K, V]:
    """The values used last, at most so many; safe to use from several threads."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self.most = most
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, make: Callable[[], V | None]) -> V | None:
        """The value kept under the key, else the one made now; None is made again each time."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        if value is not None:
            with self._lock:
                self._values[key] = value
                while len(self._values) > self.most:
                    self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        """Nothing is kept."""
        with self._lock:
            self._values.clear()

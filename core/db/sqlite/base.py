"""The SQLite backend: writers of one process wait in Python instead of polling the file.

SQLite lets one connection write at a time and makes the others poll with growing pauses, so under
load some wait for seconds. Here the threads of a process queue at a lock before they begin a
transaction (transactions are immediate, so each of them writes) and around each single write
outside of one. Between processes SQLite's own lock and its time limit still hold.
"""

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_locks: dict[str, threading.Lock] = {}
_READS = ("SELECT", "PRAGMA", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def _forget_locks() -> None:
    # A child inherits a lock as its parent's threads held it, but not the threads.
    _locks.clear()


os.register_at_fork(after_in_child=_forget_locks)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that holds the process's write lock while it is in a transaction."""

    def __init__(self, settings_dict: dict[str, Any], alias: str = "default") -> None:
        super().__init__(settings_dict, alias)
        self._held: threading.Lock | None = None

    def create_cursor(self, name: str | None = None) -> "WriteLockCursor":
        cursor = self.connection.cursor(factory=WriteLockCursor)
        cursor.wrapper = self
        return cursor  # type: ignore[no-any-return]

    def _start_transaction_under_autocommit(self) -> None:
        self.take_write_lock()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self.release_write_lock()
            raise

    def _commit(self) -> None:
        # A commit that fails leaves the transaction open: Django rolls it back next.
        super()._commit()  # type: ignore[misc]
        self.release_write_lock()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self.release_write_lock()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self.release_write_lock()

    def take_write_lock(self) -> None:
        """Wait for the lock as long as SQLite itself would wait, then fail as SQLite does."""
        if self._held or self.is_in_memory_db():
            return
        lock = _locks.setdefault(str(self.settings_dict["NAME"]), threading.Lock())
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        if not lock.acquire(timeout=seconds):
            raise OperationalError("database is locked (by another thread of this process)")
        self._held = lock

    def release_write_lock(self) -> None:
        """Let the next writer in; nothing happens if this connection does not hold the lock."""
        held, self._held = self._held, None
        if held:
            held.release()

    @contextmanager
    def single_write(self, sql: str) -> Iterator[None]:
        """Hold the lock around one statement that writes outside of a transaction."""
        if self.in_atomic_block or self._held or sql.lstrip()[:9].upper().startswith(_READS):
            yield
            return
        self.take_write_lock()
        try:
            yield
        finally:
            self.release_write_lock()


class WriteLockCursor(base.SQLiteCursorWrapper):
    """A cursor that takes the write lock for a single write."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        with self.wrapper.single_write(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        with self.wrapper.single_write(query):
            return super().executemany(query, param_list)

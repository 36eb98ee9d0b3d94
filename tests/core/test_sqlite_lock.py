"""Threads of one process write in turn, whichever way they write. A SQLite file of its own."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.db.transaction import atomic
from pytest_django import DjangoDbBlocker

from config import addresses
from core.db.sqlite.base import DatabaseWrapper

ALIAS = "lock_test"


@pytest.fixture
def connect(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Callable[..., DatabaseWrapper]]:
    made: list[DatabaseWrapper] = []
    template = connections["default"].settings_dict
    address = addresses.database(f"sqlite://{tmp_path / 'lock.sqlite3'}")

    def new(*, timeout: float = 10) -> DatabaseWrapper:
        options = {**address["OPTIONS"], "timeout": timeout}
        wrapper = DatabaseWrapper({**template, **address, "OPTIONS": options}, alias=ALIAS)
        wrapper.inc_thread_sharing()
        made.append(wrapper)
        return wrapper

    with django_db_blocker.unblock():
        with new().cursor() as cursor:
            cursor.execute("CREATE TABLE note (number integer)")
        yield new
        for wrapper in made:
            wrapper.close()


def insert(wrapper: DatabaseWrapper, number: int = 1) -> None:
    with wrapper.cursor() as cursor:
        cursor.execute("INSERT INTO note VALUES (%s)", [number])


def count(wrapper: DatabaseWrapper) -> int:
    with wrapper.cursor() as cursor:
        return cursor.execute("SELECT count(*) FROM note").fetchone()[0]


def begin(wrapper: DatabaseWrapper) -> None:
    wrapper.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_it_is_durable_and_lets_readers_read(connect: Callable[..., DatabaseWrapper]) -> None:
    wrapper = connect()
    with wrapper.cursor() as cursor:
        pragmas = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]


def test_thirty_two_writers_take_turns_and_none_fails(
    connect: Callable[..., DatabaseWrapper],
) -> None:
    errors: list[Exception] = []

    def write() -> None:
        wrapper = connect()
        try:
            for number in range(10):
                begin(wrapper)
                insert(wrapper, number)
                wrapper.commit()
                wrapper.set_autocommit(True)
                insert(wrapper, number)
        except OperationalError as error:
            errors.append(error)
        finally:
            wrapper.close()

    threads = [threading.Thread(target=write) for _ in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert count(connect()) == 32 * 10 * 2


@pytest.mark.parametrize("write", [begin, insert], ids=["transaction", "single"])
def test_who_waits_too_long_is_told_as_sqlite_would(
    write: Callable[[DatabaseWrapper], None], connect: Callable[..., DatabaseWrapper]
) -> None:
    holder, waiter = connect(), connect(timeout=0.2)
    begin(holder)
    began = time.monotonic()
    with pytest.raises(OperationalError, match="database is locked"):
        write(waiter)
    assert 0.15 < time.monotonic() - began < 4  # the usual timeout is 5
    assert count(waiter) == 0
    holder.rollback()


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_the_end_of_a_transaction_lets_the_next_writer_in(
    end: str, connect: Callable[..., DatabaseWrapper]
) -> None:
    first, second = connect(), connect(timeout=0.2)
    begin(first)
    getattr(first, end)()
    insert(second)
    assert count(second) == 1


def test_a_transaction_that_cannot_begin_does_not_keep_the_lock(
    connect: Callable[..., DatabaseWrapper], tmp_path: Path
) -> None:
    import sqlite3

    # Another process holds the file: SQLite refuses, and our own lock must be free again.
    other = sqlite3.connect(tmp_path / "lock.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiter = connect(timeout=0.2)
    with pytest.raises(OperationalError):
        begin(waiter)
    other.execute("COMMIT")
    other.close()
    third = connect(timeout=0.2)
    insert(third)
    assert count(third) == 1


def test_readers_never_wait(connect: Callable[..., DatabaseWrapper]) -> None:
    holder, reader = connect(), connect(timeout=0.2)
    begin(holder)
    insert(holder)
    assert count(reader) == 0
    holder.commit()
    assert count(reader) == 1


def test_nested_blocks_hold_one_lock(connect: Callable[..., DatabaseWrapper]) -> None:
    connections[ALIAS] = wrapper = connect(timeout=0.2)
    try:
        with atomic(using=ALIAS):
            insert(wrapper)
            with atomic(using=ALIAS):
                insert(wrapper)
    finally:
        del connections[ALIAS]
    other = connect(timeout=0.2)
    insert(other)
    assert count(other) == 3

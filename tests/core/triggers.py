"""Emptying append-only tables between transactional tests, which the triggers would refuse."""

import sqlite3
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import TransactionTestCase


@contextmanager
def without_triggers(connection):
    """Run the block with this connection's triggers off: for a flush between tests alone."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
    else:
        raw = connection.connection
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        yield
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)


@pytest.fixture(scope="session", autouse=True)
def flush_without_triggers():
    """Let the flush after a transactional test (and after live_server) empty every table."""
    teardown = TransactionTestCase._fixture_teardown

    def quiet(self):
        with without_triggers(connections["default"]):
            teardown(self)

    TransactionTestCase._fixture_teardown = quiet
    yield
    TransactionTestCase._fixture_teardown = teardown

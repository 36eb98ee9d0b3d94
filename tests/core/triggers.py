"""Emptying append-only tables between transactional tests, which the triggers would refuse."""

import sqlite3
from contextlib import contextmanager


@contextmanager
def without_triggers(connection):
    """Run the block with this connection's triggers off: for a flush between tests alone."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")
    else:
        raw = connection.connection
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        yield
        raw.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, True)

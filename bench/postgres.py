"""A PostgreSQL database of the bench's own, where a server answers on loopback."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

NAME = "casebook_bench"


@contextmanager
def database_for_the_bench() -> Iterator[str]:
    """Yield the URL of a fresh database, dropped at the end; the empty string without a server.

    `BENCH_DATABASE_URL` names the server (default: user postgres on loopback).
    """
    server = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
    if urlsplit(server).hostname not in ("127.0.0.1", "localhost", "::1"):
        yield ""
        return
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        yield ""
        return
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME))
    try:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        yield server.rpartition("/")[0] + "/" + NAME
    finally:
        connection.execute(drop)
        connection.close()

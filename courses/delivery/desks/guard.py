"""Nothing is written while a page of a preview is made: held here, whatever a room below does."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "TRUNCATE")


class PreviewWrote(Exception):
    """A page of a preview was about to change a table: a mistake of ours."""


@contextmanager
def nothing_written() -> Iterator[None]:
    """Refuse every statement that writes; the session is saved after it, by its middleware."""
    with connection.execute_wrapper(_refuse):
        yield


def _refuse(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001 -- the shape that Django calls
    context: Any,
) -> Any:
    if sql.lstrip().upper().startswith(WRITES):
        raise PreviewWrote(" ".join(sql.split()[:3]))
    return execute(sql, params, many, context)

"""Small reads that every page makes, as SQL of their own.

Building a query through the ORM costs ten times what such a read itself costs. This is for the few
that every page asks; the text is a constant, its values are parameters, and a test holds it to the
query that the models would make.
"""

from datetime import datetime
from typing import Any

from django.db import connection


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of one read; a time among the values is put as the database keeps it."""
    adapt = connection.ops.adapt_datetimefield_value
    given = [adapt(value) if isinstance(value, datetime) else value for value in values]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())

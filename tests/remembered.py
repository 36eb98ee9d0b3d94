"""Rows that many tests stand on: made once in a process, then put back as they were.

A published course takes a third of a second to read, compile and publish, and hundreds of tests
begin with one. What those steps make is the same each time, so only its rows are written again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

APART = 10_000_000  # ids of one remembered thing stand this far from those of another

type Rows = dict[object, tuple[object, ...]]


@dataclass(frozen=True)
class Remembered:
    """The rows that were made, by table, and which of them was handed out."""

    rows: dict[type[models.Model], list[tuple[object, ...]]]
    kind: type[models.Model]
    pk: object
    related: tuple[str, ...]


_kept: dict[str, Remembered] = {}


def remembered[Made: models.Model](name: str, make: Callable[[], Made]) -> Made:
    """Return what `make` makes, with all of its rows in the database.

    `make` only adds rows, and adds the same ones whatever stands there already. It is called the
    first time in a process, in a test that commits for real, and where rows would meet.
    """
    if not connection.in_atomic_block or connection.needs_rollback:
        return make()
    if name not in _kept:
        return _first(name, make)
    known = _kept[name]
    try:
        with transaction.atomic():
            for model, rows in known.rows.items():
                _write(model, rows)
    except IntegrityError:
        return make()
    found: Made = known.kind._base_manager.select_related(*known.related).get(pk=known.pk)
    return found


def _first[Made: models.Model](name: str, make: Callable[[], Made]) -> Made:
    _set_ids_apart((len(_kept) + 1) * APART)
    before = {model: _read(model) for model in _every_model()}
    made = make()
    after = {model: _read(model) for model in before}
    for model, rows in before.items():
        changed = [pk for pk, row in rows.items() if after[model].get(pk) != row]
        assert not changed, f"{name} changes rows of {model.__name__}, so it cannot be remembered"
    added = {
        model: [row for pk, row in after[model].items() if pk not in rows]
        for model, rows in before.items()
    }
    _kept[name] = Remembered(
        rows={model: rows for model, rows in added.items() if rows},
        kind=type(made),
        pk=made.pk,
        related=tuple(made._state.fields_cache),
    )
    return made


def _every_model() -> Sequence[type[models.Model]]:
    """Every table of ours once, tables of pairs included."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def _columns(model: type[models.Model]) -> list[str]:
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    key = model._meta.pk
    fields.sort(key=lambda field: field is not key)  # the key comes first
    return [connection.ops.quote_name(str(field.column)) for field in fields]


def _read(model: type[models.Model]) -> Rows:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {table}")  # noqa: S608 -- our own names
        return {row[0]: tuple(row) for row in cursor.fetchall()}


def _write(model: type[models.Model], rows: Sequence[tuple[Any, ...]]) -> None:
    columns = _columns(model)
    table = connection.ops.quote_name(model._meta.db_table)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})",  # noqa: S608 -- our own names
            rows,
        )


def _set_ids_apart(least: int) -> None:
    """Let new ids begin where no other test has one; PostgreSQL never gives an id twice."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for model in _every_model():
            table = model._meta.db_table
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            if not cursor.fetchone():
                cursor.execute("INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, least])
            else:
                cursor.execute(
                    "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [least, table]
                )

"""Tables whose rows never change: held by triggers of the database, not by good will.

`AppendOnly("courses_step", mutable=("text",))` in a migration refuses, on SQLite and
PostgreSQL, every UPDATE that changes another column than the mutable ones and every
DELETE; deleting is possible while a row stands in `core_retentionpass`, which only
`retention_pass()` puts there, inside its own transaction. PostgreSQL refuses TRUNCATE too.

Run the operation again, in a migration of its own, whenever a column is added to the table
or altered: SQLite's trigger names the columns it compares, and altering a table on SQLite
rebuilds it and drops its triggers. `unguarded` says where that was forgotten, and a test
asks it. The migration must depend on ("core", "0001_initial").
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.apps.registry import Apps
from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

from core.models import RetentionPass


@contextmanager
def retention_pass(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let rows of append-only tables be deleted, inside one transaction of its own.

    For the retention command alone. Other connections never see the pass: it is gone
    before the transaction commits, and rolled back with it.
    """
    with transaction.atomic(using=using):
        opened = RetentionPass.objects.using(using).create()
        yield
        opened.delete(using=using)


class AppendOnly(Operation):
    """Migration operation: put the table's triggers in place; reversing takes them away.

    Safe to run again: what stood is replaced. `mutable` names columns (not fields).
    """

    category = OperationCategory.SQL
    reversible = True

    def __init__(self, table: str, mutable: Sequence[str] = ()) -> None:
        for name in (table, *mutable):
            # The names go into SQL as they stand; 63 is the longest that PostgreSQL keeps.
            if not re.fullmatch(r"[a-z0-9_]{1,40}", name):
                raise ValueError(f"not the name of a table or column of ours: {name!r}")
        self.table = table
        self.mutable = tuple(mutable)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Leave the models as they are: triggers are no part of their state."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the triggers from the columns that the table has at this point."""
        columns = _columns(to_state.apps, app_label, self.table)
        if unknown := sorted(set(self.mutable) - set(columns)):
            raise ValueError(f"{self.table} has no column {', '.join(unknown)}")
        _execute(schema_editor, _remove(schema_editor.connection.vendor, self.table))
        fixed = [column for column in columns if column not in self.mutable]
        if schema_editor.connection.vendor == "postgresql":
            statements = _postgresql(self.table, self.mutable)
        else:
            statements = _sqlite(self.table, fixed)
        _execute(schema_editor, statements)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the triggers away."""
        _execute(schema_editor, _remove(schema_editor.connection.vendor, self.table))

    def describe(self) -> str:
        """Say what the operation does, for `migrate --plan`."""
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        """Name a migration that was not named by intent."""
        return f"{self.table}_append_only"


def unguarded(connection: BaseDatabaseWrapper) -> list[str]:
    """Say for each table that a migration made append-only what its triggers miss.

    Empty when every such table has its triggers and, on SQLite, the trigger compares every
    column that is not mutable. For tests and checks.
    """
    loader = MigrationLoader(connection)
    mutable = {
        operation.table: operation.mutable
        for key in loader.graph.leaf_nodes()
        for node in loader.graph.forwards_plan(key)
        for operation in loader.graph.nodes[node].operations
        if isinstance(operation, AppendOnly)
    }
    return [fault for table in sorted(mutable) for fault in _missing(connection, table, mutable)]


def _missing(
    connection: BaseDatabaseWrapper, table: str, mutable: dict[str, tuple[str, ...]]
) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            query = (
                "SELECT tgname, '' FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE relname = %s AND tgenabled <> 'D'"
            )
        else:
            query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
        cursor.execute(query, [table])
        triggers = dict(cursor.fetchall())
        columns = [
            column.name for column in connection.introspection.get_table_description(cursor, table)
        ]
    names = [_name(table, event) for event in _events(connection.vendor)]
    faults = [f"{table}: no trigger {name}" for name in names if name not in triggers]
    body = triggers.get(_name(table, "update"), "")
    if connection.vendor == "sqlite" and body:
        faults += [
            f"{table}: column {column} is not guarded"
            for column in columns
            if column not in mutable[table] and f'OLD."{column}"' not in body
        ]
    return faults


def _columns(apps: Apps, app_label: str, table: str) -> list[str]:
    found: list[type[models.Model]] = [
        model
        for model in apps.get_app_config(app_label).get_models(include_auto_created=True)
        if model._meta.db_table == table
    ]
    if not found:
        raise ValueError(f"{app_label} has no table {table}")
    return [str(field.column) for field in found[0]._meta.local_concrete_fields]


def _events(vendor: str) -> tuple[str, ...]:
    return ("update", "delete", "truncate") if vendor == "postgresql" else ("update", "delete")


def _name(table: str, event: str) -> str:
    return f"{table}_append_only_{event}"


def _execute(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    for statement in statements:
        schema_editor.execute(statement, params=None)


def _remove(vendor: str, table: str) -> list[str]:
    if vendor == "postgresql":
        drops = [
            f'DROP TRIGGER IF EXISTS "{_name(table, event)}" ON "{table}"'
            for event in _events(vendor)
        ]
        return [*drops, f'DROP FUNCTION IF EXISTS "{table}_append_only"()']
    return [f'DROP TRIGGER IF EXISTS "{_name(table, event)}"' for event in _events(vendor)]


def _sqlite(table: str, fixed: list[str]) -> list[str]:
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in fixed)
    closed = 'NOT EXISTS (SELECT 1 FROM "core_retentionpass")'
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    return [
        f'CREATE TRIGGER "{_name(table, "update")}" BEFORE UPDATE ON "{table}"'
        f" FOR EACH ROW WHEN {changed} {refuse}",
        f'CREATE TRIGGER "{_name(table, "delete")}" BEFORE DELETE ON "{table}"'
        f" FOR EACH ROW WHEN {closed} {refuse}",
    ]


def _postgresql(table: str, mutable: tuple[str, ...]) -> list[str]:
    # The new row with its mutable columns put back must be the old row: true of columns
    # that are added later as well.
    put_back = " ".join(f'kept."{column}" := OLD."{column}";' for column in mutable)
    function = f"""
CREATE FUNCTION "{table}_append_only"() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE kept "{table}"%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    kept := NEW; {put_back}
    IF kept IS NOT DISTINCT FROM OLD THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM "core_retentionpass") THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $body$"""  # noqa: S608 -- the names are checked in AppendOnly
    each = f'FOR EACH ROW EXECUTE FUNCTION "{table}_append_only"()'
    whole = f'FOR EACH STATEMENT EXECUTE FUNCTION "{table}_append_only"()'
    return [
        function,
        f'CREATE TRIGGER "{_name(table, "update")}" BEFORE UPDATE ON "{table}" {each}',
        f'CREATE TRIGGER "{_name(table, "delete")}" BEFORE DELETE ON "{table}" {each}',
        f'CREATE TRIGGER "{_name(table, "truncate")}" BEFORE TRUNCATE ON "{table}" {whole}',
    ]

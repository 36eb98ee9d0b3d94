import pytest
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from core.append_only import AppendOnly, _missing, retention_pass, unguarded
from core.models import RetentionPass

TABLE = "core_sealed"


@pytest.fixture
def run(transactional_db):
    """Run operations as a migration of core would; the table goes with the test."""
    state = ProjectState()
    create = migrations.CreateModel(
        "Sealed",
        [
            ("id", models.BigAutoField(primary_key=True)),
            ("mark", models.IntegerField(null=True)),
            ("note", models.TextField(default="")),
        ],
    )

    def forwards(operation: Operation):
        before = state.clone()
        operation.state_forwards("core", state)
        with connection.schema_editor() as editor:
            operation.database_forwards("core", editor, before, state)

    def backwards(operation: Operation):
        with connection.schema_editor() as editor:
            operation.database_backwards("core", editor, state, state)

    forwards.back = backwards
    forwards(create)
    yield forwards
    backwards(AppendOnly(TABLE))
    with connection.schema_editor() as editor:
        editor.delete_model(state.apps.get_model("core", "Sealed"))


@pytest.fixture
def sealed(run):
    run(AppendOnly(TABLE, mutable=("note",)))
    execute("INSERT INTO core_sealed (mark, note) VALUES (1, 'a'), (NULL, 'b')")
    return run


def execute(query):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query)


def rows(query="SELECT mark, note FROM core_sealed ORDER BY id"):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE core_sealed SET mark = 2",
        "UPDATE core_sealed SET mark = NULL WHERE mark = 1",
        "UPDATE core_sealed SET mark = 0 WHERE mark IS NULL",
        "UPDATE core_sealed SET id = id + 10",
        "UPDATE core_sealed SET mark = 2, note = 'c'",
        "DELETE FROM core_sealed",
        "DELETE FROM core_sealed WHERE mark = 1",
    ],
)
def test_changing_or_deleting_a_row_is_refused(sealed, query):
    with pytest.raises(IntegrityError, match="core_sealed is append-only"):
        execute(query)

    assert rows() == [(1, "a"), (None, "b")]


def test_a_mutable_column_can_change_and_rows_can_be_added(sealed):
    execute("UPDATE core_sealed SET note = 'erased', mark = mark")
    execute("INSERT INTO core_sealed (mark, note) VALUES (3, 'c')")

    assert rows() == [(1, "erased"), (None, "erased"), (3, "c")]


def test_a_retention_pass_lets_rows_be_deleted_but_not_changed(sealed):
    with retention_pass():
        execute("DELETE FROM core_sealed WHERE mark = 1")
        with pytest.raises(IntegrityError):
            execute("UPDATE core_sealed SET mark = 2")

    assert rows() == [(None, "b")]
    assert RetentionPass.objects.count() == 0
    with pytest.raises(IntegrityError):
        execute("DELETE FROM core_sealed")


def test_a_retention_pass_that_fails_leaves_everything_as_it_was(sealed):
    def delete_then_fail():
        with retention_pass():
            execute("DELETE FROM core_sealed WHERE mark = 1")
            execute("UPDATE core_sealed SET mark = 2")

    with pytest.raises(IntegrityError):
        delete_then_fail()

    assert rows() == [(1, "a"), (None, "b")]
    assert RetentionPass.objects.count() == 0


def test_truncate_is_refused_on_postgresql(sealed):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(IntegrityError, match="core_sealed is append-only"), retention_pass():
        execute("TRUNCATE core_sealed")


def test_reversing_takes_the_triggers_away(sealed):
    sealed.back(AppendOnly(TABLE, mutable=("note",)))

    execute("UPDATE core_sealed SET mark = 2")
    execute("DELETE FROM core_sealed")

    assert rows() == []


def test_running_again_after_a_column_was_added_guards_it(sealed):
    sealed(migrations.AddField("Sealed", "late", models.IntegerField(null=True)))
    if connection.vendor == "sqlite":
        assert _missing(connection, TABLE, {TABLE: ("note",)}) != []
    sealed(AppendOnly(TABLE, mutable=("note",)))

    assert _missing(connection, TABLE, {TABLE: ("note",)}) == []
    with pytest.raises(IntegrityError):
        execute("UPDATE core_sealed SET late = 2")


def test_a_table_without_its_triggers_is_told(run):
    names = ["update", "delete"] + ["truncate"] * (connection.vendor == "postgresql")

    assert _missing(connection, TABLE, {TABLE: ()}) == [
        f"core_sealed: no trigger core_sealed_append_only_{name}" for name in names
    ]


@pytest.mark.parametrize(
    ("operation", "fault"),
    [
        (AppendOnly(TABLE, mutable=("nothing",)), "core_sealed has no column nothing"),
        (AppendOnly("core_nothing"), "core has no table core_nothing"),
    ],
)
def test_a_wrong_name_stops_the_migration(run, operation, fault):
    with pytest.raises(ValueError, match=fault):
        run(operation)


def test_a_name_that_is_no_identifier_is_refused():
    with pytest.raises(ValueError, match="not the name"):
        AppendOnly('x"; DROP')


def test_the_operation_describes_itself_and_can_be_written_down():
    operation = AppendOnly(TABLE, mutable=("note",))

    assert operation.describe() == "Make core_sealed append-only"
    assert operation.migration_name_fragment == "core_sealed_append_only"
    assert operation.deconstruct() == ("AppendOnly", (TABLE,), {"mutable": ("note",)})


def test_every_table_that_a_migration_made_append_only_is_guarded(db):
    assert unguarded(connection) == []

"""Many models in one step: tables that refer to each other, and the way back."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter

from core.create_models import CreateModels

ID = ("id", models.BigAutoField(primary_key=True))
TOGETHER = CreateModels(
    [
        CreateModel(
            "Chosen",
            [ID, ("by", models.ForeignKey("core.Chooser", models.PROTECT, related_name="+"))],
        ),
        CreateModel(
            "Chooser",
            [
                ID,
                ("name", models.CharField(max_length=20)),
                ("last", models.ForeignKey("core.Chosen", models.PROTECT, null=True)),
            ],
            {
                "constraints": [models.UniqueConstraint(fields=["name"], name="chooser_once")],
                "indexes": [models.Index(fields=["name", "last"], name="chooser_by_name")],
            },
        ),
    ]
)


@pytest.fixture
def state(transactional_db: None) -> Iterator[ProjectState]:
    """The state after the operation, its tables made; they are gone after the test."""
    before, after = ProjectState(), ProjectState()
    assert after.apps.get_app_config  # rendered before, as it is while migrations run
    TOGETHER.state_forwards("core", after)
    with connection.schema_editor() as editor:
        TOGETHER.database_forwards("core", editor, before, after)
    yield after
    with connection.schema_editor() as editor:
        TOGETHER.database_backwards("core", editor, after, before)
    assert not {"core_chosen", "core_chooser"} & set(connection.introspection.table_names())


def test_models_that_refer_to_each_other_are_made_with_constraints(state: ProjectState) -> None:
    chooser = state.apps.get_model("core", "Chooser").objects.create(name="One")
    chosen = state.apps.get_model("core", "Chosen").objects.create(by=chooser)
    chooser.last = chosen
    chooser.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(chooser).objects.create(name="One")
    with connection.cursor() as cursor:
        told = connection.introspection.get_constraints(cursor, "core_chooser")
    assert told["chooser_by_name"]["columns"] == ["name", "last_id"]
    assert [one["foreign_key"] for one in told.values() if one["foreign_key"]] == [
        ("core_chosen", "id")
    ]
    chooser.last = None
    chooser.save()
    chosen.delete()


def test_it_is_written_and_told_as_other_operations_are() -> None:
    assert TOGETHER.describe() == "Create 2 models"
    text, imports = OperationWriter(TOGETHER).serialize()
    assert text.count("migrations.CreateModel(") == 2
    assert "import core.create_models" in imports

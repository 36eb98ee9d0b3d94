"""The table of sweeps in docs/architecture.md and the sweeps in the code are the same.

Whatever must happen in the end is a state of rows that a sweep makes good. Each row of the table
names the sweep, the index by which it finds the rows, and the test that makes the state with no
task and runs the sweep. States that no room tests are tested here.
"""

import ast
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from config.celery import app
from core.tasks import sweeps
from courses.releases import tasks
from courses.releases.models import CompileRequest
from tests.conventions.sources import ROOT, text
from tests.factories.catalogue import make_course

# The table of results is looked at when the Celery app is asked for its sweeps.
pytestmark = pytest.mark.django_db

PAGE = Path("docs/architecture.md")
SECONDS = {"s": 1, "min": 60, "h": 3600}
COLUMNS = ["state", "sweep", "every", "index", "claim", "promise", "test"]


@dataclass(frozen=True)
class Row:
    """One row of the table, its cells as they are written."""

    state: str
    sweep: str
    every: str
    index: str
    claim: str
    promise: str
    test: str

    @property
    def seconds(self) -> int:
        number, unit = self.every.split()
        return int(number) * SECONDS[unit]


def rows(page: str) -> list[Row]:
    """The rows of the table under the heading "Sweeps"."""
    section = re.split(r"^## ", page, flags=re.MULTILINE)
    table = next(part for part in section if part.startswith("Sweeps\n"))
    lines = [line.strip("| ") for line in table.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in line.split(" | ")] for line in lines]
    assert cells[0] == COLUMNS
    return [Row(*row) for row in cells[2:]]


def declared() -> dict[str, float]:
    """Every sweep that the scheduler starts, with its seconds."""
    app.loader.import_default_modules()
    return {sweep.name: sweep.seconds for sweep in sweeps() if not sweep.name.startswith("tests.")}


TABLE = rows(text(PAGE))


def test_a_table_is_read_cell_by_cell() -> None:
    head = f"## Other\n| x |\n## Sweeps\n| {' | '.join(COLUMNS)} |\n|---|\n"
    found = rows(head + "| lost | `a.b` | 6 h | none: few | lock | soon | `t.py::test` |\n## More")
    assert found == [Row("lost", "a.b", "6 h", "none: few", "lock", "soon", "t.py::test")]
    assert found[0].seconds == 21_600


def test_every_sweep_of_the_code_stands_in_the_table_and_no_other() -> None:
    assert {row.sweep for row in TABLE} == set(declared())


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.state[:40])
def test_a_row_tells_the_truth(row: Row) -> None:
    assert row.seconds == declared()[row.sweep]
    assert all((row.state, row.claim, row.promise))
    assert row.index.startswith("none: ") or row.index in indexes()
    path, _, name = row.test.partition("::")
    functions = {
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert name in functions


def indexes() -> set[str]:
    """Indexes by their own names, and columns with one as `app.Model.field`."""
    named = {index.name for model in apps.get_models() for index in model._meta.indexes}
    columns = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.db_index or field.unique
    }
    return named | columns


def test_states_stand_once() -> None:
    states = [row.state for row in TABLE]
    assert sorted(states) == sorted(set(states))


def test_old_compile_requests_go(trainer: User) -> None:
    now = timezone.now()
    course = make_course()
    for days in (89, 91):
        CompileRequest.objects.create(
            course=course,
            as_of_on=now.date(),
            requested_by=trainer,
            requested_at=now - timedelta(days=100),
            ended_at=now - timedelta(days=days),
            state=CompileRequest.State.FAILED,
        )

    tasks.clear_leftovers()

    ended = CompileRequest.objects.values_list("ended_at", flat=True)
    assert list(ended) == [now - timedelta(days=89)]

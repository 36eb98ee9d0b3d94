"""Every column that can hold something about a person stands in data_retention.yaml, once.

Looked at are the tables of accounts, of signing in, and of the rooms that learners write to. A
period of the file is carried out on just the tables that name it.
"""

import re
from collections import defaultdict
from pathlib import Path

from django.apps import apps
from django.db import models

from courses.progress.models import VariantTaken
from courses.retention.lapsing import RULES
from courses.retention.periods import Table, schedule
from tests.conventions.sources import text

FREE = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)
MODULES = (
    "accounts.",
    "allauth.",
    "django.contrib.admin.",
    "django.contrib.sessions.",
    *(f"courses.{room}." for room in ("assessment", "enrolment", "progress", "certification")),
    *(f"courses.{room}." for room in ("rollout", "insight", "oversight", "interop")),
)


def faults(tables: dict[str, Table], found: list[type[models.Model]]) -> list[str]:
    """What the file does not say of these models, and what it says of none of them."""
    known = {model._meta.db_table: model._meta.local_concrete_fields for model in found}
    told = [f"{table}: there is no such table" for table in tables if table not in known]
    for table, fields in known.items():
        if table not in tables:
            told.append(f"{table}: is not listed")
            continue
        listed = [*tables[table].personal, *tables[table].not_personal]
        told += [f"{table}.{name}: twice" for name in set(listed) if listed.count(name) > 1]
        told += [
            f"{table}.{name}: there is no such column"
            for name in listed
            if name not in {field.column for field in fields}
        ]
        told += [
            f"{table}.{field.column}: is not listed"
            for field in fields
            if isinstance(field, FREE) and field.column not in listed
        ]
    return told


def test_every_column_that_can_hold_something_personal_is_listed() -> None:
    found = [model for model in apps.get_models() if model.__module__.startswith(MODULES)]
    assert faults(schedule().tables, found) == []


def test_what_is_missing_or_stale_is_found() -> None:
    session = apps.get_model("sessions", "Session")
    table = Table(
        purpose="", kept="x", personal={"gone": ""}, not_personal=["session_key", "session_key"]
    )
    assert faults({"django_session": table, "other": table}, [session]) == [
        "other: there is no such table",
        "django_session.session_key: twice",
        "django_session.gone: there is no such column",
        "django_session.session_data: is not listed",
    ]
    assert faults({}, [session]) == ["django_session: is not listed"]


def test_every_period_is_carried_out_on_the_tables_that_name_it_and_no_other() -> None:
    deletes = defaultdict(set)
    for rule in RULES:
        for model, _way in rule.parts:
            deletes[model._meta.db_table].add(rule.period)
    # The private table: forgotten by its own room, and with the enrolment by cascade.
    assert {rule.period for rule in RULES if not rule.parts} == {"variants"}
    deletes[VariantTaken._meta.db_table] = {"variants", "records"}

    said = {name: set(table.lapses) for name, table in schedule().tables.items() if table.lapses}
    assert said == deletes
    assert {rule.period for rule in RULES} == set(schedule().periods)


def test_the_operations_guide_says_the_periods_of_the_file() -> None:
    section = (
        text(Path("docs/operations.md")).partition("\n## Retention\n")[2].partition("\n## ")[0]
    )
    said = {}
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("| ").split("|")]
        names = re.findall(r"`(\w+)`", cells[0])
        if line.startswith("| `"):
            said |= dict(zip(names, re.findall(r"\d+", cells[1]), strict=True))
    assert said == {name: str(period.months) for name, period in schedule().periods.items()}

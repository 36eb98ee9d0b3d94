from pathlib import Path

import pytest
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoDbBlocker

from config import addresses
from core.db.sqlite.base import DatabaseWrapper
from core.web import health


def test_healthz_needs_no_sign_in_and_no_known_host(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.0.0.9"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_readyz_names_each_part(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ready", "database": "ok", "migrations": "ok", "broker": "ok"},
    )


@pytest.mark.django_db
def test_a_migration_of_this_version_that_is_missing_is_not_ready(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="sessions", name="0001_initial").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "not ready",
        "database": "ok",
        "migrations": "1 not applied",
        "broker": "ok",
    }


@pytest.mark.django_db
def test_a_migration_of_a_newer_version_is_tolerated(client: Client) -> None:
    MigrationRecorder.Migration.objects.create(app="core", name="9999_of_tomorrow")
    assert client.get("/readyz").status_code == 200


def test_a_database_that_is_gone_is_not_ready(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    address = addresses.database(f"sqlite://{tmp_path / 'no-folder' / 'file'}")
    gone = DatabaseWrapper({**connections["default"].settings_dict, **address})
    monkeypatch.setattr(health, "connection", gone)
    with django_db_blocker.unblock():
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "not ready",
        "database": "down",
        "migrations": "unknown",
        "broker": "ok",
    }

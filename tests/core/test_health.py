import pytest
from django.test import Client


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

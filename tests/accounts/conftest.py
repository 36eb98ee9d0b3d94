"""What the tests of the people share."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User

PASSWORD = "a-sentence-for-tests"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def early() -> datetime:
    return datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


@pytest.fixture
def enter(client: Client):
    """Sign a person in through the real form, so that re-authentication is recent."""

    def _enter(person: User, *, on: Client = client) -> Client:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        name = person.sign_in_name
        answer = on.post("/account/login/", {"login": name, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()[:2000]
        return on

    return _enter

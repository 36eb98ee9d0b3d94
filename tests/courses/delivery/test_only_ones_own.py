"""What is one person's own is nobody else's: not the colleague's, the lead's or the auditor's."""

from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.conventions.other_vendor import ROWS

import_module("tests.courses.delivery.other_vendor")
OPEN_TO_OTHERS = (
    "courses:delivery:course_detail",
    "courses:delivery:course_start",
    "courses:delivery:policy_detail",
    "courses:delivery:clause_detail",
)
OWN = sorted(
    name for name in ROWS if name.startswith("courses:delivery:") and name not in OPEN_TO_OTHERS
)


@pytest.mark.parametrize("route", OWN)
def test_nobody_else_reaches_it(
    route: str,
    learner: Any,
    trainer: Any,
    lead: Any,
    auditor: Any,
    admin_person: Any,
) -> None:
    where = reverse(route, kwargs=ROWS[route].make(learner=learner))
    for person in (trainer, lead, auditor, admin_person):
        client = Client()
        client.force_login(person)
        for answer in (client.get(where), client.post(where)):
            assert answer.status_code in (404, 405), (person, answer.status_code)
        assert 404 in {client.get(where).status_code, client.post(where).status_code}

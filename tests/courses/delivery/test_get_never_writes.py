"""A GET of any learner's page leaves every table as it was; a session may be given a new end."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services import hand_in, start_attempt
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import finish, small_release, take

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def routes() -> set[str]:
    module = import_module("courses.delivery.urls")
    return {pattern.name for pattern in module.urlpatterns}


@pytest.fixture
def addresses(
    enrolment: Enrolment, learner: User, complete_before: Callable[[str], None]
) -> dict[str, list[str]]:
    """Every address of a person with one course under way, one asked for, one passed."""
    complete_before("quiz")
    running, closed = (
        start_attempt(enrolment=enrolment, slot_uid=slot, by=learner, at=NOW)
        for slot in ("quiz", "decide")
    )
    hand_in(public_id=closed.public_id, by=learner, at=NOW)
    enrol(user=learner, course=small_release(1).course, by=learner, at=NOW)
    passed = finish(take(learner, small_release(2)))
    certificate = Certificate.objects.get(enrolment=passed)
    slug = enrolment.course.slug
    slots = [[slug, slot] for slot in ("how-it-works", "the-case", "decide", "quiz", "attest")]
    attempts = [[running.public_id], [closed.public_id]]
    numbered = [[*attempt, 1] for attempt in attempts]
    arguments: dict[str, list[list[Any]]] = {
        "home": [[]],
        "course_list": [[]],
        "course_detail": [[slug], ["small-1"], ["small-2"], ["no-such"]],
        "course_start": [[slug]],
        "course_language": [[slug]],
        "lesson_detail": slots,
        "lesson_complete": slots,
        "attempt_start": slots,
        "attempt_steps": attempts,
        "attempt_summary": attempts,
        "attempt_hand_in": attempts,
        "attempt_result": attempts,
        "attempt_detail": numbered,
        "attempt_answer": numbered,
        "attempt_contest": numbered,
        "attempt_aside": numbered,
        "record_detail": [[]],
        "contest_list": [[]],
        "certificate_detail": [[certificate.public_id]],
        "certificate_pdf": [[certificate.public_id]],
        "verify": [[]],
        "policy_list": [[]],
        "policy_detail": [["house"]],
        "clause_detail": [["house", "FEE-1.1"]],
        "glossary": [[]],
        "report": [[]],
        "case_detail": [["harbour"]],
    }
    return {name: [url(name, *each) for each in told] for name, told in arguments.items()}


def counts() -> dict[str, int]:
    """How many rows every table of ours holds."""
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_every_route_is_asked(addresses: dict[str, list[str]]) -> None:
    assert set(addresses) == routes()


def test_get_writes_nothing(
    page: Client, addresses: dict[str, list[str]], published: Release
) -> None:
    page.get(url("home"))
    before, kept = counts(), dict(page.session.items())
    wrote: dict[str, list[str]] = {}
    for address in (one for told in addresses.values() for one in told):
        for asked in (address, f"{address}?account=the-case-short&checked=1&q=x&page=2"):
            with CaptureQueriesContext(connection) as captured:
                answer = page.get(asked)
            assert answer.status_code < 500
            told = [row["sql"] for row in captured.captured_queries]
            found = [
                sql
                for sql in told
                if sql.upper().startswith(WRITES)
                and "django_session" not in sql
                and "core_cache" not in sql
            ]
            if found:
                wrote[asked] = found
    assert wrote == {}
    assert counts() == before
    assert dict(page.session.items()) == kept
    assert Attempt.objects.filter(closed_at=None).count() == 1

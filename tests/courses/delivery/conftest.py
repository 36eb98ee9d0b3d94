"""A learner's browser, and a count of the queries that a page makes."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from content.policies.selectors import forget_readings
from courses.delivery.fragments import forget_fragments
from courses.delivery.pages.clauses import forget_titles
from courses.delivery.pages.drawing import forget_drawings

type Counted = Callable[[Callable[[], object]], int]

TRANSACTION_CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture(autouse=True)
def _nothing_kept_by_the_process() -> Iterator[None]:
    for forget in (forget_readings, forget_fragments, forget_drawings, forget_titles):
        forget()
    yield
    for forget in (forget_readings, forget_fragments, forget_drawings, forget_titles):
        forget()


@pytest.fixture
def page(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


@pytest.fixture
def queries(django_assert_num_queries: object) -> Counted:
    """Return how many queries a call makes; transaction control is not counted."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        told = [row["sql"] for row in captured.captured_queries]
        return sum(not sql.upper().startswith(TRANSACTION_CONTROL) for sql in told)

    return count


def url(name: str, *args: object) -> str:
    """Return the address of a learner's page."""
    return reverse(f"courses:delivery:{name}", args=args)

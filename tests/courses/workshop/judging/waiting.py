"""Things that wait for a judge, and what their pages cost."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from courses.assessment.models import Attempt, Contest
from courses.assessment.services.judging.contesting import open_contest
from courses.catalogue.models import Course
from tests.courses.assessment.judging.courses import (
    NOW,
    handed_in,
)

MOST = 15


RIGHT = {"option": "right"}


WRONG = {"option": "wrong"}


CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


def cost(client: Client, address: str) -> int:
    """The queries of a page once the process has read the releases."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    told = [row["sql"].upper() for row in captured.captured_queries]
    made = sum(not sql.startswith(CONTROL) for sql in told)
    assert made <= MOST
    return made


def contested(attempt: Attempt, uid: str = "question-0") -> Contest:
    return open_contest(
        public_id=attempt.public_id,
        question_uid=uid,
        reason="Because of the harmless marker 4711.",
        by=attempt.enrolment.user,
        at=NOW,
    )


def wrong(course: Course, unit: Any) -> Attempt:
    return handed_in(course, unit, {"question-0": WRONG, "question-1": RIGHT})

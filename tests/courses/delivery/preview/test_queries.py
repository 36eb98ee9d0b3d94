"""How many queries each page of a preview makes, whatever the size of the course: a literal each.

As for the learner's pages, no page may come to more than eight; nor does a GET write anything.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.models import Candidate
from courses.releases.selectors import manifest
from courses.releases.services import compile_candidate
from tests.courses.delivery.conftest import Counted
from tests.courses.delivery.courses import long_course
from tests.courses.delivery.preview.conftest import TAB, at, kept
from tests.factories.catalogue import course_draft, make_course

MOST = 8


@pytest.fixture
def warm(preview: Client, queries: Counted) -> Callable[[str], int]:
    """Return what an address costs once the process has read the parts; a GET writes nothing."""

    def cost(address: str) -> int:
        assert preview.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            made = queries(lambda: preview.get(address))
        told = [row["sql"] for row in captured.captured_queries]
        assert [sql for sql in told if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []
        assert made <= MOST
        return made

    return cost


@pytest.mark.parametrize("modules", [1, 30])
def test_course_and_lesson(
    modules: int, trainer: User, units: Any, preview: Client, warm: Callable[[str], int]
) -> None:
    draft = course_draft() if modules == 1 else long_course()
    made: Course = make_course(draft, at=timezone.now())
    made.owner = units.north
    made.save(update_fields=["owner"])
    candidate = compile_candidate(course=made, by=trainer, at=timezone.now())
    assert len(manifest(candidate).modules) == modules
    first = manifest(candidate).slots[0].uid
    before = warm(at("course_detail", candidate))
    preview.post(at("course_start", candidate))
    started = warm(at("course_detail", candidate)), warm(at("lesson_detail", candidate, first))
    assert (before, *started) == (5, 5, 6)


def test_a_quiz_from_its_door_to_its_result(
    candidate: Candidate, preview: Client, queries: Counted, warm: Callable[[str], int]
) -> None:
    preview.post(at("lesson_open", candidate, "quiz"))
    door = warm(at("lesson_detail", candidate, "quiz"))
    preview.post(at("attempt_start", candidate, "quiz"))
    key = kept(preview, candidate)["attempts"][-1]["public_id"]
    pages = [
        warm(at("attempt_detail", candidate, key, 1)),
        warm(at("attempt_summary", candidate, key)),
    ]
    preview.post(at("attempt_hand_in", candidate, key))
    pages.append(warm(at("attempt_result", candidate, key)))
    case = warm(at("lesson_detail", candidate, "the-case") + "?account=the-case-short")
    assert [door, *pages, case] == [7, 6, 6, 6, 6]


def test_saving_an_answer(candidate: Candidate, preview: Client, queries: Counted) -> None:
    preview.post(at("lesson_open", candidate, "quiz"))
    preview.post(at("attempt_start", candidate, "quiz"))
    key = kept(preview, candidate)["attempts"][-1]["public_id"]
    preview.get(at("attempt_detail", candidate, key, 1))
    sent = {"tab": TAB, "sequence": 1}
    made = queries(lambda: preview.post(at("attempt_answer", candidate, key, 1), sent))
    # Sign-in, course and candidate, the row of the session under its lock, and the session twice:
    # in the database and in its cache.
    assert made == 10

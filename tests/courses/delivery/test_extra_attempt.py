"""What a learner is told of one more attempt that a person has allowed."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services import grant_attempt, hand_in, start_attempt
from courses.enrolment.models import Enrolment
from tests.courses.delivery.conftest import Counted, url
from tests.courses.delivery.courses import take
from tests.factories.catalogue import course_draft, make_release, quiz_draft

NONE_LEFT = "No attempt is left"
GRANTED = "One more attempt was allowed"
KEPT_BACK = "The right answers are shown once you have passed, or when no attempt is left."


@pytest.fixture
def failed(learner: User) -> Any:
    """Hand in the one attempt at a quiz without an answer."""

    def fail(**settings: Any) -> Enrolment:
        rules = {"preset": "assessment", "attempts": 1, **settings}
        draft = course_draft(quiz_draft(questions=2, **rules), questions=2)
        enrolment = take(learner, make_release(draft))
        go(enrolment)
        return enrolment

    return fail


def go(enrolment: Enrolment) -> Attempt:
    now, learner = timezone.now(), enrolment.user
    made = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=now)
    hand_in(public_id=made.public_id, by=learner, at=now)
    return made


def grant(enrolment: Enrolment, lead: User) -> None:
    grant_attempt(enrolment=enrolment, slot_uid="quiz", by=lead, at=timezone.now())


def door(page: Client, enrolment: Enrolment) -> str:
    answer = page.get(url("lesson_detail", enrolment.course.slug, "quiz"))
    return " ".join(answer.content.decode().split())


def result(page: Client, attempt: Attempt) -> str:
    answer = page.get(url("attempt_result", attempt.public_id))
    return " ".join(answer.content.decode().split())


def test_the_page_leads_from_none_left_to_one_more_and_back(
    page: Client, failed: Any, lead: User
) -> None:
    enrolment = failed()
    told = door(page, enrolment)
    assert (NONE_LEFT in told, GRANTED in told, "Start another attempt" in told) == (1, 0, 0)
    assert "your lead, who can allow one more attempt" in told
    grant(enrolment, lead)
    told = door(page, enrolment)
    assert (NONE_LEFT in told, GRANTED in told, "Start another attempt" in told) == (0, 1, 1)
    assert "You can start it now." in told
    assert "1 attempt left." in told
    started = page.post(url("attempt_start", enrolment.course.slug, "quiz"))
    assert started["Location"].endswith("/1/")
    running = door(page, enrolment)
    assert (NONE_LEFT in running, GRANTED in running) == (0, 0)
    second = Attempt.objects.get(number=2)
    hand_in(public_id=second.public_id, by=enrolment.user, at=timezone.now())
    told = door(page, enrolment)
    assert (NONE_LEFT in told, GRANTED in told, "Start another attempt" in told) == (1, 0, 0)


def test_right_answers_are_kept_back_from_the_grant_until_the_attempt_is_over(
    page: Client, failed: Any, lead: User
) -> None:
    enrolment = failed()
    first = Attempt.objects.get()
    told = result(page, first)
    assert (KEPT_BACK in told, "Another attempt" in told) == (0, 0)
    grant(enrolment, lead)
    told = result(page, first)
    assert (KEPT_BACK in told, "Another attempt" in told) == (1, 1)
    go(enrolment)
    told = result(page, first)
    assert (KEPT_BACK in told, "Another attempt" in told) == (0, 0)


def test_the_page_says_when_it_may_start(page: Client, failed: Any, lead: User) -> None:
    enrolment = failed(wait_minutes=180)
    grant(enrolment, lead)
    told = door(page, enrolment)
    assert GRANTED in told
    assert "It can start at " in told
    assert ("You can start it now." in told, "Start another attempt" in told) == (0, 0)
    assert told.count("can start at") == 1
    Attempt.objects.update(closed_at=timezone.now() - timedelta(hours=3))
    assert "You can start it now." in door(page, enrolment)


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_make_the_same_queries_after_one_and_after_many(
    page: Client, failed: Any, lead: User, queries: Counted, count: int
) -> None:
    enrolment = failed()
    for _ in range(count):
        grant(enrolment, lead)
        go(enrolment)
    grant(enrolment, lead)
    door(page, enrolment)
    attempt = Attempt.objects.latest("number")
    result(page, attempt)
    made = [queries(lambda: door(page, enrolment)), queries(lambda: result(page, attempt))]
    assert made == [6, 6]

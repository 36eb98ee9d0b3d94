"""No page, fragment or JSON answer of an open attempt holds a key, feedback or accepted string.

A course with every type of question, whose keys and feedback are sentinels, is taken in each
preset; everything that the product answers before its time is searched. The last test shows that
the same search finds them where they may be told.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt, Response
from courses.assessment.services import Save, save_answers, start_attempt
from courses.delivery import urls as delivery_urls
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import take
from tests.courses.delivery.nine_types import WRONG, draft_of_all
from tests.courses.questions.examples import SENTINEL
from tests.factories.catalogue import make_release

NUMBER = "31415.9"
SECRETS = (SENTINEL, NUMBER)
TAB = str(uuid.UUID(int=1))
# Every preset, and the options that change what is told when.
LESSONS: dict[str, dict[str, Any]] = {
    "practice": {"preset": "practice"},
    "check": {"preset": "check"},
    "assessment": {"preset": "assessment"},
    "tries": {"preset": "practice", "tries": 5, "penalty": 10, "certainty": True},
    "never": {"preset": "assessment", "feedback": "never"},
    "late": {"preset": "assessment", "feedback": "after-closing", "closes_on": "2126-01-01"},
    "calibration": {"preset": "calibration", "closes_on": "2126-01-01"},
}
AT_ONCE = ("practice", "tries")
OTHERS = "OTHERSDATA"
# Addresses of an attempt that are walked below by their names.
WALKED = {
    "attempt_detail",
    "attempt_answer",
    "attempt_aside",
    "attempt_steps",
    "attempt_contest",
    "attempt_summary",
    "attempt_result",
    "attempt_hand_in",
}


@pytest.fixture
def full_of_secrets(published: Release) -> Release:
    return make_release(draft_of_all(LESSONS, slug="secrets", code="SEC-1"))


@pytest.fixture
def others(full_of_secrets: Release, outsider: User) -> None:
    """Somebody else answers the same quizzes, contests and is called by a name of their own."""
    outsider.display_name = OTHERS
    outsider.save(update_fields=["display_name"])
    enrolment = take(outsider, full_of_secrets)
    for lesson in LESSONS:
        attempt = start_attempt(enrolment=enrolment, slot_uid=lesson, by=outsider, at=NOW)
        saves = [
            Save.of(number, uid, {"text": f"{OTHERS} wrote this"})
            for number, uid in enumerate(("short", "freetext"), start=1)
        ]
        save_answers(
            public_id=attempt.public_id, by=outsider, tab=uuid.UUID(int=2), saves=saves, at=NOW
        )
        attempt.keep_flags({"short"}, flag=True)


@pytest.fixture
def attempt_at(full_of_secrets: Release, learner: User) -> Callable[[str], Attempt]:
    enrolment = take(learner, full_of_secrets)

    def start(preset: str) -> Attempt:
        return start_attempt(enrolment=enrolment, slot_uid=preset, by=learner, at=NOW)

    return start


def told(response: HttpResponse) -> str:
    """Everything of an answer that reaches the browser."""
    return "\n".join(f"{name}: {value}" for name, value in response.items()) + (
        response.content.decode()
    )


def walk(page: Client, attempt: Attempt) -> dict[str, str]:
    """Everything that an open attempt answers, by what was asked."""
    found: dict[str, str] = {}
    key = attempt.public_id

    def ask(name: str, response: HttpResponse) -> None:
        found[name] = told(response)

    for number, uid in enumerate(attempt.question_uids, start=1):
        where, answers = url("attempt_detail", key, number), url("attempt_answer", key, number)
        sent = {"tab": TAB, "sequence": number, **WRONG[uid]}
        steps = {"sequence": 100 + number, "question": uid, "form": WRONG[uid]}
        body = json.dumps({"tab": TAB, "saves": [steps]})
        ask(f"{uid} empty", page.get(where))
        ask(f"{uid} fragment", page.get(where, headers={"HX-Request": "true"}))
        ask(f"{uid} refused", page.post(answers, {**sent, **dict.fromkeys(WRONG[uid], "\x00?")}))
        ask(f"{uid} saved", page.post(answers, sent))
        ask(f"{uid} read again", page.get(where))
        ask(
            f"{uid} steps",
            page.post(url("attempt_steps", key), body, content_type="application/json"),
        )
        ask(f"{uid} marked", page.post(url("attempt_aside", key, number), {"flag": "1"}))
        ask(f"{uid} opened", page.post(url("attempt_aside", key, number), {"opened": "rule"}))
        ask(f"{uid} contest", page.get(url("attempt_contest", key, number), follow=True))
        if attempt.slot_uid not in AT_ONCE:
            ask(f"{uid} check refused", page.post(answers, {**sent, "go": "check"}))
            ask(f"{uid} asked as checked", page.get(where + "?checked=1"))
    course = attempt.enrolment.course.slug
    ask("summary", page.get(url("attempt_summary", key)))
    ask("result before its time", page.get(url("attempt_result", key), follow=True))
    ask("door", page.get(url("lesson_detail", course, attempt.slot_uid)))
    ask("course", page.get(url("course_detail", course)))
    return found


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_open_attempt_tells_nothing(
    lesson: str, page: Client, attempt_at: Callable[[str], Attempt], others: None
) -> None:
    attempt = attempt_at(lesson)
    found = walk(page, attempt)
    kept = Response.objects.filter(attempt=attempt)
    answered = [row.question_uid for row in kept if row.answer is not None]
    assert sorted(answered) == sorted(attempt.question_uids) == sorted(WRONG)
    leaks = {
        (name, secret)
        for name, text in found.items()
        for secret in (*SECRETS, OTHERS)
        if secret in text
    }
    assert leaks == set()


def test_every_address_of_an_attempt_is_walked() -> None:
    named = {
        pattern.name for pattern in delivery_urls.urlpatterns if "<uuid:public_id>" in str(pattern)
    }
    assert {name for name in named if name and name.startswith("attempt_")} == WALKED


@pytest.mark.parametrize("lesson", ["never", "late", "calibration"])
def test_what_is_told_after_closing_or_never_stays_untold_after_handing_in(
    lesson: str, page: Client, attempt_at: Callable[[str], Attempt]
) -> None:
    attempt = attempt_at(lesson)
    walk(page, attempt)
    page.post(url("attempt_hand_in", attempt.public_id))
    pages = [
        url("attempt_result", attempt.public_id),
        url("lesson_detail", attempt.enrolment.course.slug, lesson),
        url("attempt_detail", attempt.public_id, 1),
        url("record_detail"),
    ]
    shown = "".join(told(page.get(address, follow=True)) for address in pages)
    assert [secret for secret in SECRETS if secret in shown] == []


def test_another_attempt_that_runs_keeps_the_keys_of_the_one_before(
    page: Client, attempt_at: Callable[[str], Attempt], learner: User
) -> None:
    attempt = attempt_at("assessment")
    page.post(url("attempt_hand_in", attempt.public_id))
    # A text awaits nobody: it is empty. So the next attempt may start, and be open.
    start_attempt(enrolment=attempt.enrolment, slot_uid="assessment", by=learner, at=timezone.now())
    assert NUMBER not in told(page.get(url("attempt_result", attempt.public_id)))


def test_feedback_that_is_given_at_once_keeps_the_key_until_the_answer_is_right(
    page: Client, attempt_at: Callable[[str], Attempt]
) -> None:
    attempt = attempt_at("practice")
    number = attempt.question_uids.index("numeric") + 1
    where = url("attempt_answer", attempt.public_id, number)
    sent = {"tab": TAB, "sequence": 1, "go": "check", "answer.number": "4"}
    assert NUMBER not in told(page.post(where, sent, follow=True))


def test_a_failed_assessment_keeps_the_key_while_it_can_be_taken_again(
    page: Client, attempt_at: Callable[[str], Attempt]
) -> None:
    attempt = attempt_at("assessment")
    page.post(url("attempt_hand_in", attempt.public_id))
    assert NUMBER not in told(page.get(url("attempt_result", attempt.public_id)))


def test_the_search_finds_what_is_told_in_its_time(
    page: Client, attempt_at: Callable[[str], Attempt]
) -> None:
    attempt = attempt_at("check")
    page.post(url("attempt_hand_in", attempt.public_id))
    result = told(page.get(url("attempt_result", attempt.public_id)))
    assert [secret for secret in SECRETS if secret in result] == list(SECRETS)

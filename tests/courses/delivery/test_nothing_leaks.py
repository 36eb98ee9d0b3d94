"""No page, fragment or JSON answer of an open attempt holds a key, feedback or accepted string.

A course with every type of question, whose keys and feedback are sentinels, is taken in each
preset; everything that the product answers before its time is searched. The last test shows that
the same search finds them where they may be told.
"""

import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt, Response
from courses.assessment.services import start_attempt
from courses.catalogue.drafts import QuestionDraft, QuestionWords
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import take
from tests.courses.questions.examples import EXAMPLES, SENTINEL
from tests.factories.catalogue import course_draft, lesson_draft, make_release

NUMBER = "31415.9"
SECRETS = (SENTINEL, NUMBER)
TAB = str(uuid.UUID(int=1))
PRESETS = ("practice", "check", "assessment")
WRONG: dict[str, dict[str, list[str]]] = {
    "single": {"answer.option": ["red"]},
    "multiple": {"answer.option": ["blue", "grey"]},
    "numeric": {"answer.number": ["4"]},
    "short": {"answer.text": ["another"]},
    "ordering": {"answer.position.law": ["5"], "answer.position.arrest": ["4"]},
    "matching": {"answer.pair.hand": ["boot"]},
    "decision": {"answer.field.ground": ["neither"], "answer.field.action": ["none"]},
}
DECISION: dict[str, Any] = {
    "form": "house/reasons",
    "seat": "front-line",
    "clauses": ["house/FEE-1.1", "house/FEE-1.2"],
    "fields": {"ground": {"right": ["policy"]}, "action": {"right": ["remove"]}},
}


def drafted(entry: dict[str, Any]) -> QuestionDraft:
    """A question of the examples as a draft; the decision uses the form of the house rules."""
    kind = entry["type"].partition("/")[0]
    told = {key: value for key, value in entry.items() if key not in ("uid", "type", "texts")}
    texts = entry["texts"]
    if kind == "decision":
        told = DECISION
        texts = {key: value for key, value in texts.items() if key != "context"}
    return QuestionDraft(
        uid=kind, type=entry["type"], definition=told, texts={"en": QuestionWords(texts)}
    )


@pytest.fixture
def full_of_secrets(published: Release) -> Release:
    questions = tuple(drafted(example.entry) for example in EXAMPLES)
    drawn = [{"questions": sorted(question.uid for question in questions)}]
    lessons = [
        lesson_draft(preset, "quiz", settings={"preset": preset, "draw": drawn})
        for preset in PRESETS
    ]
    draft = course_draft(*lessons, slug="secrets", code="SEC-1")
    ordered = tuple(sorted(questions, key=lambda question: question.uid))
    return make_release(replace(draft, questions=ordered))


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
        if attempt.preset != "practice":
            ask(f"{uid} check refused", page.post(answers, {**sent, "go": "check"}))
            ask(f"{uid} asked as checked", page.get(where + "?checked=1"))
    course = attempt.enrolment.course.slug
    ask("summary", page.get(url("attempt_summary", key)))
    ask("result before its time", page.get(url("attempt_result", key), follow=True))
    ask("door", page.get(url("lesson_detail", course, attempt.slot_uid)))
    ask("course", page.get(url("course_detail", course)))
    return found


@pytest.mark.parametrize("preset", PRESETS)
def test_an_open_attempt_tells_nothing(
    preset: str, page: Client, attempt_at: Callable[[str], Attempt]
) -> None:
    attempt = attempt_at(preset)
    found = walk(page, attempt)
    kept = Response.objects.filter(attempt=attempt)
    answered = [row.question_uid for row in kept if row.answer is not None]
    assert sorted(answered) == sorted(attempt.question_uids) == sorted(WRONG)
    leaks = {(name, secret) for name, text in found.items() for secret in SECRETS if secret in text}
    assert leaks == set()


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

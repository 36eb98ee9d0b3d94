"""Bad input to every type of question, by both ways of saving: refused, nothing kept, no leak."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt, ContextOpening, Response, Step
from courses.assessment.services import start_attempt
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import take
from tests.courses.delivery.nine_types import WRONG, draft_of_all
from tests.courses.questions.examples import SENTINEL
from tests.factories.catalogue import make_release

TAB = str(uuid.UUID(int=1))
# What no answer may hold, whatever the type.
NEVER = {
    "nul": "a\x00b",
    "right-to-left override": "\u202eabc",
    "isolate": "\u2066abc\u2069",
    "zero width": "a\u200bb",
    "megabyte": "x" * 1024 * 1024,
}
# What no choice and no number can be; in a text these are words like others.
NO_VALUE = {"nan": "NaN", "negative": "-9" * 300, "huge": "9" * 400, "object": '{"option": "red"}'}
TEXTS = {"short", "freetext"}
PARTS = {"ordering", "matching", "decision", "told", "cloze"}
# By type a control that takes one value of any kind.
CONTROL = {
    "single": "answer.option",
    "multiple": "answer.option",
    "numeric": "answer.number",
    "short": "answer.text",
    "ordering": "answer.position.law",
    "matching": "answer.pair.hand",
    "decision": "answer.field.action",
    "told": "answer.within.escalate",
    "cloze": "answer.blank.who",
    "freetext": "answer.text",
}


@pytest.fixture
def asked(published: Release) -> Release:
    draft = draft_of_all({"quiz": {"preset": "assessment"}}, slug="all", code="ALL-1")
    return make_release(draft)


@pytest.fixture
def attempt(asked: Release, learner: User) -> Attempt:
    return start_attempt(enrolment=take(learner, asked), slot_uid="quiz", by=learner, at=NOW)


def both(
    page: Client, attempt: Attempt, uid: str, form: dict[str, list[str]], *, number: int = 0
) -> list[tuple[int, str]]:
    """Send the same form as the browser's queue does and as a form without script does."""
    number = number or attempt.question_uids.index(uid) + 1
    save = {"sequence": 1, "question": uid, "form": form}
    answers = [
        page.post(
            url("attempt_steps", attempt.public_id),
            json.dumps({"tab": TAB, "saves": [save]}),
            content_type="application/json",
        ),
        page.post(
            url("attempt_answer", attempt.public_id, number), {"tab": TAB, "sequence": 2, **form}
        ),
    ]
    return [(answer.status_code, answer.content.decode()) for answer in answers]


def refused(answers: list[tuple[int, str]], *statuses: set[int]) -> None:
    """Both were refused with a sentence, nothing was kept, and no key was told."""
    for (status, body), wanted in zip(answers, statuses, strict=True):
        assert status in wanted, body[:200]
        assert len(body) > 20
        assert SENTINEL not in body
    assert (Step.objects.count(), Response.objects.count()) == (0, 0)


@pytest.mark.parametrize("uid", CONTROL)
def test_what_no_answer_of_a_type_can_be_is_refused(
    uid: str, page: Client, attempt: Attempt, asked: Release, outsider: User
) -> None:
    for value in (NEVER if uid in TEXTS else {**NEVER, **NO_VALUE}).values():
        refused(both(page, attempt, uid, {CONTROL[uid]: [value]}), {413, 422}, {413, 422})
    if uid != "multiple":  # two values where one is asked
        form = {CONTROL[uid]: WRONG[uid].get(CONTROL[uid], ["1h"]) * 2}
        refused(both(page, attempt, uid, form), {422}, {422})
    if uid in PARTS:  # a part that the question does not have
        stem = CONTROL[uid].rpartition(".")[0]
        refused(both(page, attempt, uid, {f"{stem}.no-such": ["1"]}), {422}, {422})
    other = start_attempt(enrolment=take(outsider, asked), slot_uid="quiz", by=outsider, at=NOW)
    refused(both(page, other, uid, WRONG[uid]), {404}, {404})
    # What belongs to no control of the type makes no answer.
    form = {"answer.elsewhere": ["right"], "answer.field.": ["x"], "answer.option.": ["x"]}
    assert {status for status, _body in both(page, attempt, uid, form)} <= {200, 302, 422}
    assert not Response.objects.filter(answer__isnull=False).exists()


def test_an_answer_to_what_was_not_drawn_is_refused(
    page: Client, published: Release, learner: User
) -> None:
    lessons = {
        uid: {"preset": "assessment", "draw": [{"questions": sorted(set(WRONG) - {uid})}]}
        for uid in CONTROL
    }
    enrolment = take(learner, make_release(draft_of_all(lessons, slug="all", code="ALL-1")))
    for uid in CONTROL:
        attempt = start_attempt(enrolment=enrolment, slot_uid=uid, by=learner, at=NOW)
        beyond = len(attempt.drawn) + 1
        refused(both(page, attempt, uid, WRONG[uid], number=beyond), {409}, {404})


def test_context_opens_without_script_and_only_what_there_is(
    page: Client, attempt: Attempt
) -> None:
    number = attempt.question_uids.index("told") + 1
    where = url("attempt_detail", attempt.public_id, number)
    shown = page.get(where).content.decode()
    assert 'value="open.thread"' in shown
    sent: dict[str, Any] = {"tab": TAB, "sequence": 1, **WRONG["told"], "go": "open.thread"}
    answer = page.post(url("attempt_answer", attempt.public_id, number), sent)
    assert answer["Location"] == f"{where}?opened=thread#answer.context.thread"
    assert Response.objects.get().answer == {"fields": {"ground": "neither", "action": "none"}}
    opened = page.get(answer["Location"]).content.decode()
    assert 'value="open.thread"' not in opened
    assert 'name="shown" value="thread"' in opened
    sent |= {"sequence": 2, "go": "open.rule", "shown": "thread"}
    answer = page.post(url("attempt_answer", attempt.public_id, number), sent)
    assert answer["Location"].startswith(f"{where}?opened=thread+rule")
    rows = ContextOpening.objects.order_by("key").values_list("question_uid", "key")
    assert list(rows) == [("told", "rule"), ("told", "thread")]
    for odd in ("open.no-such", "open.", "open.\x00"):
        sent |= {"sequence": sent["sequence"] + 1, "go": odd}
        status = page.post(url("attempt_answer", attempt.public_id, number), sent).status_code
        assert status in {302, 404}
    assert ContextOpening.objects.count() == 2

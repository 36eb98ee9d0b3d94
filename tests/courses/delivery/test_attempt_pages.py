"""The pages of an attempt for a browser without script, and what they do with unusual posts."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt, Response, Step
from courses.assessment.services import start_attempt
from courses.enrolment.models import Enrolment

TAB = str(uuid.UUID(int=1))


@pytest.fixture
def page(client: Client, learner: User) -> Client:
    client.force_login(learner)
    return client


@pytest.fixture
def started(
    enrolment: Enrolment, complete_before: Callable[[str], None]
) -> Callable[[str], Attempt]:
    """Start an attempt at a slot that has been opened."""

    def start(slot: str) -> Attempt:
        complete_before(slot)
        return start_attempt(
            enrolment=enrolment, slot_uid=slot, by=enrolment.user, at=timezone.now()
        )

    return start


def answer_url(attempt: Attempt, number: int = 1) -> str:
    return reverse("courses:delivery:attempt_answer", args=[attempt.public_id, number])


def origin(attempt: Attempt) -> str:
    return answer_url(attempt, attempt.question_uids.index("origin") + 1)


def test_checking_in_practice_saves_and_shows_feedback_at_once(page, started) -> None:
    attempt = started("decide")
    answer = {"answer.field.ground": "policy", "answer.field.action": "remove"}
    sent = {"tab": TAB, "sequence": 1, "go": "check", **answer}
    shown = page.post(answer_url(attempt), sent, follow=True)
    assert shown.status_code == 200
    assert 'id="feedback"' in shown.content.decode()
    assert shown.content.decode().count('class="report"') == 1, "asked above, not told twice"
    assert Step.objects.get().is_check


@pytest.mark.parametrize(("options", "steps"), [(["stays", "goes"], 2), (["goes", "goes"], 1)])
def test_a_page_brought_back_without_script_sends_a_new_answer_under_its_old_number(
    options: list[str], steps: int, page, started
) -> None:
    attempt = started("quiz")
    for option in options:
        sent = {"tab": TAB, "sequence": 1, "go": "next", "answer.option": option}
        assert page.post(origin(attempt), sent).status_code == 302
    assert Response.objects.get().answer == {"option": "goes"}
    assert Step.objects.count() == steps


@pytest.mark.parametrize(
    ("name", "leads_to"),
    [("attempt_answer", "attempt_detail"), ("attempt_hand_in", "attempt_summary")],
)
def test_who_had_to_sign_in_again_lands_on_a_page(name: str, leads_to: str, page, started) -> None:
    attempt = started("quiz")
    args = [attempt.public_id, 1][: 2 if name == "attempt_answer" else 1]
    answer = page.get(reverse(f"courses:delivery:{name}", args=args))
    assert answer["Location"] == reverse(f"courses:delivery:{leads_to}", args=args)
    attempt.refresh_from_db()
    assert attempt.is_open

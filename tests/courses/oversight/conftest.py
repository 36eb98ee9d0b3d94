"""People of North in a published course, and readers who came in by the door."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.assessment import paper
from courses.assessment.services import hand_in, start_attempt
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.models import Release
from courses.releases.selectors import manifest
from tests.factories.accounts import UserFactory

PASSWORD = "a-sentence-for-tests"
CAUSE = CompletionEvent.Cause.READ


def url(name: str, *args: object) -> str:
    return reverse(f"courses:oversight:{name}", args=args)


@pytest.fixture
def enter() -> Callable[[User], Client]:
    """Sign somebody in through the form, so that the proof of who they are is recent."""

    def enter(person: User) -> Client:
        person.set_password(PASSWORD)
        person.save(update_fields=["password"])
        client = Client()
        client.post("/account/login/", {"login": person.sign_in_name, "password": PASSWORD})
        assert "_auth_user_id" in client.session
        return client

    return enter


@pytest.fixture
def as_lead(client: Client, lead: User) -> Client:
    """The lead, signed in so long ago that grave things ask for the password again."""
    lead.set_password(PASSWORD)
    lead.save(update_fields=["password"])
    client.force_login(lead)
    return client


@pytest.fixture
def taking(published: Release, units, now: datetime) -> Callable[..., Enrolment]:
    """Somebody of a unit (default: the team of North) who has completed some slots."""

    def taking(
        name: str = "", *, done: int = 0, is_started: bool = True, unit=None, at: datetime = now
    ) -> Enrolment:
        named = {"display_name": name} if name else {}
        person = UserFactory(unit=unit or units.north_team, **named)
        made = enrol(user=person, course=published.course, by=person, at=at)
        if is_started:
            made = start(enrolment=made, language="en", by=person, at=at)
        for slot in manifest(published).slots[:done]:
            record_completion(enrolment=made, slot_uid=slot.uid, cause=CAUSE, at=at)
        made.refresh_from_db()
        return made

    return taking


@pytest.fixture
def no_attempt_left(passed_quiz: Enrolment, monkeypatch: pytest.MonkeyPatch) -> Enrolment:
    """The same, where the quiz allows one attempt alone."""
    real = paper.behaviour_of
    monkeypatch.setattr(paper, "behaviour_of", lambda lesson: replace(real(lesson), attempts=1))
    return passed_quiz


@pytest.fixture
def passed_quiz(enrolment: Enrolment, complete_before, now: datetime) -> Enrolment:
    """The learner's enrolment after an assessment that was handed in without an answer."""
    complete_before("quiz")
    learner = enrolment.user
    attempt = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=now)
    hand_in(public_id=attempt.public_id, by=learner, at=now)
    return enrolment

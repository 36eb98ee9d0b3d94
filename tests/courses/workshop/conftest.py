"""A draft that the trainer of North owns, published once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from courses.catalogue.models import Course
from courses.catalogue.services import note_edit
from courses.releases.models import Candidate, Release, Review
from courses.releases.services import compile_candidate, give_review
from tests.factories.accounts import RoleGrantFactory, UserFactory

PASSWORD = "a-sentence-for-tests"
SLUG = "example-course"
EXAMPLE = Path(__file__).parents[1] / "releases" / "example_course"


def url(name: str, *args: object) -> str:
    return reverse(f"courses:workshop:{name}", args=args)


@pytest.fixture
def draft(published: Release, units) -> Course:
    published.course.owner = units.north
    published.course.save(update_fields=["owner"])
    return published.course


@pytest.fixture
def edited(draft: Course, trainer: User, now) -> Course:
    """The draft after an edit: another title."""
    draft.titles = {**draft.titles, "en": "An edited course"}
    draft.save(update_fields=["titles"])
    note_edit(course=draft, by=trainer, at=now, action="titled")
    return draft


@pytest.fixture
def second(units) -> User:
    """Another trainer of the unit that owns the course."""
    person: User = UserFactory(display_name="Second", email="second@example.org", unit=units.north)
    RoleGrantFactory(user=person, unit=units.north, role=Role.TRAINER)
    return person


@pytest.fixture
def candidate(edited: Course, trainer: User, second: User, now) -> Candidate:
    """What the edited draft compiles to, approved: the example course has something intense."""
    made = compile_candidate(course=edited, by=trainer, at=now)
    approved = Review.Verdict.APPROVED
    give_review(candidate=made, verdict=approved, comment="", by=second, at=now)
    return made


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
def as_trainer(trainer: User, enter) -> Client:
    return enter(trainer)

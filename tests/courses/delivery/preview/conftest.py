"""A candidate of the example course, and the trainer of North who previews it."""

import re
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.models import Candidate, Release
from courses.releases.services import compile_candidate

TAB = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def course(published: Release, units: Any) -> Course:
    published.course.owner = units.north
    published.course.save(update_fields=["owner"])
    return published.course


@pytest.fixture
def candidate(course: Course, trainer: User) -> Candidate:
    return compile_candidate(course=course, by=trainer, at=timezone.now())


@pytest.fixture
def preview(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def at(name: str, candidate: Candidate, *args: object) -> str:
    """Return an address of the preview of a candidate."""
    where = [candidate.course.slug, candidate.public_id, *args]
    return reverse(f"courses:preview:{name}", args=where)


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table but the sessions, with all that it says."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label != "sessions.Session"
    }


def kept(client: Client, candidate: Candidate) -> dict[str, Any]:
    """What the session holds of the preview."""
    found: dict[str, Any] = client.session["previews"][str(candidate.public_id)]
    return found


def main_of(answer: HttpResponse) -> str:
    """The main part of a page, without what differs between two people and two addresses."""
    text = answer.content.decode()
    main = text[text.index("<main") : text.index("</main>")]
    main = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)
    main = re.sub(r"/preview/[a-z-]+/[0-9a-f-]{36}/attempts/", "/attempts/", main)
    main = re.sub(r"/preview/([a-z-]+)/[0-9a-f-]{36}/", r"/courses/\1/", main)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID", main)

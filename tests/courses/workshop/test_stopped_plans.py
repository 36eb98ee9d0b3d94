"""What stopped a plan is kept as a code with data, and told in the language of who reads it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone, translation

from courses.catalogue.services import note_edit
from courses.releases.models import PublishPlan
from courses.releases.services import plan_publication, publish_due
from courses.workshop.pages.words import stop_of
from tests.courses.workshop.conftest import SLUG, url

FILLING = import_module("courses.migrations.0024_fill_codes_of_stopped_plans")


@pytest.fixture
def plan(candidate, trainer, now) -> PublishPlan:
    later = timezone.now() + timedelta(hours=3)
    made = plan_publication(
        candidate=candidate, publish_at=later, notes="", by=trainer, at=timezone.now()
    )
    note_edit(course=candidate.course, by=trainer, at=now, action="edited")
    publish_due(at=later)
    made.refresh_from_db()
    return made


def test_it_is_told_in_the_language_of_the_reader(plan, as_trainer: Client, trainer) -> None:
    assert (plan.state, plan.stopped, plan.why) == ("stopped", {"code": "draft-moved"}, "")
    trainer.language = "es"
    trainer.save(update_fields=["language"])
    for page in (
        url("draft_detail", SLUG),
        url("candidate_detail", SLUG, plan.candidate.public_id),
    ):
        html = as_trainer.get(page).content.decode()
        assert "esta candidata. Compile otra vez." in html
        assert "The draft was edited since" not in html


def test_what_moved_is_named(plan) -> None:
    moved = {"code": "references-moved", "moved": ["house/FEE-1.1: 1 → 2"]}
    with translation.override("es"):
        assert "house/FEE-1.1: 1 → 2" in stop_of(moved)
        assert stop_of({"code": "no-right"}) != "Who planned this may no longer publish the course."
        assert stop_of({}) != "It could not be published."


def test_plans_that_were_stopped_before_get_their_code(plan, candidate) -> None:
    said = {
        "Who planned this may no longer publish the course.": {"code": "no-right"},
        "The draft was edited since this candidate was made. Compile again.": {
            "code": "draft-moved"
        },
        "This candidate has expired. Compile again.": {"code": "expired"},
        "This candidate was published before.": {"code": "already-published"},
        "Release 3 says the same.": {"code": "already-published"},
        "This candidate needs the approval of a second person.": {"code": "approval-missing"},
        "These would mean another version on this day: a/B-1: 1 → 2, a/c: 2 → none.": {
            "code": "references-moved",
            "moved": ["a/B-1: 1 → 2", "a/c: 2 → —"],
        },
        "Something else.": {"code": "told", "words": "Something else."},
    }
    PublishPlan.objects.all().delete()
    day = timezone.now()
    for why in said:
        PublishPlan.objects.create(
            course=candidate.course,
            candidate=candidate,
            publish_at=day,
            planned_by=plan.planned_by,
            planned_at=day,
            state="stopped",
            ended_at=day,
            why=why,
        )
    for _again in range(2):
        FILLING.fill(apps, None)
        assert dict(PublishPlan.objects.values_list("why", "stopped")) == said

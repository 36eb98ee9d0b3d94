"""A restricted policy is not told to a course of another unit, though its key is typed by hand."""

import pytest
from django.test import Client
from django.utils import timezone

from content.policies.selectors import slugs_kept_from
from core.problems import ProblemsFound
from courses.catalogue.models import LessonText
from courses.catalogue.services import note_edit
from courses.releases.services import compile_candidate
from tests.courses.workshop.conftest import SLUG, url
from tests.factories.content import ClauseFactory, ClauseVersionFactory, PolicyFactory

TYPED = "A rule: [clause:kept-house/HR-1@1]."


@pytest.fixture
def house(units):
    """A policy that is restricted to the south, with one clause."""
    policy = PolicyFactory(slug="kept-house", visibility="restricted")
    policy.units.add(units.south)
    ClauseVersionFactory(clause=ClauseFactory(policy=policy, code="HR-1"))
    return policy


def remarks(client: Client) -> list[str]:
    where = url("lesson_text_beside", SLUG, "how-it-works", "en")
    beside = client.post(where, {"body": TYPED, "title": "x"}, headers={"HX-Request": "true"})
    return [one.sentence for one in beside.context["beside"].remarks if one.level == "error"]


def test_what_is_kept_from_a_unit_is_what_is_restricted_elsewhere(house, units) -> None:
    told = {
        unit and unit.name: sorted(slugs_kept_from(unit))
        for unit in (units.south, units.south_team, units.north, units.client, None)
    }
    assert told == {
        "South": [],
        "South Team One": [],
        "North": ["kept-house"],
        "Client": ["kept-house"],
        None: ["kept-house"],
    }


def test_the_preview_does_not_tell_it(as_trainer: Client, draft, house, units) -> None:
    assert remarks(as_trainer) == ["[clause:kept-house/HR-1@1] refers to nothing that exists"]
    house.units.add(units.north)
    assert remarks(as_trainer) == []


def test_a_compile_does_not_tell_it(draft, house, units, trainer) -> None:
    now = timezone.now()
    LessonText.objects.filter(lesson__uid="how-it-works", language="en").update(body=TYPED)
    note_edit(course=draft, by=trainer, at=now, action="wrote")
    with pytest.raises(ProblemsFound) as found:
        compile_candidate(course=draft, by=trainer, at=now)
    assert "clause:kept-house/HR-1@1" in [one.key for one in found.value.problems]
    house.units.add(units.north)
    compile_candidate(course=draft, by=trainer, at=now)

"""A title that is still being written is told to nobody who does not edit the course."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Notice
from courses.catalogue.models import Course
from courses.enrolment.services import assign_to_unit, enrol, start
from courses.releases.naming import titles_of
from courses.releases.services import compile_candidate, publish
from tests.courses.oversight.conftest import url

WAITING = "Not to be told yet"


@pytest.fixture
def course(published, now) -> Course:
    """A published course whose next title lies under an embargo."""
    course: Course = published.course
    course.titles = {**course.titles, "en": WAITING}
    course.save(update_fields=["titles"])
    candidate = compile_candidate(course=course, by=None, at=now)
    until = timezone.now() + timedelta(days=1)
    publish(candidate=candidate, by=None, at=now, notes="", embargo_until=until)
    return course


@pytest.mark.parametrize("is_started", [False, True])
def test_learners_and_leads_read_the_published_title(
    course, published, units, learner, lead, as_lead: Client, now, is_started: bool
) -> None:
    assign_to_unit(course=course, unit=units.north_team, due_on=None, by=lead, at=now)
    enrolment = enrol(user=learner, course=course, by=learner, at=now)
    if is_started:
        start(enrolment=enrolment, language="en", by=learner, at=now)
    after = Course.objects.create(
        slug="after", code="CB-9", titles={"en": "After it"}, languages=["en"]
    )
    after.requires.add(course)
    enrol(user=learner, course=after, by=learner, at=now)
    person = Client()
    person.force_login(learner)

    seen = {
        where: client.get(where).content.decode()
        for client, where in (
            (person, reverse("courses:delivery:home")),
            (person, reverse("courses:delivery:record_detail")),
            (person, reverse("courses:delivery:course_detail", args=["after"])),
            (as_lead, url("status_list")),
            (as_lead, url("person_detail", learner.public_id)),
            (as_lead, url("assignment_list")),
            (as_lead, url("assign_unit")),
        )
    }

    title = titles_of([course], "en")[course.pk]
    assert title != WAITING
    assert {where for where, html in seen.items() if title not in html} == set()
    assert {where for where, html in seen.items() if WAITING in html} == set()
    assert WAITING not in str(list(Notice.objects.values_list("payload", flat=True)))


def test_when_the_embargo_ends_the_new_title_is_read(course, monkeypatch) -> None:
    later = timezone.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert titles_of([course], "en") == {course.pk: WAITING}


def test_a_course_that_nobody_can_start_is_known_by_its_draft(db: None) -> None:
    draft = Course.objects.create(slug="draft", code="CB-9", titles={"en": "A draft"})

    assert titles_of([draft], "en") == {draft.pk: "A draft"}
    assert titles_of([], "en") == {}

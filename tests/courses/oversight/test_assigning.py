"""Asking units and people to take a course, and no longer asking."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from courses.catalogue.models import Course
from courses.enrolment.models import Assignment, Enrolment
from courses.enrolment.services import assign_to_unit, start, withdraw_assignment
from courses.releases.services import withdraw
from tests.courses.oversight.conftest import url


def test_unit_is_asked_with_a_due_day(as_lead: Client, published, units, learner) -> None:
    due = timezone.localdate() + timedelta(days=10)
    sent = {"course": "example-course", "unit": units.north_team.public_id, "due_on": due}
    answer = as_lead.post(url("assign_unit"), sent)
    assert answer["Location"] == url("assignment_list")
    assert Enrolment.objects.get(user=learner).due_on == due
    assert "everyone in North Team One" in as_lead.get(url("assignment_list")).content.decode()


def test_person_is_asked(as_lead: Client, published, learner) -> None:
    where = url("assign_person", learner.public_id)
    assert "Assign a course to Learner" in as_lead.get(where).content.decode()
    answer = as_lead.post(where, {"course": "example-course", "due_on": ""})
    assert answer["Location"] == url("person_detail", learner.public_id)
    assert Enrolment.objects.get(user=learner).due_on is None


def test_wrong_assignment_is_refused_and_what_was_typed_is_kept(
    as_lead: Client, published, units
) -> None:
    sent = {"course": "example-course", "unit": units.south.public_id, "due_on": "2020-01-01"}
    answer = as_lead.post(url("assign_unit"), sent)
    assert answer.status_code == 422
    html = answer.content.decode()
    assert '<option value="example-course" selected>' in html
    assert 'value="2020-01-01"' in html
    assert "This day is past." in html
    assert not Assignment.objects.exists()


def test_a_course_without_a_live_release_is_not_offered(
    as_lead: Client, published, trainer, now
) -> None:
    withdraw(release=published, reason="mistake", by=trainer, at=now)
    assert "example-course" not in as_lead.get(url("assign_unit")).content.decode()


def restrict(course: Course, unit) -> None:
    course.visibility = Course.Visibility.RESTRICTED
    course.save()
    course.restricted_units.set([unit])


def test_a_restricted_course_reaches_its_units_alone(
    as_lead: Client, published, units, learner
) -> None:
    restrict(published.course, units.north_team)
    sent = {"course": "example-course", "unit": units.north.public_id}
    assert as_lead.post(url("assign_unit"), sent).status_code == 422
    sent["unit"] = units.north_team.public_id
    assert as_lead.post(url("assign_unit"), sent).status_code == 302
    where = url("assign_person", learner.public_id)
    assert as_lead.post(where, {"course": "example-course"}).status_code == 302


def test_a_person_outside_the_units_of_a_course_is_not_asked(
    as_lead: Client, published, units, trainer
) -> None:
    restrict(published.course, units.north_team)
    where = url("assign_person", trainer.public_id)
    assert as_lead.post(where, {"course": "example-course"}).status_code == 422


def test_a_restricted_course_of_another_vendor_is_not_offered(outsider, published, units) -> None:
    restrict(published.course, units.north)
    client = Client()
    client.force_login(outsider)
    assert "example-course" not in client.get(url("assign_unit")).content.decode()


@pytest.fixture
def asked(published, units, learner, lead, now) -> Assignment:
    due = now.date() + timedelta(days=10)
    return assign_to_unit(
        course=published.course, unit=units.north_team, due_on=due, by=lead, at=now
    )


def test_withdrawing_takes_it_off_who_has_not_started(
    as_lead: Client, asked, learner, taking, now
) -> None:
    started = taking("Ben", is_started=False)
    Enrolment.objects.filter(pk=started.pk).update(assignment=asked, due_on=asked.due_on)
    start(enrolment=started, language="en", by=started.user, at=now)
    where = url("assignment_withdraw", asked.pk)
    assert "Everyone in North Team One" in as_lead.get(where).content.decode()
    assert as_lead.post(where)["Location"] == url("assignment_list")
    assert Enrolment.objects.get(user=learner).state == "withdrawn"
    started.refresh_from_db()
    assert (started.state, started.due_on) == ("open", None)
    assert as_lead.post(where).status_code == 404


def test_withdrawing_twice_is_once(asked, lead, now) -> None:
    assert withdraw_assignment(assignment=asked, by=lead, at=now) == 1
    assert withdraw_assignment(assignment=asked, by=lead, at=now) == 0


def test_auditor_sees_assignments_and_withdraws_none(auditor, asked) -> None:
    client = Client()
    client.force_login(auditor)
    html = client.get(url("assignment_list")).content.decode()
    assert "everyone in North Team One" in html
    assert "/withdraw/" not in html
    assert client.post(url("assignment_withdraw", asked.pk)).status_code == 404


def test_assignments_of_another_vendor_are_not_listed(outsider, asked, taking, lead, now) -> None:
    client = Client()
    client.force_login(outsider)
    html = client.get(url("assignment_list")).content.decode()
    assert "North" not in html


def test_learners_assign_nothing(client: Client, learner, published) -> None:
    client.force_login(learner)
    for name in ("assign_unit", "assignment_list"):
        assert client.get(url(name)).status_code == 403
    assert client.post(url("assign_person", learner.public_id)).status_code == 404


def test_anonymous_is_sent_to_the_door(client: Client, db: None) -> None:
    for where in (url("assign_unit"), url("assignment_list"), url("assignment_withdraw", 1)):
        assert client.get(where)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("count", [1, 3])
def test_assignment_list_makes_the_same_queries_for_one_and_for_many(
    as_lead: Client, published, units, lead, now, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        assign_to_unit(course=published.course, unit=units.north_team, due_on=None, by=lead, at=now)
    with django_assert_num_queries(8):
        as_lead.get(url("assignment_list"))

"""Allowing one more attempt on a person's page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Notice
from courses.assessment import paper
from courses.assessment.models import Attempt, ExtraAttempt
from tests.courses.oversight.conftest import url

LEFT = "No attempt is left at “Quiz”."
ALLOWED = "One more attempt at “Quiz” is allowed."


def allow(enrolment, slot_uid: str = "quiz") -> str:
    return url("extra_attempt", enrolment.user.public_id, enrolment.public_id, slot_uid)


def told(client: Client, enrolment) -> str:
    answer = client.get(url("person_detail", enrolment.user.public_id))
    return " ".join(answer.content.decode().split())


def test_where_no_attempt_is_left_one_more_is_allowed_once(
    as_lead: Client, lead, no_attempt_left
) -> None:
    before = told(as_lead, no_attempt_left)
    assert LEFT in before
    assert allow(no_attempt_left) in before
    for _twice in range(2):
        answer = as_lead.post(allow(no_attempt_left), follow=True)
        page = " ".join(answer.content.decode().split())
        assert "One more attempt is allowed, and the person was told." in page
        assert ALLOWED in page
        assert LEFT not in page
        assert allow(no_attempt_left) not in page
    assert ExtraAttempt.objects.get().granted_by == lead
    assert AuditEntry.objects.filter(action="extra_attempt.granted").count() == 1
    assert Notice.objects.filter(kind="attempt_granted").count() == 1


def test_where_attempts_are_left_nothing_is_offered_and_allowing_is_refused(
    as_lead: Client, passed_quiz
) -> None:
    assert "attempt is left" not in told(as_lead, passed_quiz)
    answer = as_lead.post(allow(passed_quiz))
    assert answer.status_code == 409
    assert "An attempt is still left: no other one is needed." in answer.content.decode()
    assert not ExtraAttempt.objects.exists()


def test_the_pause_is_told(as_lead: Client, no_attempt_left, monkeypatch) -> None:
    real, wait = paper.behaviour_of, timedelta(days=3)
    monkeypatch.setattr(paper, "behaviour_of", lambda lesson: replace(real(lesson), wait=wait))
    Attempt.objects.update(closed_at=timezone.now())
    assert "it can start at" in told(as_lead, no_attempt_left)
    as_lead.post(allow(no_attempt_left))
    page = told(as_lead, no_attempt_left)
    assert ALLOWED in page
    assert "it can start at" in page


def test_a_get_is_refused_and_what_is_not_there_is_not_found(
    as_lead: Client, no_attempt_left, taking
) -> None:
    assert as_lead.get(allow(no_attempt_left)).status_code == 405
    assert as_lead.post(allow(no_attempt_left, "no-such-slot")).status_code == 404
    other = taking("Cleo")
    crossed = url("extra_attempt", other.user.public_id, no_attempt_left.public_id, "quiz")
    assert as_lead.post(crossed).status_code == 404
    assert not ExtraAttempt.objects.exists()


def test_nobody_allows_themselves_an_attempt(as_lead: Client, lead, no_attempt_left) -> None:
    own = url("extra_attempt", lead.public_id, no_attempt_left.public_id, "quiz")
    assert as_lead.post(own).status_code == 403


def test_who_may_not_allow_it_is_not_told_of_it(client: Client, units, no_attempt_left) -> None:
    from tests.factories.accounts import RoleGrantFactory, UserFactory

    reader = UserFactory(unit=units.client)
    RoleGrantFactory(user=reader, unit=units.north, role="auditor")
    client.force_login(reader)
    assert "attempt is left" not in told(client, no_attempt_left)


def test_nothing_about_answers_is_told(as_lead: Client, no_attempt_left) -> None:
    """The page differs from before by the sentence and the button alone."""
    answer = as_lead.get(url("person_detail", no_attempt_left.user.public_id))
    [row] = answer.context["page"].courses
    assert [vars(one) for one in row.stuck] == [
        {
            "key": f"stuck-{no_attempt_left.public_id}-quiz",
            "title": "Quiz",
            "href": allow(no_attempt_left),
            "starts_at": None,
        }
    ]
    html = answer.content.decode()
    html = html[html.index("<main") : html.index("</main")]
    html = re.sub(r'<input type="hidden"[^>]*>', "", html)
    found = [
        word for word in ("minute", "origin", "stays", "goes", "sure", "differ") if word in html
    ]
    assert found == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_makes_the_same_queries_for_one_and_for_many(
    as_lead: Client, published, no_attempt_left, count: int, django_assert_num_queries
) -> None:
    from tests.courses.oversight.courses import another_course

    person = no_attempt_left.user
    for number in range(count):
        another_course(published, number, person)
    as_lead.get(url("person_detail", person.public_id))
    with django_assert_num_queries(14):
        as_lead.get(url("person_detail", person.public_id))

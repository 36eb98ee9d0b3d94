"""One person's page and extra time."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from courses.assessment.models import ExtraTime
from tests.courses.oversight.conftest import url

ALL = 5


def test_person_page_tells_status_result_and_clauses(as_lead: Client, passed_quiz) -> None:
    html = as_lead.get(url("person_detail", passed_quiz.user.public_id)).content.decode()
    told = " ".join(html.split())
    assert "in progress, 3 of 5 parts done" in told
    assert "Quiz, attempt 1 on 22 November 2026: 0 % · not passed" in told
    assert "No training yet" in told


def test_person_page_tells_what_the_person_is_trained_on(as_lead: Client, taking) -> None:
    passed = taking("Cleo", done=ALL)
    page = as_lead.get(url("person_detail", passed.user.public_id)).context["page"]
    assert [(row.code, row.version, row.has_lapsed) for row in page.clauses] == [
        (code, 1, False) for code in sorted({row.code for row in page.clauses})
    ]
    assert page.clauses


def test_person_page_tells_no_answer_and_no_minutes(as_lead: Client, passed_quiz) -> None:
    html = as_lead.get(url("person_detail", passed_quiz.user.public_id)).content.decode()
    html = html[html.index("<main") :]
    for word in ("minute", "09:00", "9 a.m", "the-case-full", "the-case-short", "origin"):
        assert word not in html


@pytest.mark.parametrize("count", [1, 3])
def test_person_page_makes_the_same_queries_for_one_and_for_many(
    as_lead: Client, taking, passed_quiz, published, count: int, django_assert_num_queries
) -> None:
    from tests.courses.oversight.courses import another_course

    person = passed_quiz.user
    for number in range(count):
        another_course(published, number, person)
    as_lead.get(url("person_detail", person.public_id))
    with django_assert_num_queries(14):
        as_lead.get(url("person_detail", person.public_id))


def test_person_of_another_vendor_is_not_found(outsider, learner) -> None:
    client = Client()
    client.force_login(outsider)
    assert client.get(url("person_detail", learner.public_id)).status_code == 404


def test_anonymous_is_sent_to_the_door(client: Client, learner) -> None:
    for name in ("person_detail", "assign_person", "extra_time"):
        answer = client.get(url(name, learner.public_id))
        assert answer["Location"].startswith("/account/login/")


def test_extra_time_is_granted_with_who_and_until_when(as_lead: Client, lead, learner) -> None:
    until = timezone.localdate() + timedelta(days=30)
    where = url("extra_time", learner.public_id)
    answer = as_lead.post(where, {"percent": "50", "until": until.isoformat()})
    assert answer["Location"] == url("person_detail", learner.public_id)
    granted = ExtraTime.objects.get()
    assert (granted.person, granted.percent, granted.until) == (learner, 50, until)
    assert granted.approved_by == lead
    assert AuditEntry.objects.filter(action="extra_time.granted").count() == 1
    assert "50 %" in as_lead.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(("percent", "days"), [("0", 1), ("301", 1), ("x", 1), ("50", -1)])
def test_wrong_extra_time_is_refused_and_kept(
    as_lead: Client, learner, percent: str, days: int
) -> None:
    until = timezone.localdate() + timedelta(days=days)
    answer = as_lead.post(
        url("extra_time", learner.public_id), {"percent": percent, "until": until.isoformat()}
    )
    assert answer.status_code == 422
    assert f'value="{percent}"' in answer.content.decode()
    assert not ExtraTime.objects.exists()


def test_nobody_grants_extra_time_to_themselves(as_lead: Client, lead) -> None:
    assert as_lead.get(url("person_detail", lead.public_id)).status_code == 200
    assert as_lead.post(url("extra_time", lead.public_id)).status_code == 403

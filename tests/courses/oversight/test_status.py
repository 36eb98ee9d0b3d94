"""The list of people and courses: what it says, to whom, and at what cost."""

import csv
import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditEntry
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.oversight.export import STARTS_A_FORMULA, safe_cell
from courses.oversight.places import _oversees
from tests.courses.oversight.conftest import url
from tests.factories.accounts import MembershipFactory, RoleGrantFactory, UserFactory

ALL = 5


def words(html: str) -> str:
    from content.rendering.tree import plain_text

    return plain_text(html[html.index("<main") :])


def test_each_line_says_name_course_status_release_and_certificate(as_lead: Client, taking) -> None:
    taking("Ada", is_started=False)
    taking("Ben", done=2)
    taking("Cleo", done=ALL)
    shown = " ".join(words(as_lead.get(url("status_list")).content.decode()).split())
    assert "Ada North Team One An example course not started none yet none" in shown
    assert "Ben North Team One An example course in progress, 2 of 5 parts done 1 none" in shown
    assert "Cleo North Team One An example course passed on 22 November 2026 1 valid until" in shown


@pytest.mark.parametrize(
    ("status", "names"),
    [
        ("", {"Ada", "Ben", "Cleo", "Dora"}),
        ("not_started", {"Ada"}),
        ("in_progress", {"Ben"}),
        ("passed", {"Cleo"}),
        ("lapsed", {"Dora"}),
        ("overdue", {"Ben"}),
        ("no_course", {"Eve", "Lead"}),
    ],
)
def test_filter_by_status_keeps_what_it_names(
    as_lead: Client, taking, units, now, status: str, names: set[str]
) -> None:
    today = timezone.localdate()
    taking("Ada", is_started=False)
    late = taking("Ben", done=1)
    Enrolment.objects.filter(pk=late.pk).update(due_on=today - timedelta(days=1))
    taking("Cleo", done=ALL)
    taking("Dora", done=ALL, at=now - timedelta(days=400))
    UserFactory(display_name="Eve", unit=units.north_team)
    page = as_lead.get(url("status_list"), {"status": status}).context["page"]
    assert {row.name for row in (*page.lines, *page.idle)} == names


def test_search_unit_and_course_narrow_the_list(as_lead: Client, taking, units) -> None:
    taking("Ada")
    taking("Ben", unit=units.north_site)

    def names(**wanted: object) -> list[str]:
        page = as_lead.get(url("status_list"), wanted).context["page"]
        return [line.name for line in page.lines]

    assert names(q="ada") == ["Ada"]
    assert names(unit=units.north_team.public_id) == ["Ada"]
    assert names(unit=units.north_site.public_id) == ["Ada", "Ben"]
    assert names(course="example-course") == ["Ada", "Ben"]
    assert names(q="nobody") == []


def test_a_renewal_shows_its_own_progress_and_the_standing_certificate(
    as_lead: Client, taking, published, now
) -> None:
    from courses.enrolment.services import enrol

    passed = taking("Ada", done=ALL)
    enrol(user=passed.user, course=published.course, by=passed.user, at=now)
    [line] = as_lead.get(url("status_list")).context["page"].lines
    assert (line.status, line.is_certified) == ("not_started", True)


def test_nobody_of_another_vendor_is_in_the_list(outsider, taking, units) -> None:
    client = Client()
    client.force_login(outsider)
    taking("Ada")
    both = taking("Bo")
    MembershipFactory(user=both.user, unit=units.south_team)
    html = client.get(url("status_list")).content.decode()
    assert "Ada" not in html
    assert "North" not in html
    [line] = client.get(url("status_list")).context["page"].lines
    assert (line.name, line.units) == ("Bo", ("South Team One",))


def test_a_restricted_course_of_another_vendor_is_not_named(outsider, taking, units) -> None:
    moved = taking("Bo", unit=units.south_team)
    moved.course.visibility = Course.Visibility.RESTRICTED
    moved.course.save()
    moved.course.restricted_units.set([units.north])
    client = Client()
    client.force_login(outsider)
    assert "An example course" not in client.get(url("status_list")).content.decode()
    person = client.get(url("person_detail", moved.user.public_id)).content.decode()
    assert "An example course" not in person


def test_unknown_filter_is_refused_and_keeps_what_was_typed(as_lead: Client, units) -> None:
    answer = as_lead.get(url("status_list"), {"unit": units.south.public_id, "q": "Ad"})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert 'value="Ad"' in html
    assert "South" not in html


def test_learner_is_refused_and_anonymous_is_sent_to_the_door(client: Client, learner) -> None:
    assert client.get(url("status_list"))["Location"].startswith("/account/login/")
    client.force_login(learner)
    assert client.get(url("status_list")).status_code == 403


def test_htmx_gets_the_list_alone(as_lead: Client, taking) -> None:
    taking("Ada")
    answer = as_lead.get(url("status_list"), headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert html.lstrip().startswith('<div id="people"')
    assert "HX-Request" in answer["Vary"]


@pytest.mark.parametrize("count", [1, 30])
def test_status_list_makes_the_same_queries_for_one_and_for_many(
    as_lead: Client, taking, count: int, django_assert_num_queries
) -> None:
    for _ in range(count):
        taking(done=1)
    as_lead.get(url("status_list"))
    with django_assert_num_queries(12):
        as_lead.get(url("status_list"))


def test_pages_are_of_25(as_lead: Client, taking) -> None:
    for _ in range(26):
        taking()
    page = as_lead.get(url("status_list"), {"page": "2"}).context["page"]
    assert len(page.lines) == 1


def test_the_place_is_offered_to_readers_without_a_query(
    lead, auditor, admin_person, learner, trainer, django_assert_num_queries
) -> None:
    def offered(person) -> bool:
        request = RequestFactory().get("/")
        request.user = person
        return _oversees(request)

    assert [offered(p) for p in (lead, auditor, admin_person)] == [True, True, True]
    assert [offered(p) for p in (learner, trainer, AnonymousUser())] == [False, False, False]
    with django_assert_num_queries(0):
        offered(lead)


def exported(client: Client, **wanted: object) -> list[list[str]]:
    answer = client.post(url("status_export"), wanted)
    assert answer.status_code == 200
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_export_holds_the_list_and_leaves_an_audit_entry(lead, taking, enter) -> None:
    row = taking("Ada", done=2)
    taking("Ben")
    head, line = exported(enter(lead), q="Ada")
    assert len(head) == len(line)
    assert line == [
        str(row.user.public_id),
        "Ada",
        "North Team One",
        "EX-1",
        "An example course",
        "in progress",
        "2",
        "5",
        "",
        "1",
        "",
        "",
    ]
    entry = AuditEntry.objects.get(action="status.exported")
    assert entry.by == str(lead.public_id)
    assert entry.new == {"unit": "", "course": "", "status": "", "is_searched": True, "rows": 1}


def test_export_needs_a_recent_proof(as_lead: Client) -> None:
    answer = as_lead.post(url("status_export"))
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not AuditEntry.objects.filter(action="status.exported").exists()


def test_export_is_closed_to_learners(learner, enter) -> None:
    assert enter(learner).post(url("status_export")).status_code == 403


def test_export_is_open_to_auditors_and_closed_to_qa(auditor, taking, enter, units) -> None:
    taking("Ada")
    assert len(exported(enter(auditor))) == 2
    qa = UserFactory(unit=units.north)
    RoleGrantFactory(user=qa, unit=units.north, role="qa")
    client = enter(qa)
    assert len(client.get(url("status_list")).context["page"].lines) == 1
    assert client.post(url("status_export")).status_code == 403


def test_export_reaches_only_people_of_a_role_that_exports(taking, enter, units) -> None:
    both = UserFactory(unit=units.north)
    RoleGrantFactory(user=both, unit=units.north, role="qa")
    RoleGrantFactory(user=both, unit=units.south, role="lead")
    taking("Ada")
    taking("Bo", unit=units.south_team)
    assert [line[1] for line in exported(enter(both))[1:]] == ["Bo"]


def test_export_of_another_vendors_unit_is_refused(outsider, units, enter) -> None:
    answer = enter(outsider).post(url("status_export"), {"unit": units.north.public_id})
    assert answer.status_code == 422


def test_no_cell_of_the_export_is_a_formula(lead, taking, enter) -> None:
    taking("=1+1")
    assert exported(enter(lead))[1][1] == "'=1+1"


@given(st.text())
def test_safe_cell_never_begins_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip(" ").startswith(STARTS_A_FORMULA)
    assert cell.removeprefix("'") == text or cell == text

"""Who sees what about whom: the sets as they are written down, and that the pages keep to them."""

import pytest
from django.test import Client

from courses.oversight.readers import READERS, deeds_of, sights_of
from courses.oversight.readers.reader import Deed, Sight
from tests.courses.oversight.conftest import url
from tests.factories.accounts import RoleGrantFactory, UserFactory

SEES = {
    "lead": {"status", "certificate", "clauses", "results", "extra_time", "assignments"},
    "qa": {"status", "certificate", "clauses"},
    "auditor": {"status", "certificate", "clauses", "results", "assignments"},
    "admin": {"status", "certificate", "clauses", "results", "extra_time", "assignments"},
}
DOES = {
    "lead": {"assign", "grant_time", "grant_attempt", "export"},
    "qa": set(),
    "auditor": {"export"},
    "admin": {"assign", "grant_time", "grant_attempt", "export"},
}
NEVER = {"answers", "certainty", "opened_context", "free_text", "minutes", "account_taken"}


def test_readers_see_and_do_exactly_what_is_written_down() -> None:
    assert {reader.role: {str(s) for s in reader.sees} for reader in READERS} == SEES
    assert {reader.role: {str(d) for d in reader.does} for reader in READERS} == DOES


def test_what_nobody_sees_has_no_name_here() -> None:
    assert {str(sight) for sight in Sight} & NEVER == set()


def test_a_role_reaches_the_unit_and_what_is_below(lead, qa, units) -> None:
    assert sights_of(lead, [units.north_team.path]) == set(Sight)
    assert sights_of(lead, [units.south_team.path]) == frozenset()
    assert sights_of(lead, [units.client.path]) == frozenset()
    assert sights_of(lead, []) == frozenset()
    assert deeds_of(qa, [units.north_team.path]) == frozenset()


def test_a_role_at_the_top_reaches_who_works_nowhere(auditor) -> None:
    assert deeds_of(auditor, []) == {Deed.EXPORT}


def test_two_roles_do_not_lend_each_other_their_units(qa, units) -> None:
    RoleGrantFactory(user=qa, unit=units.south, role="lead")
    assert Sight.RESULTS not in sights_of(qa, [units.north_team.path])
    assert Sight.RESULTS in sights_of(qa, [units.south_team.path])


@pytest.fixture
def qa(units):
    person = UserFactory(display_name="Quinn", unit=units.north)
    RoleGrantFactory(user=person, unit=units.north, role="qa")
    return person


HEADINGS = {"results": "Quiz, attempt 1", "extra_time": 'id="extra-time"', "clauses": 'id="rules"'}


@pytest.mark.parametrize("role", sorted(SEES))
def test_person_page_shows_the_set_of_its_reader(role: str, units, passed_quiz) -> None:
    reader = UserFactory(unit=units.client)
    RoleGrantFactory(user=reader, unit=units.north, role=role)
    client = Client()
    client.force_login(reader)
    html = client.get(url("person_detail", passed_quiz.user.public_id)).content.decode()
    assert {name for name, mark in HEADINGS.items() if mark in html} == SEES[role] & set(HEADINGS)


@pytest.mark.parametrize("role", sorted(DOES))
def test_what_a_reader_may_not_do_is_refused(role: str, units, learner, no_attempt_left) -> None:
    reader = UserFactory(unit=units.client)
    RoleGrantFactory(user=reader, unit=units.north, role=role)
    client = Client()
    client.force_login(reader)
    allow = url("extra_attempt", learner.public_id, no_attempt_left.public_id, "quiz")
    may = {
        "grant_attempt": client.post(allow).status_code == 302,
        "assign": client.get(url("assign_unit")).status_code == 200,
        "grant_time": client.get(url("extra_time", learner.public_id)).status_code == 200,
    }
    assert {name for name, allowed in may.items() if allowed} == DOES[role] - {"export"}

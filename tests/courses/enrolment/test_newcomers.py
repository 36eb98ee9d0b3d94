"""An assigned unit: whoever joins later is asked as well, once, by the sweep."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from accounts.models import Notice, User
from courses.enrolment.models import Enrolment
from courses.enrolment.services import assign_to_unit, withdraw, withdraw_assignment
from courses.enrolment.tasks import enrol_newcomers
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.catalogue import make_course

DUE = date(2026, 12, 31)


@pytest.fixture
def newcomer(units: SimpleNamespace, lead: User, now: datetime) -> User:
    """Joined a team of North without any service, after North was assigned a course."""
    assign_to_unit(course=make_course(), unit=units.north, due_on=DUE, by=lead, at=now)
    person = UserFactory()
    MembershipFactory(user=person, unit=units.north_team)
    return person


def test_the_sweep_enrols_who_joined_after_the_assignment(newcomer: User) -> None:
    assert not Enrolment.objects.filter(user=newcomer).exists()

    enrol_newcomers()
    enrol_newcomers()

    enrolment = Enrolment.objects.get(user=newcomer)
    assert (enrolment.state, enrolment.due_on, enrolment.release) == ("open", DUE, None)
    assert Notice.objects.filter(person=newcomer, kind="course_assigned").count() == 1


def test_another_vendor_is_not_asked(newcomer: User, outsider: User) -> None:
    enrol_newcomers()

    assert not Enrolment.objects.filter(user=outsider).exists()


def test_who_was_taken_off_is_not_asked_again(newcomer: User, lead: User, now: datetime) -> None:
    enrol_newcomers()
    withdraw(enrolment=Enrolment.objects.get(user=newcomer), by=lead, at=now)

    enrol_newcomers()

    assert Enrolment.objects.get(user=newcomer).state == Enrolment.State.WITHDRAWN


def test_nobody_is_asked_for_what_was_withdrawn(newcomer: User, lead: User, now: datetime) -> None:
    assignment = lead.assignments_made.get()
    withdraw_assignment(assignment=assignment, by=lead, at=now)

    enrol_newcomers()

    assert not Enrolment.objects.filter(user=newcomer).exists()

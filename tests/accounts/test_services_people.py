"""Making, moving, suspending and erasing people."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts import errors, services
from accounts.models import AuditEntry, Role, Unit, User
from accounts.signals import person_renamed_or_erased
from tests.factories.accounts import (
    InvitationFactory,
    MembershipFactory,
    RoleGrantFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def heard():
    ids: list[int] = []

    def note(*, user_id: int, **_kwargs: object) -> None:
        ids.append(user_id)

    person_renamed_or_erased.connect(note)
    yield ids
    person_renamed_or_erased.disconnect(note)


def test_create_person_stores_the_address_in_lower_case_and_records_it(early):
    person = services.create_person(display_name="One", email="One@Example.org", at=early)
    assert (person.email, person.joined_at, person.has_usable_password()) == (
        "one@example.org",
        early,
        False,
    )
    assert actions() == ["person.created"]


def test_create_person_needs_a_way_in(early):
    with pytest.raises(errors.NoWayIn):
        services.create_person(display_name="One", at=early)


def test_create_person_refuses_what_is_taken(early, units, learner):
    with pytest.raises(errors.AddressTaken):
        services.create_person(display_name="Two", email=learner.email.upper(), at=early)
    with pytest.raises(errors.NumberTaken):
        services.create_person(
            display_name="Two", employer=units.north, employee_number="1042", at=early
        )
    services.create_person(
        display_name="Two", employer=units.south, employee_number="1042", at=early
    )


def test_a_new_name_is_heard_and_recorded_without_the_name(learner, now, heard):
    values = {"language": "es", "time_zone": "Europe/Riga", "verification_enabled": True}
    services.change_profile(person=learner, display_name="New name", at=now, **values)
    learner.refresh_from_db()
    assert (learner.display_name, learner.language, learner.time_zone) == (
        "New name",
        "es",
        "Europe/Riga",
    )
    assert heard == [learner.pk]
    assert actions() == ["person.renamed", "person.verification"]
    assert "New name" not in str(list(AuditEntry.objects.values()))


def test_the_same_name_is_not_heard(learner, now, heard):
    services.change_profile(
        person=learner,
        display_name=learner.display_name,
        language="en",
        time_zone="UTC",
        verification_enabled=False,
        at=now,
    )
    assert (heard, actions()) == ([], [])


def test_who_moves_keeps_their_row_and_being_a_learner(units, lead, learner, now):
    before = learner.memberships.get()
    moved = services.move_person(membership=before, to=units.north_site, by=lead, at=now)
    before.refresh_from_db()
    assert (before.ended_at, moved.unit, moved.started_at) == (now, units.north_site, now)
    held = learner.role_grants.active(now).values_list("role", "unit__name")
    assert list(held) == [("learner", "North Riga")]
    learner.refresh_from_db()
    assert learner.employee_number == "1042"
    assert learner.notices.get().kind == "account.moved"
    assert actions() == ["role.revoked", "membership.started", "person.moved"]


def test_a_role_at_the_unit_left_ends_and_one_above_both_stays(units, admin_person, learner, now):
    RoleGrantFactory(user=learner, unit=units.north_team, role=Role.QA)
    RoleGrantFactory(user=learner, unit=units.client, role=Role.AUDITOR)
    services.move_person(
        membership=learner.memberships.get(), to=units.north_site, by=admin_person, at=now
    )
    held = set(learner.role_grants.active(now).values_list("role", "unit__name"))
    assert held == {("learner", "North Riga"), ("auditor", "Client")}


def test_moving_to_another_vendor_ends_every_role_at_the_first(
    units, admin_person, learner, outsider, now
):
    RoleGrantFactory(user=learner, unit=units.north, role=Role.LEAD)
    services.move_person(
        membership=learner.memberships.get(),
        to=units.south_team,
        by=admin_person,
        employee_number="7",
        at=now,
    )
    held = set(learner.role_grants.active(now).values_list("role", "unit__name"))
    assert held == {("learner", "South Team One")}
    learner.refresh_from_db()
    assert (learner.employer, learner.employee_number) == (units.south, "7")
    assert User.objects.visible_to(outsider).filter(pk=learner.pk).exists()


def test_moving_to_another_vendor_needs_another_way_in(units, admin_person, learner, now):
    User.objects.filter(pk=learner.pk).update(email=None)
    with pytest.raises(errors.NoWayIn):
        services.move_person(
            membership=learner.memberships.get(), to=units.south_team, by=admin_person, at=now
        )
    assert learner.memberships.get().ended_at is None


def test_a_number_that_is_taken_at_the_new_employer_is_refused(units, admin_person, learner, now):
    UserFactory(employer=units.south, employee_number="7")
    with pytest.raises(errors.NumberTaken):
        services.move_person(
            membership=learner.memberships.get(),
            to=units.south_team,
            by=admin_person,
            employee_number="7",
            at=now,
        )


@pytest.mark.parametrize("mover", ["lead", "outsider", "auditor", "learner", "trainer"])
def test_nobody_moves_people_where_they_do_not_lead(units, learner, mover, request, now):
    by = request.getfixturevalue(mover)
    with pytest.raises(errors.NotAllowed):
        services.move_person(
            membership=learner.memberships.get(), to=units.south_team, by=by, at=now
        )


def test_an_ended_membership_and_a_closed_unit_are_refused(units, lead, learner, now):
    membership = learner.memberships.get()
    Unit.objects.filter(pk=units.north_site.pk).update(closed_at=now)
    with pytest.raises(errors.NotAllowed):
        services.move_person(
            membership=membership,
            to=Unit.objects.get(pk=units.north_site.pk),
            by=lead,
            at=now,
        )
    membership.ended_at = now
    membership.save()
    with pytest.raises(errors.NotAllowed):
        services.move_person(membership=membership, to=units.north, by=lead, at=now)


def test_suspending_ends_the_sessions_and_is_recorded_once(lead, learner, now):
    for _time in range(2):
        services.set_active(person=learner, is_active=False, by=lead, at=now)
    learner.refresh_from_db()
    assert (learner.is_active, learner.session_version) == (False, 1)
    services.set_active(person=learner, is_active=True, by=lead, at=now)
    assert actions() == ["person.suspended", "person.reopened"]


def test_only_who_manages_a_person_suspends_them(learner, outsider, now):
    with pytest.raises(errors.NotAllowed):
        services.set_active(person=learner, is_active=False, by=outsider, at=now)


def test_erasing_empties_the_name_everywhere_and_keeps_the_row(
    learner, admin_person, now, heard, units
):
    EmailAddress.objects.create(user=learner, email=learner.email)
    Authenticator.objects.create(user=learner, type="totp", data={})
    open_one = InvitationFactory(email=learner.email, unit=units.south)
    numbered = InvitationFactory(
        email=None, employer=units.north, employee_number="1042", unit=units.north
    )
    services.erase_person(person=learner, by=admin_person, at=now)
    learner.refresh_from_db()
    emptied = (learner.display_name, learner.email, learner.employee_number, learner.employer)
    assert emptied == ("", None, None, None)
    assert (learner.erased_on, learner.is_active) == (now.date(), False)
    assert not learner.has_usable_password()
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()
    assert not learner.memberships.active(now).exists()
    assert not learner.role_grants.active(now).exists()
    for invitation in (open_one, numbered):
        invitation.refresh_from_db()
        gone = (invitation.email, invitation.employee_number, invitation.revoked_at)
        assert gone == (None, None, now)
    assert heard == [learner.pk]
    assert actions() == ["person.erased"]
    assert str(learner) == "erased person"


def test_erasing_twice_changes_nothing(learner, admin_person, now, heard):
    for _time in range(2):
        services.erase_person(person=learner, by=admin_person, at=now)
    assert heard == [learner.pk]


@pytest.mark.parametrize("who", ["lead", "outsider", "auditor", "trainer", "learner"])
def test_only_an_administrator_erases(learner, who, request, now):
    with pytest.raises(errors.NotAllowed):
        services.erase_person(person=learner, by=request.getfixturevalue(who), at=now)


def test_joining_a_unit_twice_is_one_membership(units, learner, lead, now):
    first = services.join_unit(person=learner, unit=units.north, by=lead, at=now)
    assert services.join_unit(person=learner, unit=units.north, by=lead, at=now) == first
    assert actions() == ["membership.started"]


def test_sessions_elsewhere_end_with_a_new_number(learner, now):
    before = learner.get_session_auth_hash()
    services.sign_out_elsewhere(person=learner, at=now)
    assert learner.get_session_auth_hash() != before


def test_an_unknown_language_changes_nothing(learner):
    from accounts.services.people import change_language

    change_language(person=learner, language="xx")
    learner.refresh_from_db()
    assert learner.language == "en"
    change_language(person=learner, language="es")
    learner.refresh_from_db()
    assert learner.language == "es"


def test_a_failing_audit_entry_undoes_the_move(units, lead, learner, now, monkeypatch):
    def fail(**_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("accounts.services.people.record", fail)
    with pytest.raises(RuntimeError):
        services.move_person(
            membership=learner.memberships.get(), to=units.north_site, by=lead, at=now
        )
    assert learner.memberships.get().ended_at is None


def test_employer_is_the_nearest_client_or_vendor(units):
    assert services.employer_of(units.north_team) == units.north
    assert services.employer_of(units.client) == units.client
    lonely = UnitFactory(kind=Unit.Kind.TEAM)
    assert services.employer_of(lonely) is None


def test_a_membership_in_a_unit_without_a_code_needs_no_number(now, admin_person, units):
    place = UnitFactory(parent=units.client, kind=Unit.Kind.VENDOR)
    person = UserFactory()
    membership = MembershipFactory(user=person, unit=units.client)
    services.move_person(membership=membership, to=place, by=admin_person, at=now)
    other = person.memberships.active(now).get()
    with pytest.raises(errors.NotAllowed):
        services.move_person(
            membership=other, to=place, by=admin_person, employee_number="1", at=now
        )

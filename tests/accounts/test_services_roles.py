"""Giving and taking roles, and who needs a second step for it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import errors, services
from accounts.models import AuditEntry, Organisation, Role
from tests.factories.accounts import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_role_is_given_recorded_and_told(units, admin_person, learner, now):
    grant = services.grant_role(
        person=learner, role=Role.QA, unit=units.north, by=admin_person, at=now
    )
    assert (grant.started_at, grant.ended_at) == (now, None)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.new, entry.scope_path, entry.by) == (
        "role.granted",
        {"role": "qa", "unit": str(units.north.public_id)},
        units.north.path,
        str(admin_person.public_id),
    )
    assert learner.notices.get().payload == {"role": "qa", "unit": "North"}


def test_a_role_held_already_is_refused(units, admin_person, learner, now):
    with pytest.raises(errors.AlreadyHeld):
        services.grant_role(
            person=learner, role=Role.LEARNER, unit=units.north_team, by=admin_person, at=now
        )


@pytest.mark.parametrize(
    ("who", "role", "place", "allowed"),
    [
        ("lead", Role.LEARNER, "north", True),
        ("lead", Role.LEAD, "north_team", True),
        ("lead", Role.LEAD, "north", False),
        ("lead", Role.TRAINER, "north_team", False),
        ("lead", Role.LEARNER, "south_team", False),
        ("outsider", Role.LEARNER, "north", False),
        ("auditor", Role.LEARNER, "north", False),
        ("trainer", Role.LEARNER, "north", False),
        ("admin_person", Role.ADMIN, "client", True),
    ],
)
def test_who_may_give_which_role_where(units, learner, who, role, place, allowed, request, now):
    by = request.getfixturevalue(who)
    give = {"person": learner, "role": role, "unit": getattr(units, place), "by": by, "at": now}
    if allowed:
        assert services.grant_role(**give).role == role
        return
    with pytest.raises(errors.NotAllowed):
        services.grant_role(**give)


def test_nobody_gives_themselves_a_role(units, admin_person, now):
    with pytest.raises(errors.NotAllowed):
        services.grant_role(
            person=admin_person, role=Role.QA, unit=units.client, by=admin_person, at=now
        )


def test_a_role_ends_once(units, admin_person, lead, now):
    grant = lead.role_grants.get()
    for _time in range(2):
        services.revoke_role(grant=grant, by=admin_person, at=now)
    grant.refresh_from_db()
    assert grant.ended_at == now
    assert AuditEntry.objects.filter(action="role.revoked").count() == 1
    assert lead.notices.get().kind == "account.role_revoked"
    assert type(lead).objects.get(pk=lead.pk).paths_held() == []


def test_a_lead_does_not_end_what_they_may_not_give(trainer, lead, now):
    with pytest.raises(errors.NotAllowed):
        services.revoke_role(grant=trainer.role_grants.get(), by=lead, at=now)


def test_the_last_administrator_of_the_organisation_stays(units, admin_person, now):
    grant = admin_person.role_grants.get()
    with pytest.raises(errors.LastAdmin):
        services.revoke_role(grant=grant, by=admin_person, at=now)
    second = UserFactory(unit=units.client)
    RoleGrantFactory(user=second, unit=units.client, role=Role.ADMIN)
    services.revoke_role(grant=grant, by=second, at=now)
    grant.refresh_from_db()
    assert grant.ended_at == now


def test_a_suspended_administrator_does_not_count(units, admin_person, now):
    second = UserFactory(unit=units.client, is_active=False)
    RoleGrantFactory(user=second, unit=units.client, role=Role.ADMIN)
    with pytest.raises(errors.LastAdmin):
        services.revoke_role(grant=admin_person.role_grants.get(), by=admin_person, at=now)


def test_the_second_step_follows_roles_and_setting(units, admin_person, learner, now):
    services.grant_role(person=learner, role=Role.ADMIN, unit=units.north, by=admin_person, at=now)
    learner.refresh_from_db()
    assert learner.needs_second_step is True
    row = Organisation.current()
    row.mfa_roles = ["auditor"]
    row.save()
    services.refresh_second_step()
    learner.refresh_from_db()
    assert learner.needs_second_step is False
    row.mfa_roles = ["learner"]
    row.save()
    services.refresh_second_step()
    learner.refresh_from_db()
    assert learner.needs_second_step is True
    learner.role_grants.update(ended_at=timezone.now())
    services.refresh_second_step([learner.pk])
    learner.refresh_from_db()
    assert learner.needs_second_step is False


def test_roles_are_held_as_the_grants_that_are_active_say(units, lead):
    at = timezone.now()
    ends = {
        Role.TRAINER: at - timedelta(days=1),
        Role.QA: at + timedelta(days=1),
        Role.AUDITOR: None,
    }
    for role, end in ends.items():
        started = at + timedelta(days=1) if role == Role.AUDITOR else at - timedelta(days=9)
        RoleGrantFactory(user=lead, unit=units.south, role=role, started_at=started, ended_at=end)
    lead.forget_grants()

    rows = lead.role_grants.active(at).order_by("pk").values_list("role", "unit__path")

    assert [(held.role, held.path) for held in lead.roles_held()] == list(rows)
    assert [held.role for held in lead.roles_held()] == [Role.LEAD, Role.QA]

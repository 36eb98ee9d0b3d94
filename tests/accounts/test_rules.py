"""Who may do what to whom, as one table a rule."""

import pytest

from accounts import rules
from accounts.models import Role, User
from tests.factories.accounts import MembershipFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db

EVERYBODY = ["learner", "trainer", "lead", "auditor", "admin_person", "outsider"]


@pytest.fixture
def people(request) -> dict[str, User]:
    return {name: request.getfixturevalue(name) for name in EVERYBODY}


def who(people, rule) -> list[str]:
    return [name for name in EVERYBODY if rule(people[name])]


def test_who_sees_whom(people):
    seen = {
        name: sorted(str(p) for p in User.objects.visible_to(people[name])) for name in EVERYBODY
    }
    everyone = sorted(str(person) for person in people.values())
    north = ["Lead", "Learner", "Trainer"]
    assert seen == {
        "learner": ["Learner"],
        "trainer": north,
        "lead": north,
        "auditor": everyone,
        "admin_person": everyone,
        "outsider": ["Outsider"],
    }


def test_who_may_invite(people):
    assert who(people, rules.can_invite) == ["lead", "admin_person", "outsider"]


def test_who_manages_a_learner(people):
    learner = people["learner"]
    assert who(people, lambda p: rules.can_manage(p, learner)) == ["lead", "admin_person"]


def test_who_manages_a_trainer_or_a_lead(people):
    for name in ("trainer", "lead"):
        assert who(people, lambda p, n=name: rules.can_manage(p, people[n])) == ["admin_person"]


def test_a_learner_who_also_works_for_another_vendor_is_left_to_who_sees_both(people, units):
    MembershipFactory(user=people["learner"], unit=units.south_team)
    learner = people["learner"]
    assert who(people, lambda p: rules.can_manage(p, learner)) == ["admin_person"]


def test_a_learner_with_a_role_further_up_is_not_the_leads_to_manage(people, units):
    RoleGrantFactory(user=people["learner"], unit=units.client, role=Role.LEARNER)
    learner = people["learner"]
    assert who(people, lambda p: rules.can_manage(p, learner)) == ["admin_person"]


def test_who_may_erase(people):
    learner = people["learner"]
    assert who(people, lambda p: rules.can_erase(p, learner)) == ["admin_person"]
    admin = people["admin_person"]
    assert who(people, lambda p: rules.can_erase(p, admin)) == []


def test_who_may_erase_somebody_who_works_nowhere(people, now):
    learner = people["learner"]
    learner.memberships.update(ended_at=now)
    learner.role_grants.update(ended_at=now)
    assert who(people, lambda p: rules.can_erase(p, learner)) == ["admin_person"]
    assert who(people, lambda p: rules.can_manage(p, learner)) == []


def test_an_administrator_of_a_vendor_reaches_no_further(people, units):
    RoleGrantFactory(user=people["trainer"], unit=units.north, role=Role.ADMIN)
    trainer = people["trainer"]
    assert rules.can_erase(trainer, people["learner"])
    assert not rules.can_erase(trainer, people["outsider"])
    assert not rules.is_organisation_admin(trainer)
    assert rules.grantable_roles(trainer, units.north) == list(Role)
    assert rules.grantable_roles(trainer, units.south) == []


def test_who_reads_the_trail(people):
    assert who(people, rules.can_read_trail) == ["auditor", "admin_person"]


def test_who_changes_a_unit(people, units):
    assert who(people, lambda p: rules.can_edit_unit(p, units.north)) == ["admin_person"]
    assert who(people, lambda p: rules.can_edit_unit(p, units.north_team)) == [
        "lead",
        "admin_person",
    ]

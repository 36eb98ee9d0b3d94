"""The tree of units."""

import pytest

from accounts import errors, services
from accounts.models import AuditEntry, Unit
from accounts.selectors import active_units_of, holds_role, units_visible_to
from tests.factories.accounts import MembershipFactory, UnitFactory

pytestmark = pytest.mark.django_db


def names(queryset) -> list[str]:
    return [unit.name for unit in queryset.order_by("path")]


def test_a_unit_stands_below_its_parent(units, lead, now):
    unit = services.add_unit(
        parent=units.north_site, kind="team", name="New", by=lead, at=now, daily_intense_minutes=30
    )
    assert unit.path == f"{units.north_site.path}{unit.pk:06d}."
    assert unit.ancestor_ids == [units.client.pk, units.north.pk, units.north_site.pk, unit.pk]
    assert AuditEntry.objects.get().scope_path == unit.path


@pytest.mark.parametrize(
    ("who", "parent", "kind"),
    [
        ("lead", "north", "vendor"),
        ("lead", "south", "team"),
        ("outsider", "north", "team"),
        ("trainer", "north", "team"),
        ("auditor", "client", "site"),
    ],
)
def test_units_are_added_by_who_leads_there(units, who, parent, kind, request, now):
    with pytest.raises(errors.NotAllowed):
        services.add_unit(
            parent=getattr(units, parent),
            kind=kind,
            name="New",
            by=request.getfixturevalue(who),
            at=now,
        )


def test_an_administrator_adds_a_vendor_with_its_code(units, admin_person, now):
    add = {"parent": units.client, "kind": "vendor", "by": admin_person, "at": now}
    unit = services.add_unit(name="West", short_code="west", **add)
    assert unit.short_code == "west"
    with pytest.raises(errors.NumberTaken):
        services.add_unit(name="West again", short_code="west", **add)


def test_a_vendor_does_not_stand_below_a_team(units, admin_person, now):
    with pytest.raises(errors.NotAllowed):
        services.add_unit(parent=units.north_team, kind="vendor", name="W", by=admin_person, at=now)
    with pytest.raises(errors.UnitMisplaced):
        services.add_unit(parent=units.north_team, kind="site", name="W", by=admin_person, at=now)


def test_changing_a_unit_is_recorded_with_old_and_new(units, lead, now):
    values = {"name": "Riga", "short_code": "", "daily_intense_minutes": 45}
    services.change_unit(unit=units.north_site, by=lead, at=now, **values)
    entry = AuditEntry.objects.get()
    assert (entry.old["name"], entry.new["name"]) == ("North Riga", "Riga")
    services.change_unit(unit=units.north_site, by=lead, at=now, **values)
    assert AuditEntry.objects.count() == 1


def test_a_lead_does_not_change_the_unit_they_lead(units, lead, now):
    with pytest.raises(errors.NotAllowed):
        services.change_unit(
            unit=units.north,
            name="X",
            short_code="x",
            daily_intense_minutes=None,
            by=lead,
            at=now,
        )


def test_a_taken_short_code_is_refused(units, admin_person, now):
    with pytest.raises(errors.NumberTaken):
        services.change_unit(
            unit=units.north,
            name="North",
            short_code="south",
            daily_intense_minutes=None,
            by=admin_person,
            at=now,
        )


def test_moving_a_unit_takes_what_is_below_along(units, lead, learner, now):
    other = UnitFactory(parent=units.north, kind=Unit.Kind.SITE, name="North Vilnius")
    services.move_unit(unit=units.north_team, to=other, by=lead, at=now)
    services.move_unit(unit=other, to=units.north_site, by=lead, at=now)
    units.north_team.refresh_from_db()
    assert (
        units.north_team.path == f"{units.north_site.path}{other.pk:06d}.{units.north_team.pk:06d}."
    )
    assert names(active_units_of(learner)) == ["North Team One"]
    assert holds_role(lead, "lead", unit=units.north_team)


def test_a_unit_is_not_moved_below_itself(units, admin_person, now):
    with pytest.raises(errors.UnitMisplaced):
        services.move_unit(unit=units.north_site, to=units.north_team, by=admin_person, at=now)


def test_moving_where_it_is_changes_nothing(units, lead, now):
    services.move_unit(unit=units.north_team, to=units.north_site, by=lead, at=now)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("who", ["lead", "outsider"])
def test_leads_do_not_move_units_between_vendors(units, who, request, now):
    with pytest.raises(errors.NotAllowed):
        services.move_unit(
            unit=units.north_team, to=units.south, by=request.getfixturevalue(who), at=now
        )


def test_a_unit_in_use_is_not_closed(units, lead, learner, now):
    with pytest.raises(errors.UnitInUse):
        services.close_unit(unit=units.north_team, by=lead, at=now)
    with pytest.raises(errors.UnitInUse):
        services.close_unit(unit=units.north_site, by=lead, at=now)
    learner.memberships.update(ended_at=now)
    for _time in range(2):
        services.close_unit(unit=units.north_team, by=lead, at=now)
    units.north_team.refresh_from_db()
    assert units.north_team.closed_at == now
    assert AuditEntry.objects.filter(action="unit.closed").count() == 1


def test_the_root_is_not_closed(units, admin_person, now):
    with pytest.raises(errors.NotAllowed):
        services.close_unit(unit=units.client, by=admin_person, at=now)


def test_a_role_sees_its_unit_and_what_is_below(units, lead, trainer, auditor, outsider, learner):
    assert names(units_visible_to(lead)) == ["North", "North Riga", "North Team One"]
    assert names(units_visible_to(outsider)) == ["South", "South Team One"]
    assert len(names(units_visible_to(auditor))) == 6
    assert names(units_visible_to(learner)) == []
    assert names(units_visible_to(trainer, "lead")) == []
    assert holds_role(trainer, "trainer", unit=units.north_team)
    assert not holds_role(trainer, "trainer", unit=units.client)
    assert not holds_role(trainer, "lead")


def test_an_ended_membership_is_no_longer_active(units, learner, now, early):
    MembershipFactory(user=learner, unit=units.north, ended_at=early)
    assert names(active_units_of(learner, now)) == ["North Team One"]
    assert names(active_units_of(learner, early.replace(year=2024))) == ["North", "North Team One"]

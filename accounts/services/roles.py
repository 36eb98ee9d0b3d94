"""Giving and taking roles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts import errors, rules
from accounts.models import Organisation, Role, RoleGrant, Unit, User
from accounts.services.notices import notify
from accounts.services.trail import record


@transaction.atomic
def grant_role(*, person: User, role: str, unit: Unit, by: User, at: datetime) -> RoleGrant:
    """The person holds `role` at `unit` from `at`. Raises NotAllowed, AlreadyHeld."""
    User.objects.select_for_update().get(pk=person.pk)
    if not rules.can_grant(by, person, unit, role):
        raise errors.NotAllowed
    if person.role_grants.active(at).filter(role=role, unit=unit).exists():
        raise errors.AlreadyHeld
    grant = give_role(person=person, role=role, unit=unit, by=by, at=at)
    notify(person=person, kind="account.role_granted", payload=_told(grant), at=at)
    return grant


def give_role(*, person: User, role: str, unit: Unit, by: User | None, at: datetime) -> RoleGrant:
    """The row and its audit entry, for services that checked the right already."""
    grant, is_new = RoleGrant.objects.get_or_create(
        user=person, role=role, unit=unit, ended_at=None, defaults={"started_at": at}
    )
    if is_new:
        record(action="role.granted", by=by, target=person, new=_named(grant), at=at, unit=unit)
    person.forget_grants()
    refresh_second_step([person.pk])
    return grant


@transaction.atomic
def revoke_role(*, grant: RoleGrant, by: User, at: datetime) -> None:
    """The person holds the role no longer. Raises NotAllowed, LastAdmin; twice changes nothing."""
    grant = (
        RoleGrant.objects.select_for_update(of=("self",))
        .select_related("unit", "user")
        .get(pk=grant.pk)
    )
    if grant.ended_at is not None:
        return
    if not rules.can_change_role(by, grant):
        raise errors.NotAllowed
    if grant.role == Role.ADMIN and grant.unit.parent_id is None:
        _refuse_last_admin(grant, at=at)
    grant.ended_at = max(at, grant.started_at)
    grant.save(update_fields=["ended_at"])
    person = grant.user
    record(action="role.revoked", by=by, target=person, old=_named(grant), at=at, unit=grant.unit)
    notify(person=person, kind="account.role_revoked", payload=_told(grant), at=at)
    refresh_second_step([person.pk])


def _refuse_last_admin(grant: RoleGrant, *, at: datetime) -> None:
    # The root's row is the lock: two administrators who take each other's role come in turn.
    Unit.objects.select_for_update().get(pk=grant.unit_id)
    others = RoleGrant.objects.active(at).filter(
        role=Role.ADMIN, unit__parent=None, user__is_active=True
    )
    if not others.exclude(user=grant.user_id).exists():
        raise errors.LastAdmin


def _named(grant: RoleGrant) -> dict[str, str]:
    return {"role": grant.role, "unit": str(grant.unit.public_id)}


def _told(grant: RoleGrant) -> dict[str, str]:
    return {"role": grant.role, "unit": grant.unit.name}


def refresh_second_step(person_ids: Iterable[int] | None = None) -> None:
    """`needs_second_step` says again what the roles and the organisation's setting say.

    For the given people, or for everybody after the setting changed. Safe to call at any time.
    """
    roles = Organisation.current().mfa_roles
    people = User.objects.filter(erased_on=None)
    if person_ids is not None:
        people = people.filter(pk__in=list(person_ids))
    held = RoleGrant.objects.active(timezone.now()).filter(role__in=roles)
    needing = people.filter(pk__in=held.values("user_id"))
    needing.filter(needs_second_step=False).update(needs_second_step=True)
    people.exclude(pk__in=held.values("user_id")).filter(needs_second_step=True).update(
        needs_second_step=False
    )

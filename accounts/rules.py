"""Who may do what to whom: predicates that views, services and templates share.

An administrator of a unit manages everybody in it and below. A lead manages learners of the unit
and below, and the leads of units below. Nobody reaches beyond the units of their roles.
"""

from __future__ import annotations

from django.utils import timezone

from accounts.models import Role, RoleGrant, Unit, User
from accounts.selectors import holds_role

MANAGERS = (Role.LEAD, Role.ADMIN)


def can_invite(user: User) -> bool:
    """Whether `user` may invite anybody at all."""
    return holds_role(user, *MANAGERS)


def grantable_roles(user: User, unit: Unit | None = None) -> list[Role]:
    """The roles that `user` may give at `unit`, or at some unit at least, as the choices stand."""
    if holds_role(user, Role.ADMIN, unit=unit):
        return list(Role)
    if not holds_role(user, Role.LEAD, unit=unit):
        return []
    is_below = unit is None or any(
        unit.is_within(path) and unit.path != path for path in user.paths_held("lead")
    )
    return [Role.LEARNER, Role.LEAD] if is_below else [Role.LEARNER]


def can_change_role(user: User, grant: RoleGrant) -> bool:
    """Whether `user` may end this grant; the unit must be loaded."""
    return Role(grant.role) in grantable_roles(user, grant.unit)


def can_grant(user: User, person: User, unit: Unit, role: str) -> bool:
    """Whether `user` may give `person` a role at `unit`: never themselves, only whom they see."""
    return person != user and role in grantable_roles(user, unit) and can_see(user, person)


def can_see(user: User, person: User) -> bool:
    """Whether `user` may look `person` up."""
    return User.objects.visible_to(user).filter(pk=person.pk).exists()


def can_manage(user: User, person: User) -> bool:
    """Whether `user` may act on the account itself: links, suspending.

    Everything that the person is and does must lie within the reach of `user`: who also works
    for another vendor, or holds a role further up, is left to somebody who sees both.
    """
    if user == person or person.is_erased:
        return False
    paths, grants = _reach(person)
    admin_paths = user.paths_held(Role.ADMIN)
    if paths and all(_within(path, admin_paths) for path in paths):
        return True
    is_learner = all(grant.role == Role.LEARNER for grant in grants)
    lead_paths = user.paths_held(*MANAGERS)
    return is_learner and bool(paths) and all(_within(path, lead_paths) for path in paths)


def can_erase(user: User, person: User) -> bool:
    """Whether `user` may erase `person`: an administrator whose reach holds all of them."""
    if user == person or person.is_erased:
        return False
    paths, _grants = _reach(person)
    admin_paths = user.paths_held(Role.ADMIN)
    if not paths:
        return is_organisation_admin(user)
    return all(_within(path, admin_paths) for path in paths)


def can_move(user: User, person: User, source: Unit, target: Unit) -> bool:
    """Whether `user` may move `person` from one unit to another: both must be theirs."""
    if user == person or target.closed_at is not None:
        return False
    return holds_role(user, *MANAGERS, unit=source) and holds_role(user, *MANAGERS, unit=target)


def can_add_unit(user: User, parent: Unit, kind: str) -> bool:
    """Clients and vendors are for the organisation's administrators, the rest also for leads."""
    if kind in {Unit.Kind.CLIENT, Unit.Kind.VENDOR}:
        return is_organisation_admin(user) and parent.is_employer
    return holds_role(user, *MANAGERS, unit=parent)


def can_edit_unit(user: User, unit: Unit) -> bool:
    """Whether `user` may rename or close `unit`: administrators of it, leads of a unit above it."""
    if holds_role(user, Role.ADMIN, unit=unit):
        return True
    return any(unit.is_within(path) and unit.path != path for path in user.paths_held(Role.LEAD))


def is_organisation_admin(user: User) -> bool:
    """Whether `user` is administrator at a root of the tree."""
    return any(held.role == Role.ADMIN and held.is_root for held in user.roles_held())


def can_read_trail(user: User) -> bool:
    """Whether the audit trail is open to `user`; which part is the entries' visible_to."""
    return holds_role(user, Role.AUDITOR, Role.ADMIN)


def _reach(person: User) -> tuple[list[str], list[RoleGrant]]:
    """Where the person works or holds a role now, read afresh."""
    now = timezone.now()
    grants = list(person.role_grants.active(now).select_related("unit"))
    works = person.memberships.active(now).values_list("unit__path", flat=True)
    return [*works, *(grant.unit.path for grant in grants)], grants


def _within(path: str, roots: list[str]) -> bool:
    return any(path.startswith(root) for root in roots)

"""Who may see whom, and who holds what: the questions that every room asks of the people."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Unit, User


def people_visible_to(user: User, *, role: str | None = None) -> QuerySet[User]:
    """People whom `user` may look up by name; with `role`, through that role alone."""
    return User.objects.visible_to(user, *([role] if role else []))


def units_visible_to(user: User, *roles: str) -> QuerySet[Unit]:
    """Units where `user` holds one of `roles` (default: any but learner), and those below."""
    return Unit.objects.visible_to(user, *roles)


def holds_role(user: User, *roles: str, unit: Unit | None = None) -> bool:
    """Whether `user` holds one of `roles` now: anywhere, or at `unit` or above it."""
    paths = user.paths_held(*roles)
    if unit is None:
        return bool(paths)
    return any(unit.is_within(path) for path in paths)


def active_units_of(user: User, at: datetime | None = None) -> QuerySet[Unit]:
    """Units that `user` works in at `at` (default: now)."""
    moment = at or timezone.now()
    memberships = user.memberships.active(moment)
    return Unit.objects.filter(pk__in=memberships.values("unit_id"))

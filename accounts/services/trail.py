"""Writing the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone

from accounts.models import AuditEntry, Unit, User


def record(
    *,
    action: str,
    by: User | None,
    target: models.Model | str,
    old: Any = None,
    new: Any = None,
    at: datetime | None = None,
    unit: Unit | None = None,
) -> AuditEntry:
    """Add one entry to the audit trail in the caller's transaction.

    `old` and `new` are plain data without names or addresses. `unit` says where it belongs, so
    that an auditor of that unit finds it; without one it is taken from the target (a unit, what
    has a `unit`, or a person: the unit where they work), else only readers at the root see it.
    """
    return AuditEntry.objects.create(
        at=at or timezone.now(),
        action=action,
        by=str(by.public_id) if by else "",
        target=target_key(target),
        scope_path=unit.path if unit else _scope_of(target),
        old=old,
        new=new,
    )


def target_key(target: models.Model | str) -> str:
    """How the trail names a thing: "user:<public id>", or what the caller wrote."""
    if isinstance(target, str):
        return target
    return f"{target._meta.model_name}:{getattr(target, 'public_id', target.pk)}"


def _scope_of(target: models.Model | str) -> str:
    if isinstance(target, Unit):
        return target.path
    if isinstance(target, User):
        newest = target.memberships.select_related("unit").order_by("ended_at", "-pk")
        open_first = newest.filter(ended_at__isnull=True).first() or newest.last()
        return open_first.unit.path if open_first else ""
    unit = getattr(target, "unit", None)
    return unit.path if isinstance(unit, Unit) else ""

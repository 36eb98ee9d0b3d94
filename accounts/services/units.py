"""The tree of units: adding, renaming, moving, closing."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from accounts import errors, rules
from accounts.models import Membership, Unit, User
from accounts.services.trail import record

# Digits of one step of a path: a million units, and far deeper than any organisation.
_STEP = "{:06d}."


@transaction.atomic
def add_unit(
    *,
    parent: Unit | None,
    kind: str,
    name: str,
    by: User | None,
    at: datetime,
    short_code: str = "",
    daily_intense_minutes: int | None = None,
) -> Unit:
    """A unit stands below `parent`; only set-up (no `by`) makes a root.

    Raises NotAllowed, NumberTaken (the short code), UnitMisplaced.
    """
    if by is not None and (parent is None or not rules.can_add_unit(by, parent, kind)):
        raise errors.NotAllowed
    if parent is not None and not _may_stand(kind, parent.kind):
        raise errors.UnitMisplaced
    unit = Unit(
        parent=parent,
        kind=kind,
        name=name,
        short_code=short_code or None,
        daily_intense_minutes=daily_intense_minutes,
        path=f"new-{uuid4()}",
    )
    _save(unit)
    unit.path = (parent.path if parent else "") + _STEP.format(unit.pk)
    unit.save(update_fields=["path"])
    record(action="unit.added", by=by, target=unit, new={"kind": kind, "name": name}, at=at)
    return unit


def _may_stand(kind: str, above: str) -> bool:
    order = [Unit.Kind.CLIENT, Unit.Kind.VENDOR, Unit.Kind.SITE, Unit.Kind.TEAM]
    return order.index(Unit.Kind(kind)) >= order.index(Unit.Kind(above))


def _save(unit: Unit) -> None:
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError as error:
        raise errors.NumberTaken(_("This short code is in use already.")) from error


@transaction.atomic
def change_unit(
    *,
    unit: Unit,
    name: str,
    short_code: str,
    daily_intense_minutes: int | None,
    by: User,
    at: datetime,
) -> Unit:
    """The unit has this name, short code and cap. Raises NotAllowed, NumberTaken."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not rules.can_edit_unit(by, unit):
        raise errors.NotAllowed
    old = _shown(unit)
    unit.name = name
    if unit.is_employer and rules.is_organisation_admin(by):
        unit.short_code = short_code or None
    unit.daily_intense_minutes = daily_intense_minutes
    _save(unit)
    if old != _shown(unit):
        record(action="unit.changed", by=by, target=unit, old=old, new=_shown(unit), at=at)
    return unit


def _shown(unit: Unit) -> dict[str, object]:
    return {
        "name": unit.name,
        "short_code": unit.short_code,
        "daily_intense_minutes": unit.daily_intense_minutes,
    }


@transaction.atomic
def move_unit(*, unit: Unit, to: Unit, by: User, at: datetime) -> Unit:
    """The unit, with all below it, stands below `to`; people and roles stay in their units.

    Both ends must be the mover's; between two employers an administrator of the organisation is
    needed, and a client or vendor stays where numbers of its own make sense. Raises NotAllowed,
    UnitMisplaced.
    """
    rows = {row.pk: row for row in Unit.objects.select_for_update().filter(pk__in=[unit.pk, to.pk])}
    unit, to = rows[unit.pk], rows[to.pk]
    if to.is_within(unit.path) or not _may_stand(unit.kind, to.kind):
        raise errors.UnitMisplaced
    if not (rules.can_edit_unit(by, unit) and rules.can_add_unit(by, to, unit.kind)):
        raise errors.NotAllowed
    old_path, new_path = unit.path, to.path + _STEP.format(unit.pk)
    if old_path == new_path:
        return unit
    Unit.objects.filter(pk=unit.pk).update(parent=to)
    Unit.objects.below(old_path).update(
        path=Concat(Value(new_path), Substr(F("path"), len(old_path) + 1))
    )
    unit.refresh_from_db()
    record(action="unit.moved", by=by, target=unit, old=old_path, new=new_path, at=at)
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, by: User, at: datetime) -> None:
    """Nobody can join the unit any more. Raises NotAllowed, UnitInUse; twice changes nothing."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if not rules.can_edit_unit(by, unit) or unit.parent_id is None:
        raise errors.NotAllowed
    if unit.closed_at is not None:
        return
    in_use = Membership.objects.active(at).filter(unit=unit).exists()
    if in_use or unit.children.filter(closed_at=None).exists():
        raise errors.UnitInUse
    unit.closed_at = at
    unit.save(update_fields=["closed_at"])
    record(action="unit.closed", by=by, target=unit, at=at)

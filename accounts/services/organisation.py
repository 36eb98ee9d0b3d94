"""What the organisation decides for everybody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import errors, rules
from accounts.models import Organisation, SupportLink, Unit, User
from accounts.services.roles import refresh_second_step
from accounts.services.trail import record


@transaction.atomic
def change_organisation(
    *,
    name: str,
    open_sign_up: bool,
    open_sign_up_unit: Unit | None,
    mfa_roles: list[str],
    default_language: str,
    default_time_zone: str,
    by: User,
    at: datetime,
) -> Organisation:
    """The organisation's one row holds these; who needs a second step is counted again.

    Raises NotAllowed.
    """
    if not rules.is_organisation_admin(by):
        raise errors.NotAllowed
    Organisation.objects.get_or_create(pk=1)
    row = Organisation.objects.select_for_update().get(pk=1)
    old = _shown(row)
    row.name = name
    row.open_sign_up = open_sign_up and open_sign_up_unit is not None
    row.open_sign_up_unit = open_sign_up_unit
    row.mfa_roles = sorted(mfa_roles)
    row.default_language, row.default_time_zone = default_language, default_time_zone
    row.save()
    if old != _shown(row):
        record(
            action="organisation.changed",
            by=by,
            target="organisation",
            old=old,
            new=_shown(row),
            at=at,
        )
    refresh_second_step()
    return row


def _shown(row: Organisation) -> dict[str, object]:
    return {
        "name": row.name,
        "open_sign_up": row.open_sign_up,
        "mfa_roles": row.mfa_roles,
        "default_language": row.default_language,
        "default_time_zone": row.default_time_zone,
    }


@transaction.atomic
def save_support_link(
    *,
    label: str,
    by: User,
    at: datetime,
    link: SupportLink | None = None,
    unit: Unit | None = None,
    description: str = "",
    url: str = "",
    phone: str = "",
    position: int = 0,
) -> SupportLink:
    """A support link stands as given, new or changed. Raises NotAllowed."""
    if not rules.is_organisation_admin(by):
        raise errors.NotAllowed
    row = link or SupportLink()
    row.label, row.description, row.url, row.phone = label, description, url, phone
    row.unit, row.position = unit, position
    row.save()
    record(action="support_link.saved", by=by, target=row, new={"label": label}, at=at)
    return row


@transaction.atomic
def delete_support_link(*, link: SupportLink, by: User, at: datetime) -> None:
    """The link is gone. Raises NotAllowed."""
    if not rules.is_organisation_admin(by):
        raise errors.NotAllowed
    record(action="support_link.deleted", by=by, target=link, old={"label": link.label}, at=at)
    link.delete()

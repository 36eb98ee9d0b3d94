"""The one write of this room: that somebody took the list away with them."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from accounts.services import record
from courses.oversight.readers import Deed, roles_that_do
from courses.oversight.selectors import Wanted


@transaction.atomic
def note_export(*, by: User, wanted: Wanted, rows: int, at: dt.datetime) -> None:
    """The audit trail says who exported which part of the list, and how many rows.

    What was typed into the search is not kept: it may be a name.
    """
    held = [grant.unit for grant in by.grants_held() if grant.role in roles_that_do(Deed.EXPORT)]
    record(
        action="status.exported",
        by=by,
        target="status_list",
        new={
            "unit": str(wanted.unit.public_id) if wanted.unit else "",
            "course": wanted.course.slug if wanted.course else "",
            "status": wanted.status,
            "is_searched": bool(wanted.q),
            "rows": rows,
        },
        at=at,
        unit=wanted.unit or min(held, key=lambda unit: unit.path, default=None),
    )

"""Extra time for a person, with who approved it and until when; no reason is kept."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from accounts.services import record
from courses.assessment.models import ExtraTime


@transaction.atomic
def grant_extra_time(
    *, person: User, percent: int, until: dt.date, by: User, at: dt.datetime
) -> ExtraTime:
    """Grant extra time for timed quizzes that start until a day; the newest grant counts."""
    granted = ExtraTime.objects.create(
        person=person, percent=percent, until=until, approved_by=by, approved_at=at
    )
    record(
        action="extra_time.granted",
        by=by,
        target=person,
        new={"percent": percent, "until": until.isoformat()},
        at=at,
    )
    return granted

"""The sweep that closes what is past its end."""

import logging

from django.utils import timezone

from core.tasks import task

logger = logging.getLogger(__name__)


@task(name="courses.assessment.close_overdue_attempts", every=60)
def close_overdue_attempts() -> None:
    """Close every open attempt whose end has passed, each in a transaction of its own.

    The sweep behind "an attempt is closed within two minutes of its end, even if every browser
    is gone"; twice or at the same time changes nothing.
    """
    from courses.assessment.behaviours import GRACE  # noqa: PLC0415 -- a task is a door
    from courses.assessment.models import Attempt  # noqa: PLC0415 -- a task is a door
    from courses.assessment.services import close_overdue  # noqa: PLC0415 -- a task is a door

    now = timezone.now()
    overdue = Attempt.objects.overdue(now - GRACE).order_by("due_at")
    for attempt in overdue.iterator(chunk_size=200):
        close_overdue(attempt=attempt, at=now)

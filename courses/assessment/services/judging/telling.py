"""Telling a learner that a person has acted on their answers."""

import datetime as dt

from accounts.models import User
from accounts.services import notify
from courses.assessment.models import Attempt
from courses.releases.selectors import manifest


def tell_learner(*, attempt: Attempt, kind: str, at: dt.datetime, **about: str) -> None:
    """Leave a notice that leads to the result; says nothing to an erased person.

    The payload holds titles and ids, never a reason, an answer or a name.
    """
    person = User.objects.get(pk=attempt.enrolment.user_id)
    if person.is_erased:
        return
    outline = manifest(attempt.release)
    payload = {
        "attempt": str(attempt.public_id),
        "titles": dict(outline.lesson(attempt.lesson_uid).titles),
        "languages": list(outline.languages),
        **about,
    }
    notify(person=person, kind=kind, payload=payload, at=at)

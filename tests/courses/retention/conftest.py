"""A learner's record as it stands after taking the example course, and the clock moved on."""

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from accounts.services.people import erase
from courses.assessment.models import Attempt
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.selectors import manifest
from courses.retention.periods import months_before
from tests.courses.assessment.conftest import RIGHT


@pytest.fixture
def answered(
    enrolment: Enrolment, complete_before: Callable[[str], None]
) -> Callable[[datetime], Attempt]:
    """A quiz with every answer right, handed in at a moment."""

    def answer(at: datetime) -> Attempt:
        complete_before("quiz")
        attempt = start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=at)
        uids = attempt.question_uids
        saves = [Save.of(number, uid, RIGHT[uid]) for number, uid in enumerate(uids)]
        tab = uuid.uuid4()
        save_answers(public_id=attempt.public_id, by=enrolment.user, tab=tab, saves=saves, at=at)
        hand_in(public_id=attempt.public_id, by=enrolment.user, at=at)
        attempt.refresh_from_db()
        return attempt

    return answer


@pytest.fixture
def passed(
    enrolment: Enrolment, answered: Callable[[datetime], Attempt], now: datetime
) -> Certificate:
    """The whole course, taken now."""
    answered(now)
    for slot in manifest(enrolment.release).slots:
        record_completion(
            enrolment=enrolment, slot_uid=slot.uid, cause=CompletionEvent.Cause.READ, at=now
        )
    return Certificate.objects.get(enrolment=enrolment)


@pytest.fixture
def later(now: datetime) -> Callable[[int], datetime]:
    """The moment so many months from now."""
    return lambda months: months_before(now, -months)


@pytest.fixture
def erased(passed: Certificate, now: datetime) -> Certificate:
    """As `passed`, and the person is erased on the same day."""
    erase(passed.user, by=None, at=now)
    return passed

import uuid
from collections.abc import Callable
from datetime import datetime

import pytest

from courses.assessment.models import Attempt
from courses.assessment.services import Save, SaveReport, save_answers, start_attempt
from courses.enrolment.models import Enrolment

TAB = uuid.UUID(int=1)

# A right and a wrong answer, in the form that each type's parse_answer takes.
RIGHT = {
    "origin": {"option": "goes"},
    "countries": {"number": "4"},
    "words": {"text": "charged"},
    "order": {"positions": {"notice": 1, "raids": 2, "news": 3}},
}
WRONG = {
    "origin": {"option": "stays"},
    "countries": {"number": "40"},
    "words": {"text": "convicted"},
    "order": {"positions": {"notice": 3, "raids": 2, "news": 1}},
}


@pytest.fixture
def quiz(enrolment: Enrolment, complete_before: Callable[[str], None], now: datetime) -> Attempt:
    """An open attempt at the assessment of three questions, due in 20 minutes."""
    complete_before("quiz")
    return start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)


@pytest.fixture
def save(now: datetime) -> Callable[..., SaveReport]:
    """Save answers to an attempt as one tab would."""

    def save_one(
        attempt: Attempt,
        question: str,
        raw: object,
        *,
        tab: uuid.UUID = TAB,
        sequence: int = 1,
        at: datetime = now,
    ) -> SaveReport:
        return save_answers(
            public_id=attempt.public_id,
            by=attempt.enrolment.user,
            tab=tab,
            saves=[Save.of(sequence, question, raw)],
            at=at,
        )

    return save_one

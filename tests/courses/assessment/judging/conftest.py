"""A closed attempt of the learner, in a course that North owns."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from courses.assessment.models import Attempt
from courses.assessment.services import SaveReport, hand_in
from courses.catalogue.models import Course
from tests.courses.assessment.conftest import WRONG


@pytest.fixture
def course(quiz: Attempt, units: SimpleNamespace) -> Course:
    """The course of the quiz, owned by North."""
    course = quiz.enrolment.course
    course.owner = units.north
    course.save(update_fields=["owner"])
    return course


@pytest.fixture
def closed(
    quiz: Attempt, course: Course, save: Callable[..., SaveReport], now: datetime
) -> Attempt:
    """The quiz, handed in with a wrong answer."""
    uid = quiz.question_uids[0]
    save(quiz, uid, WRONG[uid])
    hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    quiz.refresh_from_db()
    return quiz

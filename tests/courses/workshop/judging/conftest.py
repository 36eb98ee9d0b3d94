"""A course of choices and one of texts; nothing is kept of releases read before."""

from types import SimpleNamespace

import pytest

from courses.catalogue.models import Course
from courses.releases.selectors import forget_cached
from tests.courses.assessment.judging.courses import (
    choice_course,
    essay_course,
)


@pytest.fixture(autouse=True)
def _fresh() -> None:
    forget_cached()


@pytest.fixture
def choices(units: SimpleNamespace) -> Course:
    return choice_course(units.north).course


@pytest.fixture
def essays(units: SimpleNamespace) -> Course:
    return essay_course(units.north, slug="essays").course

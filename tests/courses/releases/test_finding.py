"""The catalogue: what a person may find, and finds by words, harm area and language."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.finding import catalogue_for
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish, withdraw
from tests.courses.releases.conftest import NOW
from tests.factories.catalogue import course_draft, make_course, make_release


@pytest.fixture
def shelf(course: Course) -> None:
    """The example course in two languages, and two small ones beside it."""
    publish(candidate=compile_candidate(course=course, by=None, at=NOW), by=None, at=NOW)
    make_release(course_draft(slug="fees", code="B-1", titles={"en": "Fees of the quay"}))
    make_release(course_draft(slug="inside", code="I-1", visibility="internal"))


def found(user: User, **asked: Any) -> list[str]:
    return [course.slug for course in catalogue_for(user, **asked)]


def test_a_learner_finds_what_is_open_and_live(learner: User, shelf: None) -> None:
    make_course(course_draft(slug="unpublished", code="U-1"))

    assert found(learner) == ["fees", "example-course"]


def test_a_trainer_finds_internal_courses_too(trainer: User, shelf: None) -> None:
    assert found(trainer) == ["fees", "example-course", "inside"]


@pytest.mark.parametrize(
    ("asked", "slugs"),
    [
        ({"search": "quay"}, ["fees"]),
        ({"search": "b-1"}, ["fees"]),
        ({"search": "ATTESTATION"}, ["example-course"]),
        ({"search": "100%"}, []),
        ({"harm_area": "scams"}, ["example-course"]),
        ({"harm_area": "scam"}, []),
        ({"harm_area": '"]%'}, []),
        ({"language": "es"}, ["example-course"]),
        ({"language": "en"}, ["fees", "example-course"]),
        ({"language": "es", "search": "fees"}, []),
    ],
)
def test_search_and_filters(
    learner: User, shelf: None, asked: dict[str, str], slugs: list[str]
) -> None:
    assert found(learner, **asked) == slugs


def test_a_language_counts_by_the_release_not_by_the_draft(learner: User, shelf: None) -> None:
    Course.objects.filter(slug="fees").update(languages=["en", "es"])

    assert found(learner, language="es") == ["example-course"]


def test_a_withdrawn_course_is_not_found(learner: User, trainer: User, shelf: None) -> None:
    release = Release.objects.get(course__slug="fees")

    withdraw(release=release, reason="A wrong key.", by=trainer, at=NOW + timedelta(hours=1))

    assert found(learner) == ["example-course"]


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_whatever_is_there(
    learner: User,
    units: SimpleNamespace,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(count):
        make_release(course_draft(slug=f"c-{number}", code=f"C-{number}"))
    learner.paths_held("trainer")

    with django_assert_num_queries(1):
        assert len(found(learner, search="small", language="en", harm_area="")) == count

"""A published course that learners can take, for the tests of every room above releases."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accounts.models import User
from content.library.shipped import load_shipped
from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.files.reading import read_course
from courses.releases.models import Release
from courses.releases.selectors import forget_cached, manifest
from courses.releases.services import compile_candidate, publish
from tests.remembered import remembered

HERE = Path(__file__).parent
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_part_of_another_test() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def published(db: None) -> Release:
    """Release 1 of the example course, with the case and the policy that it cites."""
    return remembered("release 1 of the example course", _publish_example)


def _publish_example() -> Release:
    load_shipped(at=NOW, root=HERE / "releases" / "example_library")
    draft = read_course(HERE / "releases" / "example_course").draft
    course: Course = replace_draft(draft=draft, by=None, at=NOW)
    candidate = compile_candidate(course=course, by=None, at=NOW)
    return publish(candidate=candidate, by=None, at=NOW, notes="")


@pytest.fixture
def enrolment(published: Release, learner: User) -> Enrolment:
    """The learner's enrolment, started in English."""
    made = enrol(user=learner, course=published.course, by=learner, at=NOW)
    return start(enrolment=made, language="en", by=learner, at=NOW)


@pytest.fixture
def complete_before(enrolment: Enrolment) -> Callable[[str], None]:
    """Complete every slot that must come before a slot."""

    def complete(slot_uid: str) -> None:
        outline = manifest(enrolment.release)
        for uid in outline.slot(slot_uid).after:
            complete(uid)
            record_completion(
                enrolment=enrolment, slot_uid=uid, cause=CompletionEvent.Cause.READ, at=NOW
            )

    return complete

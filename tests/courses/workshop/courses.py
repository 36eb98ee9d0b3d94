"""More drafts of the same owner."""

from dataclasses import replace
from datetime import UTC, datetime

from courses.catalogue.models import Course
from courses.catalogue.services import replace_draft
from courses.releases.files.reading import read_course
from tests.courses.workshop.conftest import EXAMPLE

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def copy_of(course: Course, number: int) -> Course:
    """A draft that says the same under another slug and code."""
    draft = replace(read_course(EXAMPLE).draft, slug=f"copy-{number}", code=f"CP-{number}")
    return replace_draft(draft=draft, by=None, at=AT, owner=course.owner)

"""More courses like the published one."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from accounts.models import User
from courses.catalogue.services import replace_draft
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.releases.files.reading import read_course
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish

EXAMPLE = Path(__file__).parents[1] / "releases" / "example_course"
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def another_course(published: Release, number: int, person: User) -> Enrolment:
    """The person's started enrolment in a copy of the example course."""
    draft = read_course(EXAMPLE).draft
    copy = replace(draft, slug=f"copy-{number}", code=f"CP-{number}")
    course = replace_draft(draft=copy, by=None, at=AT)
    publish(candidate=compile_candidate(course=course, by=None, at=AT), by=None, at=AT, notes="")
    made = enrol(user=person, course=course, by=person, at=AT)
    return start(enrolment=made, language="en", by=person, at=AT)

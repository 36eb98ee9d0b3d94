"""Courses of the sizes and kinds that the pages are tried with."""

from datetime import datetime

from accounts.models import User
from courses.catalogue.drafts import CourseDraft, ModuleDraft, SlotDraft
from courses.enrolment.models import Enrolment
from courses.enrolment.services import enrol, start
from courses.progress.models import CompletionEvent
from courses.progress.services import record_completion
from courses.releases.models import Release
from courses.releases.selectors import manifest
from tests.courses.conftest import NOW
from tests.factories.catalogue import course_draft, lesson_draft, make_release

MODULES = 30
SLOTS = 5


def long_course() -> CourseDraft:
    """30 modules of 5 readings."""
    lessons = [lesson_draft(f"part-{n}") for n in range(MODULES * SLOTS)]
    modules = tuple(
        ModuleDraft(
            f"module-{number}",
            {"en": f"Module {number}"},
            tuple(
                SlotDraft(lesson.uid, (lesson.uid,))
                for lesson in lessons[number * SLOTS : (number + 1) * SLOTS]
            ),
        )
        for number in range(MODULES)
    )
    return course_draft(*lessons, slug="long", code="LONG-1", modules=modules)


def small_release(number: int) -> Release:
    """A course of one reading, one of many."""
    return make_release(slug=f"small-{number}", code=f"SM-{number}", certificate_months=12)


def take(person: User, release: Release, *, at: datetime = NOW) -> Enrolment:
    """The person's started enrolment in the course of a release."""
    made = enrol(user=person, course=release.course, by=person, at=at)
    return start(enrolment=made, language="en", by=person, at=at)


def finish(enrolment: Enrolment, *, at: datetime = NOW) -> Enrolment:
    """The same enrolment, passed: every slot complete."""
    assert enrolment.release
    for slot in manifest(enrolment.release).slots:
        cause = CompletionEvent.Cause.READ
        record_completion(enrolment=enrolment, slot_uid=slot.uid, cause=cause, at=at)
    enrolment.refresh_from_db()
    return enrolment

"""A course's page, before and after the start."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from content.texts import pick
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from courses.delivery.pages.outline import Outline, outline_of, pinned_outline
from courses.enrolment.models import Enrolment
from courses.enrolment.selectors import missing_prerequisites
from courses.progress.selectors import completed_slots
from courses.releases.manifest import Manifest
from courses.releases.models import Release
from courses.releases.selectors import live_release, manifest


@dataclass(frozen=True)
class Language:
    """A language that a course can be taken in, by its own name."""

    code: str
    name: str
    current: bool


@dataclass(frozen=True)
class CoursePage:
    """Everything on a course's page."""

    title: str
    summary: str
    slug: str
    minutes: int
    intensity: int
    outline: Outline | None
    languages: list[Language]
    is_started: bool
    is_passed: bool
    due_on: dt.date | None
    release_number: int | None
    newer_release: bool
    requires: list[dict[str, str]]
    certificate_href: str
    certificate_expires_on: dt.date | None


def course_page(user: User, enrolment: Enrolment) -> CoursePage:
    """Return the page of a course that the person has started."""
    release = enrolment.release
    if release is None:
        raise ValueError("the enrolment is not started")
    body = manifest(release)
    certificate = (
        Certificate.objects.filter(enrolment=enrolment).first()
        if enrolment.state == Enrolment.State.PASSED
        else None
    )
    live = live_release(enrolment.course) if certificate or enrolment.ended_at else release
    return CoursePage(
        title=pick(body.titles, enrolment.language, body.languages),
        summary=pick(body.summaries, enrolment.language, body.languages),
        slug=enrolment.course.slug,
        minutes=body.minutes,
        intensity=body.intensity,
        outline=pinned_outline(enrolment, completed_slots(enrolment)),
        languages=_languages(body, enrolment.language),
        is_started=True,
        is_passed=enrolment.state == Enrolment.State.PASSED,
        due_on=enrolment.due_on if enrolment.state == Enrolment.State.OPEN else None,
        release_number=release.number,
        newer_release=live is not None and live.number > release.number,
        requires=[],
        certificate_href=reverse(
            "courses:delivery:certificate_detail", args=[certificate.public_id]
        )
        if certificate
        else "",
        certificate_expires_on=certificate.expires_on if certificate else None,
    )


def preview_page(user: User, course: Course, enrolment: Enrolment | None) -> CoursePage:
    """Return the page of a course before its start: the outline can be looked at, not opened."""
    release = live_release(course)
    body = manifest(release) if release else None
    language = user.language
    return CoursePage(
        title=course.title(language)
        if body is None
        else pick(body.titles, language, body.languages),
        summary=course.summary(language)
        if body is None
        else pick(body.summaries, language, body.languages),
        slug=course.slug,
        minutes=body.minutes if body else 0,
        intensity=body.intensity if body else 0,
        outline=outline_of(body, language=language, completed=frozenset(), is_started=False)
        if body
        else None,
        languages=_languages(body, language) if body else [],
        is_started=False,
        is_passed=False,
        due_on=enrolment.due_on if enrolment else None,
        release_number=_number(release),
        newer_release=False,
        requires=[
            {
                "title": required.title(language),
                "href": reverse("courses:delivery:course_detail", args=[required.slug]),
            }
            for required in missing_prerequisites(user=user, course=course)
        ],
        certificate_href="",
        certificate_expires_on=None,
    )


def _number(release: Release | None) -> int | None:
    return None if release is None else release.number


def _languages(body: Manifest, current: str) -> list[Language]:
    names = {code: str(name) for code, name in settings.LANGUAGES}
    chosen = current if current in body.languages else body.languages[0]
    return [
        Language(code=code, name=names.get(code, code), current=code == chosen)
        for code in body.languages
    ]

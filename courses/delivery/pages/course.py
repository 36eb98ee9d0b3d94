"""A course's page, before and after the start."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from content.texts import pick
from core.languages import language_name
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from courses.delivery.pages.outline import Outline, outline_of, pinned_outline
from courses.delivery.ways import OWN, Ways
from courses.enrolment.models import Enrolment
from courses.releases.manifest import Manifest
from courses.releases.models import Release
from courses.releases.naming import titles_of
from courses.releases.selectors import manifest


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
    certificate_words: str
    start_href: str
    language_href: str


def course_page(
    enrolment: Enrolment,
    *,
    completed: frozenset[str],
    certificate: Certificate | None = None,
    live: Release | None = None,
    certificate_words: str = "",
    ways: Ways = OWN,
) -> CoursePage:
    """Return the page of a course that was started; makes no query for a release that is warm.

    `live` is the release that another start would be on, where that may be another one.
    """
    release = enrolment.release
    if release is None:
        raise ValueError("the enrolment is not started")
    body, slug = manifest(release), enrolment.course.slug
    return CoursePage(
        title=pick(body.titles, enrolment.language, body.languages),
        summary=pick(body.summaries, enrolment.language, body.languages),
        slug=slug,
        minutes=body.minutes,
        intensity=body.intensity,
        outline=pinned_outline(enrolment, completed, ways=ways),
        languages=_languages(body, enrolment.language),
        is_started=True,
        is_passed=enrolment.state == Enrolment.State.PASSED,
        due_on=enrolment.due_on if enrolment.state == Enrolment.State.OPEN else None,
        release_number=_number(release),
        newer_release=live is not None and live.number > release.number,
        requires=[],
        certificate_href=reverse(
            "courses:delivery:certificate_detail", args=[certificate.public_id]
        )
        if certificate
        else "",
        certificate_expires_on=certificate.expires_on if certificate else None,
        certificate_words=certificate_words,
        start_href=ways.start(slug),
        language_href=ways.language(slug),
    )


def page_before(
    course: Course,
    release: Release | None,
    *,
    language: str,
    due_on: dt.date | None = None,
    requires: Iterable[Course] = (),
    ways: Ways = OWN,
) -> CoursePage:
    """Return the page of a course before its start: the outline can be looked at, not opened.

    `release` is the one that a start would pin, `requires` what has to be passed before.
    """
    body = manifest(release) if release else None
    first = list(requires)
    known = titles_of(first, language)
    titles = [(known[one.pk], ways.course(one.slug)) for one in first]
    return CoursePage(
        title=pick(body.titles, language, body.languages) if body else course.title(language),
        summary=pick(body.summaries, language, body.languages)
        if body
        else course.summary(language),
        slug=course.slug,
        minutes=body.minutes if body else 0,
        intensity=body.intensity if body else 0,
        outline=outline_of(
            body, language=language, completed=frozenset(), is_started=False, ways=ways
        )
        if body
        else None,
        languages=_languages(body, language) if body else [],
        is_started=False,
        is_passed=False,
        due_on=due_on,
        release_number=_number(release),
        newer_release=False,
        requires=[{"title": title, "href": href} for title, href in titles],
        certificate_href="",
        certificate_expires_on=None,
        certificate_words="",
        start_href=ways.start(course.slug),
        language_href=ways.language(course.slug),
    )


def _number(release: Release | None) -> int | None:
    """Return the number of a release; None for a candidate that has none yet."""
    return release.number or None if release else None


def _languages(body: Manifest, current: str) -> list[Language]:
    chosen = current if current in body.languages else body.languages[0]
    return [
        Language(code=code, name=language_name(code), current=code == chosen)
        for code in body.languages
    ]

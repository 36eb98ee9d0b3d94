"""The ways on from a case in the library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from courses.catalogue.models import Course
from courses.workshop.selectors import editing

MOST_COURSES = 10


@dataclass(frozen=True)
class CourseLine:
    """One course that the person may edit."""

    slug: str
    title: str
    code: str


@dataclass(frozen=True)
class OnwardPage:
    """A case with the drafts that tell it, those that could, and what a new course begins with."""

    slug: str
    title: str
    telling: list[CourseLine]
    others: list[CourseLine]
    course: dict[str, Any] = field(default_factory=dict)


def onward_page(user: User, slug: str, *, language: str) -> OnwardPage:
    """Return the ways on; the case is in the library."""
    title, topic = editing.case_named(slug, language)
    telling = list(editing.drafts_telling(user, slug)[:MOST_COURSES])
    others = editing.copy_targets(user).exclude(pk__in=[one.pk for one in telling])
    return OnwardPage(
        slug=slug,
        title=title,
        telling=[_line(one, language) for one in telling],
        others=[_line(one, language) for one in others.order_by("-edited_at")[:MOST_COURSES]],
        course={
            "title": title[:200],
            "summary": topic[:1000],
            "code": editing.next_code(user),
            "language": language.partition("-")[0] or "en",
        },
    )


def _line(course: Course, language: str) -> CourseLine:
    return CourseLine(course.slug, course.title(language), course.code)

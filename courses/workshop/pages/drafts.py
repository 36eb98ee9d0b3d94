"""The list of drafts."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.models import Release
from courses.releases.selectors import live_releases
from courses.workshop import selectors

PAGE_SIZE = 25


@dataclass(frozen=True)
class DraftLine:
    """One draft in a line."""

    course: Course
    title: str
    live: Release | None


@dataclass(frozen=True)
class DraftsPage:
    """One page of the list."""

    page: Page[Course]
    lines: list[DraftLine]


def drafts_page(user: User, q: str, number: str | None, *, language: str) -> DraftsPage:
    """Return one page of the drafts that the person may edit."""
    rows = selectors.drafts_of(user, q=q, language=language)
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    courses = list(page.object_list)
    live = live_releases(courses)
    lines = [DraftLine(one, one.title(language), live.get(one.pk)) for one in courses]
    return DraftsPage(page=page, lines=lines)

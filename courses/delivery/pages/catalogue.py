"""The catalogue: what a person may find, with search and filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.text import capfirst

from accounts.models import User
from content.models import HarmArea
from content.texts import pick
from core.languages import language_name
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from courses.releases.finding import catalogue_for
from courses.releases.manifest import Manifest
from courses.releases.selectors import live_releases, manifest

PAGE_SIZE = 20


@dataclass(frozen=True)
class CatalogueEntry:
    """One course as the catalogue shows it."""

    title: str
    summary: str
    href: str
    minutes: int
    intensity: int
    languages: list[str]
    state: str


@dataclass(frozen=True)
class Choice:
    """One value of a filter."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class CataloguePage:
    """The catalogue's page: what was asked, what was found, and the filters."""

    search: str
    entries: list[CatalogueEntry]
    page: Page[Course]
    query: str
    areas: list[Choice]
    languages: list[Choice]
    is_filtered: bool


def catalogue_page(user: User, asked: Mapping[str, str]) -> CataloguePage:
    """Return one page of the courses that match, in a number of queries that does not grow."""
    search = asked.get("q", "").replace("\x00", "").strip()[:100]
    area, language = asked.get("area", ""), asked.get("language", "")
    found = catalogue_for(user, search=search, harm_area=area, language=language)
    page = Paginator(found, PAGE_SIZE).get_page(asked.get("page"))
    rows = list(page.object_list)
    releases = live_releases(rows)
    states = dict(
        Enrolment.objects.visible_to(user)
        .filter(course__in=rows)
        .order_by("created_at")
        .values_list("course_id", "state")
    )
    return CataloguePage(
        search=search,
        entries=[
            _entry(row, manifest(releases[row.pk]), user, states.get(row.pk, "")) for row in rows
        ],
        page=page,
        query=_query(q=search, area=area, language=language),
        areas=[
            Choice(row.slug, pick(row.labels, user.language, ("en",)), row.slug == area)
            for row in HarmArea.objects.order_by("position", "slug")
        ],
        languages=[
            Choice(code, capfirst(language_name(code)), code == language)
            for code in dict(settings.LANGUAGES)
        ],
        is_filtered=bool(search or area or language),
    )


def _query(**asked: str) -> str:
    """Return the filters as the beginning of a query string, each followed by `&`."""
    return "".join(f"{urlencode({key: value})}&" for key, value in asked.items() if value)


def _entry(course: Course, body: Manifest, user: User, state: str) -> CatalogueEntry:
    return CatalogueEntry(
        title=pick(body.titles, user.language, body.languages),
        summary=pick(body.summaries, user.language, body.languages),
        href=reverse("courses:delivery:course_detail", args=[course.slug]),
        minutes=body.minutes,
        intensity=body.intensity,
        languages=[language_name(code) for code in body.languages],
        state=state,
    )

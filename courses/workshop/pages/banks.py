"""The banks that questions may be copied from."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.catalogue.models import Course, Pool
from courses.workshop.selectors.editing import banks_for
from courses.workshop.selectors.pools import MOST, pools_in

A_PAGE = 25


@dataclass(frozen=True)
class BankLine:
    """One course with how many questions it has in use, and how many in the wanted language.

    `pools` are those of its bank that the person may find and that hold something in use.
    """

    course: Course
    title: str
    in_use: int
    fitting: int
    pools: tuple[Pool, ...] = ()


@dataclass(frozen=True)
class BanksPage:
    """One page of banks."""

    course: Course
    page: Page[Course]
    lines: list[BankLine]


def banks_page(
    user: User, course: Course, *, q: str, number: str | None, language: str
) -> BanksPage:
    """Return one page of the banks; in three queries."""
    rows = banks_for(user, course, q=q, language=language)
    page = Paginator(rows, A_PAGE).get_page(number)
    courses = list(page.object_list)
    pools: dict[int, list[Pool]] = {}
    for pool in pools_in(user, courses)[:MOST]:
        if pool.in_use:  # type: ignore[attr-defined]
            pools.setdefault(pool.course_id, []).append(pool)
    lines = [
        BankLine(
            one,
            one.title(language),
            one.in_use or 0,  # type: ignore[attr-defined]
            one.fitting or 0,  # type: ignore[attr-defined]
            tuple(pools.get(one.pk, ())),
        )
        for one in courses
    ]
    return BanksPage(course, page, lines)

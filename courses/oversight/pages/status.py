"""The list of a reader's people and courses, one page of it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.oversight import rules, selectors
from courses.oversight.pages.lines import Line, lines, units_of
from courses.oversight.readers import Deed

PAGE_SIZE = 25


@dataclass(frozen=True)
class Idle:
    """Somebody who takes no course."""

    person_id: UUID
    name: str
    units: tuple[str, ...]


@dataclass(frozen=True)
class StatusPage:
    """Everything below the filters."""

    page: Page[Any]
    lines: list[Line]
    idle: list[Idle]
    idle_count: int
    is_idle_list: bool
    may_assign: bool
    may_export: bool


def status_page(
    user: User, wanted: selectors.Wanted, number: str | None, *, language: str, today: dt.date
) -> StatusPage:
    """Return one page of the list; the number of queries does not grow with the unit."""
    is_idle_list = wanted.status == selectors.NO_COURSE
    idle = selectors.people_on_no_course(user, wanted)
    rows: Any = idle if is_idle_list else selectors.lines_for(user, wanted, today=today)
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    return StatusPage(
        page=page,
        lines=[] if is_idle_list else lines(shown, language=language, today=today),
        idle=[Idle(p.public_id, str(p), units_of(p)) for p in shown] if is_idle_list else [],
        idle_count=page.paginator.count if is_idle_list else idle.count(),
        is_idle_list=is_idle_list,
        may_assign=rules.can(user, Deed.ASSIGN),
        may_export=rules.can(user, Deed.EXPORT),
    )

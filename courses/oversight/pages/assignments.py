"""The standing assignments that a reader sees."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.enrolment.models import Assignment
from courses.oversight import rules, selectors
from courses.oversight.readers import Deed, Sight, roles_that_do, roles_that_see
from courses.releases.naming import titles_of

PAGE_SIZE = 25


@dataclass(frozen=True)
class Asked:
    """One assignment in a line."""

    assignment: Assignment
    course: str
    whom: str
    is_unit: bool
    may_withdraw: bool


@dataclass(frozen=True)
class AssignmentsPage:
    """Everything on the page."""

    page: Page[Any]
    lines: list[Asked]
    may_assign: bool


def assignments_page(user: User, number: str | None, *, language: str) -> AssignmentsPage:
    """Return one page of assignments; who made each is not told."""
    roles = roles_that_see(Sight.ASSIGNMENTS)
    page = Paginator(selectors.assignments_seen_by(user, *roles), PAGE_SIZE).get_page(number)
    rows = list(page.object_list)
    theirs = selectors.assignments_seen_by(user, *roles_that_do(Deed.ASSIGN))
    withdrawable = set(theirs.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    titles = titles_of([row.course for row in rows], language)
    return AssignmentsPage(
        page=page,
        lines=[
            Asked(
                assignment=row,
                course=titles[row.course_id],
                whom=str(row.unit or row.person),
                is_unit=row.unit is not None,
                may_withdraw=row.pk in withdrawable,
            )
            for row in rows
        ],
        may_assign=rules.can(user, Deed.ASSIGN),
    )

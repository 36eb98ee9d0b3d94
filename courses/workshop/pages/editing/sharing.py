"""Who has a right in a course, and who could get one."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.rules import can_share
from courses.workshop.selectors import editing

PAGE_SIZE = 20


@dataclass(frozen=True)
class GrantLine:
    """One right; the name is told only to who may see the person."""

    grant: CourseGrant
    name: str


@dataclass(frozen=True)
class SharingPage:
    """Everything on the page but the forms."""

    grants: list[GrantLine]
    named: list[str]
    others: int
    people: Page[User] | None
    may_share: bool


def sharing_page(user: User, course: Course, *, q: str, number: str | None) -> SharingPage:
    """Return the rights in a course, and one page of the people found by `q`."""
    rows = editing.grants_of(course)
    seen = set(
        editing.people_seen(user)
        .filter(pk__in=[row.user_id for row in rows])
        .values_list("pk", flat=True)
    )
    named = list(course.restricted_units.values_list("public_id", "path"))
    paths = user.paths_held("trainer")
    within = [str(one) for one, path in named if any(path.startswith(top) for top in paths)]
    may_share = can_share(user, course)
    people = None
    if q and may_share:
        people = Paginator(editing.people_to_grant(user, q), PAGE_SIZE).get_page(number)
    return SharingPage(
        grants=[GrantLine(row, str(row.user) if row.user_id in seen else "") for row in rows],
        named=within,
        others=len(named) - len(within),
        people=people,
        may_share=may_share,
    )

"""The pools of a bank, and one of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from courses.catalogue.models import Course, Pool
from courses.catalogue.rules import can_share
from courses.catalogue.selectors import draws_from_pools
from courses.workshop.selectors.pools import pools_in

PAGE_SIZE = 30


@dataclass(frozen=True)
class PoolLine:
    """A pool with how many questions in use stand in it, and the quizzes that draw from it."""

    pool: Pool
    in_use: int
    quizzes: tuple[str, ...]


@dataclass(frozen=True)
class PoolsPage:
    """One page of pools."""

    page: Page[Pool]
    lines: list[PoolLine]


@dataclass(frozen=True)
class PoolPage:
    """Everything on the page of a pool but the forms; `others` are named units out of sight."""

    line: PoolLine
    named: list[str]
    others: int
    may_share: bool

    @property
    def may_remove(self) -> bool:
        """Taking a restricted pool away lets its questions be found: who shares decides it."""
        return self.may_share or self.line.pool.visibility != Pool.Visibility.RESTRICTED


def pools_page(user: User, course: Course, *, number: str | None) -> PoolsPage:
    """Return one page of the pools of a bank, in three queries."""
    page = Paginator(pools_in(user, [course]), PAGE_SIZE).get_page(number)
    quizzes = draws_from_pools(course)
    return PoolsPage(page, [_line(pool, quizzes) for pool in page.object_list])


def pool_page(user: User, course: Course, uid: str) -> PoolPage | None:
    """Return one pool of a bank, or None for one that is not there; in four queries."""
    pool = pools_in(user, [course]).filter(uid=uid).first()
    if pool is None:
        return None
    named = list(pool.restricted_units.values_list("public_id", "path"))
    paths = user.paths_held("trainer")
    within = [str(one) for one, path in named if any(path.startswith(top) for top in paths)]
    line = _line(pool, draws_from_pools(course))
    return PoolPage(line, within, len(named) - len(within), can_share(user, course))


def _line(pool: Pool, quizzes: dict[str, list[str]]) -> PoolLine:
    return PoolLine(pool, pool.in_use, tuple(quizzes.get(pool.uid, ())))  # type: ignore[attr-defined]

"""The clauses that questions tested, with their titles, and how the answers went.

Titles stand beside a clause and may be put better without a new version: the process keeps them
for a few minutes, by the key of the clause and never by a person.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from content.policies.selectors import clause_titles
from content.texts import pick
from courses.delivery.links import clause_url
from courses.releases.cache import MARGIN, BoundedCache, weight_of

TITLE_CACHE_BYTES = 2 * 1024 * 1024
KEPT_FOR = dt.timedelta(minutes=10)

_titles: BoundedCache[str, Mapping[str, str]] = BoundedCache(TITLE_CACHE_BYTES)


# Keys of what cannot be offset that are no clauses: the roles of fields in a decision.
DUTIES = {
    "escalate": lambda: _("Duty to escalate"),
    "report": lambda: _("Duty to report"),
    "preserve": lambda: _("Duty to preserve"),
}


@dataclass(frozen=True)
class ClauseLine:
    """A clause that questions of an attempt tested, and how they went."""

    code: str
    title: str
    href: str
    right: int = 0
    asked: int = 0


def titles_of(keys: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the titles by language of clauses (`policy/CODE`); one query for those not kept.

    A clause that the library does not hold has none.
    """
    since = timezone.now() - KEPT_FOR - MARGIN
    kept = {key: _titles.get(key, since=since) for key in keys}
    wanted = [key for key, titles in kept.items() if titles is None]
    read = _read(wanted) if wanted else {}
    return {key: titles or read.get(key, {}) for key, titles in kept.items()}


def _read(keys: list[str]) -> dict[str, dict[str, str]]:
    read_at = timezone.now()
    found = clause_titles(keys)
    for key in keys:
        titles = found.get(key, {})
        _titles.put(key, titles, weight=weight_of(titles) + 200, read_at=read_at)
    return found


def clause_lines(keys: Iterable[str], language: str) -> dict[str, ClauseLine]:
    """Return a line by key: a clause (`policy/CODE@version`), or a duty, which has no page."""
    wanted = list(dict.fromkeys(keys))
    titles = titles_of(key.partition("@")[0] for key in wanted if "/" in key)
    return {
        key: ClauseLine(
            code=key.partition("/")[2].partition("@")[0] if "/" in key else _duty(key),
            title=pick(titles.get(key.partition("@")[0], {}), language, ()),
            href=clause_url(key) if "/" in key else "",
        )
        for key in wanted
    }


def _duty(key: str) -> str:
    return DUTIES[key]() if key in DUTIES else key


def added_up(lines: Iterable[ClauseLine]) -> list[ClauseLine]:
    """Return one line a clause, with how all of its questions went, by code."""
    found: dict[str, ClauseLine] = {}
    for line in lines:
        before = found.get(line.href)
        if before is None:
            found[line.href] = line
        else:
            right, asked = before.right + line.right, before.asked + line.asked
            found[line.href] = replace(line, right=right, asked=asked)
    return sorted(found.values(), key=lambda line: line.code)


def forget_titles() -> None:
    """Empty the cache of this process: between tests."""
    _titles.clear()

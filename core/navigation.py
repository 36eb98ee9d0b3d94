"""The places a page offers: main navigation, account menu, the organisation's settings, support.

Owns the registry and the choice of what one request is shown. Upper apps add their places from
`apps.ready()`; this module knows none of them. Entry points: `register`, `places_for`,
`support_place`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypedDict

from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.functional import Promise

type Region = Literal["main", "account", "organisation", "support"]


class Place(TypedDict):
    """One link as a template shows it; `opens` names a dialog that shows it on the same page."""

    label: str
    url: str
    current: bool
    opens: str


def everyone(request: HttpRequest) -> bool:
    """Show a place to whoever asks."""
    return True


def signed_in(request: HttpRequest) -> bool:
    """Show a place to whoever is signed in."""
    return request.user.is_authenticated


@dataclass(frozen=True, kw_only=True)
class Item:
    """A place that an app offers.

    `shown_to` is asked when a page is drawn, once for each request; what it reads should be kept on
    the request, for it counts towards the queries of every page. `order` sorts within a region.
    `opens` is the id of the dialog in which the place is shown where there is script
    (`core/palette.js`). `under` names further path prefixes for which the place counts as the
    current one; an `is_exact` place counts only at its own address.
    """

    key: str
    label: str | Promise
    url_name: str
    region: Region = "main"
    order: int = 50
    shown_to: Callable[[HttpRequest], bool] = signed_in
    under: tuple[str, ...] = ()
    is_exact: bool = False
    opens: str = ""


_items: dict[str, Item] = {}


def register(item: Item) -> None:
    """Offer a place on every page; the same key again replaces it."""
    _items[item.key] = item


def registered(region: Region | None = None) -> tuple[Item, ...]:
    """Every place on offer, in the order it is shown."""
    chosen = (item for item in _items.values() if region in (None, item.region))
    return tuple(sorted(chosen, key=lambda item: (item.region, item.order, item.key)))


def places_for(request: HttpRequest, region: Region) -> list[Place]:
    """The places this request is shown, at most one of them marked as current.

    The current one is that whose address (or `under` prefix) is the longest beginning of the path;
    the site's root counts only as itself.
    """
    shown = [item for item in registered(region) if item.shown_to(request)]
    urls = {item.key: address(item.url_name) for item in shown}
    lengths = {item.key: _match_length(item, urls[item.key], request.path) for item in shown}
    best = max(lengths.values(), default=0)
    return [
        Place(
            label=str(item.label),
            url=urls[item.key],
            current=bool(best) and lengths[item.key] == best,
            opens=item.opens,
        )
        for item in shown
    ]


def support_place() -> Place | None:
    """The way to support, or None while no app offers one. Needs no request and no database."""
    for item in registered("support"):
        return Place(label=str(item.label), url=address(item.url_name), current=False, opens="")
    return None


def address(url_name: str) -> str:
    """Return where a place without arguments is; kept, for every page asks for all of them.

    Raises NoReverseMatch like `reverse`.
    """
    return _address(url_name, get_script_prefix(), get_urlconf())


@lru_cache(maxsize=256)
def _address(url_name: str, prefix: str, urlconf: str | None) -> str:
    return reverse(url_name)


def _match_length(item: Item, url: str, path: str) -> int:
    if path == url:
        return len(url)
    prefixes = item.under if item.is_exact or url == "/" else (url, *item.under)
    return max((len(prefix) for prefix in prefixes if path.startswith(prefix)), default=0)

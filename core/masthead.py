"""The head of every page, drawn once for everybody who sees the same places.

It stands on every page and costs as much as the rest of a short one, while only three words in it
are of one request: the name, the token of its forms, and the address to come back to.
"""

from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.navigation import Place, address, support_place

# What one request puts into the drawn head; no text of ours can hold a NUL.
NAME, TOKEN, BACK_TO = "\0name\0", "\0token\0", "\0back-to\0"

type Shown = tuple[tuple[str, str, bool, str], ...]


def masthead(context: Context) -> SafeString:
    """Return the head for the page of this context; an error page may know neither of them.

    `nav`, `account_nav`, `user`, `request` and `csrf_token` are read as the base page has them.
    """
    request: HttpRequest | None = context.get("request")
    user = context.get("user")
    is_signed_in = bool(user and user.is_authenticated)
    drawn = _drawn(
        get_language(),
        support_place() is not None,
        nav=_shown(context.get("nav") or ()),
        account_nav=_shown(context.get("account_nav") or ()) if is_signed_in else (),
        is_signed_in=is_signed_in,
        path=_path(request),
    )
    for mark, word in (
        (NAME, user.display_name if user and is_signed_in else ""),
        (TOKEN, context.get("csrf_token") or ""),
        (BACK_TO, request.get_full_path() if request else ""),
    ):
        drawn = drawn.replace(mark, escape(word))
    return mark_safe(drawn)  # noqa: S308 -- drawn by a template, and the words are escaped


def with_token(context: Context, drawn: str) -> SafeString:
    """Return a kept piece with the token of this request in its forms, where TOKEN stands."""
    token = escape(context.get("csrf_token") or "")
    return mark_safe(drawn.replace(TOKEN, token))  # noqa: S308 -- drawn by a template


def forget() -> None:
    """Draw anew: between tests that speak other languages."""
    _drawn.cache_clear()


@lru_cache(maxsize=128)
def _drawn(
    language: str | None,
    has_support: bool,  # noqa: FBT001 -- part of the name under which the drawing is kept
    *,
    nav: Shown,
    account_nav: Shown,
    is_signed_in: bool,
    path: str | None,
) -> str:
    return render_to_string(
        "core/masthead.html",
        {
            "nav": _places(nav),
            "account_nav": _places(account_nav),
            "user": SimpleNamespace(is_authenticated=is_signed_in, display_name=NAME),
            "request": None if path is None else _Request(path),
            "csrf_token": TOKEN,
        },
    )


class _Request:
    """As much of a request as the head reads."""

    get_full_path = BACK_TO

    def __init__(self, path: str) -> None:
        self.path = path


def _path(request: HttpRequest | None) -> str | None:
    """Return the page's address where the head depends on it: the way in is not offered there."""
    if request is None:
        return None
    try:
        way_in = address("account_login")
    except NoReverseMatch:
        return ""
    return way_in if request.path == way_in else ""


def _shown(places: Iterable[Place]) -> Shown:
    return tuple(
        (place["label"], place["url"], place["current"], place["opens"]) for place in places
    )


def _places(shown: Shown) -> list[dict[str, Any]]:
    names = ("label", "url", "current", "opens")
    return [dict(zip(names, one, strict=True)) for one in shown]

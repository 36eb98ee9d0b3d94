"""Asking for the password again before something grave: publish, role change, export."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.web.responses import hx_redirect


def was_recent(request: HttpRequest) -> bool:
    """Whether the person signed in, or gave their password or second step again, just now."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    latest = max((float(record.get("at", 0)) for record in records), default=0.0)
    return bool(time.time() - latest < app_settings.REAUTHENTICATION_TIMEOUT)


def recent_required[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """A view that may be used within fifteen minutes of proving who one is.

    A later POST is kept while the person proves it, and then done; from htmx the whole page goes
    there and back, and the person presses the button again. GET is let through: the page may be
    looked at.
    """

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = args[0]
        assert isinstance(request, HttpRequest)  # noqa: S101 -- the first argument of every view
        if request.method in {"GET", "HEAD", "OPTIONS"} or was_recent(request):
            return view(*args, **kwargs)
        if getattr(request, "htmx", False):
            return hx_redirect(_prove_url(request))
        raise ReauthenticationRequired

    return guarded


def _prove_url(request: HttpRequest) -> str:
    methods = get_adapter().get_reauthentication_methods(request.user)
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    back_to = (page.path or "/") + (f"?{page.query}" if page.query else "")
    return f"{methods[0]['url']}?{urlencode({'next': back_to})}"

"""Middleware of our own: the request id, and the sign-in rule in a form that htmx understands."""

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth import middleware as auth_middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from core.web.request_id import current_request_id
from core.web.responses import hx_redirect

GetResponse = Callable[[HttpRequest], HttpResponseBase]
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Gives each request an id, taken over from a proxy if it looks like one, and sends it back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        token = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response["X-Request-ID"] = request_id
        return response


class LoginRequiredMiddleware(auth_middleware.LoginRequiredMiddleware):
    """Sends who is not signed in to the sign-in page, and from there back to the page they were on.

    htmx would follow a redirect and put the sign-in page into the fragment, so it is told to move
    the whole page. The address of a form that was sent cannot be opened afterwards, so the way back
    leads to the page that held the form.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        is_fragment = bool(getattr(request, "htmx", False))
        if not is_fragment and request.method in SAFE_METHODS:
            return super().handle_no_permission(request, view_func)
        page = request.headers.get("HX-Current-URL" if is_fragment else "Referer", "")
        response = redirect_to_login(
            _path_on(request.get_host(), page),
            self.get_login_url(view_func),
            self.get_redirect_field_name(view_func),
        )
        return hx_redirect(response["Location"]) if is_fragment else response


def _path_on(host: str, page: str) -> str:
    """The path of a page of this host; the way home for any other."""
    try:
        parts = urlsplit(page)
    except ValueError:
        return "/"
    if parts.netloc != host or not parts.path.startswith("/"):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")

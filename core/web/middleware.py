"""Middleware of our own: the request id, and the sign-in rule in a form that htmx understands."""

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth import middleware as auth_middleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core.web.request_id import current_request_id
from core.web.responses import hx_redirect

GetResponse = Callable[[HttpRequest], HttpResponseBase]
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
    """Sends who is not signed in to the sign-in page, from a fragment as well.

    htmx would follow a redirect and put the sign-in page into the fragment, so it is told to move
    the whole page, and to come back to the page that the person was on.
    """

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if not getattr(request, "htmx", False):
            return super().handle_no_permission(request, view_func)
        page = urlsplit(request.headers.get("HX-Current-URL", ""))
        back_to = page.path + (f"?{page.query}" if page.query else "")
        response: HttpResponse = redirect_to_login(
            back_to or "/", self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )
        return hx_redirect(response["Location"])

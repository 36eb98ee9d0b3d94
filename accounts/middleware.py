"""What every page of a signed-in person has in common."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.http import speak_to
from accounts.models import User
from core.web.responses import hx_redirect

GetResponse = Callable[[HttpRequest], HttpResponseBase]
# While the second step is missing these can be used all the same.
OPEN_BEFORE_SECOND_STEP = {
    "account_logout",
    "account_reauthenticate",
    "account_inactive",
    "accounts:support",
    "set_language",
}


class PersonMiddleware:
    """Speaks the person's language in their time zone, and leaves nothing on a shared machine.

    Pages of a signed-in person are not kept by the browser, so the back button shows nothing
    after sign-out; signing out clears what the site stored. A role that requires a second step
    leads to its set-up before anything else. Costs no query of its own for other people.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User):
            return self._tidy(request, self.get_response(request))
        speak_to(user, request)
        with timezone.override(_zone(user.time_zone)):
            response = self._second_step(request, user) or self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return self._tidy(request, response)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """A form of allauth's that was refused answers 422, as every form of ours does."""
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form and form.errors:
            response.status_code = 422
        return response

    def _second_step(self, request: HttpRequest, user: User) -> HttpResponseBase | None:
        if not user.needs_second_step or user.is_demo or _is_open(request.path_info):
            return None
        kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        if Authenticator.objects.filter(user=user, type__in=kinds).exists():
            return None
        url = reverse("mfa_index")
        if getattr(request, "htmx", False):
            return hx_redirect(url)
        messages.info(request, _("Your role needs a second step at sign-in. Set one up first."))
        return HttpResponseRedirect(url)

    def _tidy(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if getattr(request, "casebook_signed_out", False):
            response["Clear-Site-Data"] = '"cache", "storage"'
            response["Cache-Control"] = "no-store, private"
        return response


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def _is_open(path: str) -> bool:
    try:
        name = resolve(path).view_name
    except Resolver404:
        return False
    return name in OPEN_BEFORE_SECOND_STEP or name.startswith("mfa_")

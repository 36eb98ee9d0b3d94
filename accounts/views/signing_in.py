"""Joining by invitation, one-time links, and the choice of language: open to everybody."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language as django_set_language

from accounts import services
from accounts.errors import AccountsError
from accounts.forms import AskToJoinForm, CodeForm, JoinForm, NewPasswordForm
from accounts.models import Invitation, Organisation, User
from accounts.selectors import invitation_of
from accounts.services.people import change_language
from core.web.responses import render_invalid

CLOSED = "accounts/link_closed.html"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    invitation = invitation_of(code)
    if invitation is None:
        return TemplateResponse(request, CLOSED, {"what": "invitation"}, status=410)
    if request.user.is_authenticated or services.known_person(invitation):
        return _join_as_known(request, invitation, code)
    initial = {"language": invitation.language}
    form = JoinForm(request.POST or None, initial=initial)
    context = {"form": form, "invitation": invitation}
    if request.method == "GET":
        return TemplateResponse(request, "accounts/join.html", context)
    if not form.is_valid():
        return render_invalid(request, "accounts/join.html", context)
    return _join(request, invitation, form)


def _join(request: HttpRequest, invitation: Invitation, form: JoinForm) -> HttpResponse:
    try:
        person = services.join_as_new(
            invitation=invitation,
            display_name=form.cleaned_data["display_name"],
            password=form.cleaned_data["password1"],
            language=form.cleaned_data["language"],
            time_zone=Organisation.current().default_time_zone,
            at=timezone.now(),
        )
    except AccountsError as error:
        context = {"what": "invitation", "error": str(error)}
        return TemplateResponse(request, CLOSED, context, status=409)
    return _sign_in(request, person)


def _join_as_known(request: HttpRequest, invitation: Invitation, code: str) -> HttpResponse:
    context = {"invitation": invitation, "code": code, "error": ""}
    if request.method == "GET" or not isinstance(request.user, User):
        return TemplateResponse(request, "accounts/join_known.html", context)
    try:
        services.join_as_known(invitation=invitation, person=request.user, at=timezone.now())
    except AccountsError as error:
        context["error"] = str(error)
        return TemplateResponse(request, "accounts/join_known.html", context, status=409)
    messages.success(request, _("You have joined %(unit)s.") % {"unit": invitation.unit.name})
    return redirect("accounts:profile")


def _sign_in(request: HttpRequest, person: User) -> HttpResponse:
    # Through allauth's stages, so that a second step is asked for where there is one.
    record_authentication(request, person, method="password")
    response: HttpResponse = perform_login(request, Login(user=person, signup=True))
    request.session.set_expiry(0)
    return response


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, code: str) -> HttpResponse:
    row = services.open_link(code=code, at=timezone.now())
    if row is None:
        return TemplateResponse(request, CLOSED, {"what": "link"}, status=410)
    form = NewPasswordForm(request.POST or None)
    context = {"form": form, "person": row.user}
    if request.method == "GET":
        return TemplateResponse(request, "accounts/link.html", context)
    if not form.is_valid():
        return render_invalid(request, "accounts/link.html", context)
    try:
        password = form.cleaned_data["password1"]
        person = services.use_link(link=row, password=password, at=timezone.now())
    except AccountsError:
        return TemplateResponse(request, CLOSED, {"what": "link"}, status=410)
    messages.success(request, _("Your new password is set."))
    return _sign_in(request, person)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "GET":
        return TemplateResponse(request, "accounts/code.html", {"form": form})
    if form.is_valid():
        typed = form.cleaned_data["code"]
        if invitation_of(typed):
            return redirect("accounts:join", code=typed.strip())
        if services.open_link(code=typed, at=timezone.now()):
            return redirect("accounts:link", code=typed.strip())
        form.add_error("code", _("This code was used, has ended or is mistyped."))
    return render_invalid(request, "accounts/code.html", {"form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    is_open = Organisation.current().open_sign_up
    form = AskToJoinForm(request.POST or None)
    context = {"form": form, "is_open": is_open, "is_asked": False}
    if request.method == "GET" or not is_open:
        return TemplateResponse(request, "accounts/sign_up.html", context)
    if not form.is_valid():
        return render_invalid(request, "accounts/sign_up.html", context)
    email = form.cleaned_data["email"]
    if ratelimit.consume(request, action="reset_password", key=f"join:{email.lower()}"):
        language = request.LANGUAGE_CODE
        services.ask_to_join(email=email, language=language, at=timezone.now())
    context["is_asked"] = True
    return TemplateResponse(request, "accounts/sign_up.html", context)


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    response = django_set_language(request)
    language = request.POST.get("language", "")
    if isinstance(request.user, User):
        change_language(person=request.user, language=language)
    return response

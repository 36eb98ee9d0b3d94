"""Inviting one person or a list, and the invitations that are still open."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import codes, rules, selectors, services
from accounts.errors import AccountsError
from accounts.forms import InviteForm, InviteManyForm
from accounts.forms.inviting import MAILED
from accounts.http import LearnerRequest
from accounts.models import Organisation
from core.web.responses import render_invalid

INVITATIONS_A_PAGE = 25


def _initial(request: LearnerRequest) -> dict[str, str]:
    language = Organisation.current().default_language
    return {"language": language, "unit": request.GET.get("unit", "")}


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: LearnerRequest) -> HttpResponse:
    if not rules.can_invite(request.user):
        raise PermissionDenied
    form = InviteForm(request.POST or None, by=request.user, initial=_initial(request))
    if request.method == "GET":
        return TemplateResponse(request, "accounts/invite.html", {"form": form})
    if not form.is_valid():
        return render_invalid(request, "accounts/invite.html", {"form": form})
    wanted = dict(form.cleaned_data)
    is_mailed = wanted.pop("delivery") == MAILED
    try:
        invited = services.invite(by=request.user, at=timezone.now(), is_mailed=is_mailed, **wanted)
    except AccountsError as error:
        form.add_error(None, str(error))
        return render_invalid(request, "accounts/invite.html", {"form": form})
    if not is_mailed:
        return _shown_once(request, [invited])
    messages.success(request, _("The invitation is on its way."))
    return redirect("accounts:invitations")


def _shown_once(request: LearnerRequest, invited: list[services.Invited]) -> HttpResponse:
    handed = [
        {
            "who": f"{row.invitation.employer.short_code}-{row.invitation.employee_number}"
            if row.invitation.employer
            else "",
            "url": request.build_absolute_uri(reverse("accounts:join", args=[row.code])),
            "code": codes.grouped(row.code),
        }
        for row in invited
        if not row.invitation.is_mailed
    ]
    context = {"what": "invitation", "handed": handed, "mailed": len(invited) - len(handed)}
    return TemplateResponse(request, "accounts/shown_once.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def invite_many(request: LearnerRequest) -> HttpResponse:
    if not rules.can_invite(request.user):
        raise PermissionDenied
    form = InviteManyForm(request.POST or None, by=request.user, initial=_initial(request))
    context = {"form": form}
    if request.method == "GET":
        return TemplateResponse(request, "accounts/invite_many.html", context)
    if not form.is_valid():
        return render_invalid(request, "accounts/invite_many.html", context)
    where = {key: form.cleaned_data[key] for key in ("unit", "role", "language")}
    try:
        invited = services.invite_many(
            guests=form.guests, by=request.user, at=timezone.now(), **where
        )
    except AccountsError as error:
        form.add_error("people", str(error))
        return render_invalid(request, "accounts/invite_many.html", context)
    said = ngettext("%(count)d person invited.", "%(count)d people invited.", len(invited))
    messages.success(request, said % {"count": len(invited)})
    if any(not row.invitation.is_mailed for row in invited):
        return _shown_once(request, invited)
    return redirect("accounts:invitations")


@require_GET
def invitations(request: LearnerRequest) -> HttpResponse:
    if not rules.can_invite(request.user):
        raise PermissionDenied
    rows = selectors.open_invitations(request.user)
    page = Paginator(rows, INVITATIONS_A_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "accounts/invitations.html", {"page": page})


@require_POST
def invitation_revoke(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    rows = selectors.open_invitations(request.user)
    invitation = get_object_or_404(rows, public_id=public_id)
    try:
        services.revoke_invitation(invitation=invitation, by=request.user, at=timezone.now())
    except AccountsError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts:invitations")

"""Settings of the organisation, its support links, and the audit trail."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import rules, selectors, services
from accounts.forms import OrganisationForm, SupportLinkForm, TrailFilterForm
from accounts.http import LearnerRequest
from accounts.models import Organisation, SupportLink
from accounts.reauthentication import recent_required
from core.navigation import places_for
from core.web.responses import render_invalid

ENTRIES_A_PAGE = 50
ORGANISATION = "accounts/organisation.html"
SUPPORT_LINK = "accounts/support_link.html"
SETTINGS = ("name", "default_language", "default_time_zone", "mfa_roles", "open_sign_up")
LINK_FIELDS = ("label", "description", "url", "phone", "position")


def _refuse_others(request: LearnerRequest) -> None:
    if not rules.is_organisation_admin(request.user):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
@recent_required
def organisation(request: LearnerRequest) -> HttpResponse:
    _refuse_others(request)
    row = Organisation.current()
    initial = {field: getattr(row, field) for field in SETTINGS}
    initial["open_sign_up_unit"] = row.open_sign_up_unit and row.open_sign_up_unit.public_id
    form = OrganisationForm(request.POST or None, initial=initial, by=request.user)
    links = SupportLink.objects.select_related("unit")
    more = places_for(request, "organisation")
    context = {"form": form, "links": list(links), "more": more}
    if request.method == "GET":
        return TemplateResponse(request, ORGANISATION, context)
    if not form.is_valid():
        return render_invalid(request, ORGANISATION, context)
    services.change_organisation(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The settings are saved."))
    return redirect("accounts:organisation")


@require_http_methods(["GET", "POST"])
def support_link(request: LearnerRequest, link_id: int | None = None) -> HttpResponse:
    _refuse_others(request)
    row = get_object_or_404(SupportLink, pk=link_id) if link_id else None
    initial = {field: getattr(row, field) for field in LINK_FIELDS} if row else {}
    initial["unit"] = row.unit.public_id if row and row.unit else None
    form = SupportLinkForm(request.POST or None, initial=initial, by=request.user)
    context = {"form": form, "link": row}
    if request.method == "GET":
        return TemplateResponse(request, SUPPORT_LINK, context)
    if not form.is_valid():
        return render_invalid(request, SUPPORT_LINK, context)
    services.save_support_link(link=row, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The support link is saved."))
    return redirect("accounts:organisation")


@require_POST
def support_link_delete(request: LearnerRequest, link_id: int) -> HttpResponse:
    _refuse_others(request)
    row = get_object_or_404(SupportLink, pk=link_id)
    services.delete_support_link(link=row, by=request.user, at=timezone.now())
    messages.success(request, _("The support link is gone."))
    return redirect("accounts:organisation")


@require_GET
def trail(request: LearnerRequest) -> HttpResponse:
    if not rules.can_read_trail(request.user):
        raise PermissionDenied
    form = TrailFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    before = request.GET.get("before", "")
    is_number = before.isdecimal() and len(before) < 19
    rows = selectors.trail_for(request.user, before=int(before) if is_number else None, **wanted)
    entries = list(rows[: ENTRIES_A_PAGE + 1])
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "form": form,
        "entries": selectors.entries_in_words(request.user, entries[:ENTRIES_A_PAGE]),
        "older": entries[ENTRIES_A_PAGE - 1].pk if len(entries) > ENTRIES_A_PAGE else None,
        "query": f"{kept.urlencode()}&" if kept else "",
        "is_first": not is_number,
    }
    return TemplateResponse(request, "accounts/trail.html", context)

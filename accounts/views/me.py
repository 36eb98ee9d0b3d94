"""What is a person's own: profile, sessions, notices, support."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import services
from accounts.forms import ProfileForm
from accounts.http import LearnerRequest
from accounts.models import Notice, User
from accounts.selectors import active_units_of, support_links_for
from accounts.words import words_for
from core.orm import for_list
from core.web.responses import render_invalid

PROFILE_FIELDS = ("display_name", "language", "time_zone", "verification_enabled")
NOTICES_A_PAGE = 20


@require_http_methods(["GET", "POST"])
def profile(request: LearnerRequest) -> HttpResponse:
    person = request.user
    initial = {field: getattr(person, field) for field in PROFILE_FIELDS}
    form = ProfileForm(request.POST or None, initial=initial)
    context = {
        "form": form,
        "units": list(active_units_of(person)),
        "grants": person.grants_held(),
        "place": "profile",
    }
    if request.method == "GET":
        return TemplateResponse(request, "accounts/profile.html", context)
    if not form.is_valid():
        return render_invalid(request, "accounts/profile.html", context)
    services.change_profile(person=person, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Your profile is saved."))
    return redirect("accounts:profile")


@require_http_methods(["GET", "POST"])
def sign_out_elsewhere(request: LearnerRequest) -> HttpResponse:
    if request.method == "GET":
        context = {"place": "sessions"}
        return TemplateResponse(request, "accounts/sign_out_elsewhere.html", context)
    services.sign_out_elsewhere(person=request.user, at=timezone.now())
    update_session_auth_hash(request, request.user)
    messages.success(request, _("You are signed out everywhere but here."))
    return redirect("accounts:profile")


@require_GET
def notices(request: LearnerRequest) -> HttpResponse:
    rows = for_list(Notice.objects.visible_to(request.user))
    page = Paginator(rows, NOTICES_A_PAGE).get_page(request.GET.get("page"))
    told = [{"notice": row, "words": words_for(row.kind, row.payload)} for row in page]
    is_unread = any(row.read_at is None for row in page)
    context = {"page": page, "told": told, "is_unread": is_unread, "place": "notices"}
    return TemplateResponse(request, "accounts/notices.html", context)


@require_POST
def notices_read(request: LearnerRequest) -> HttpResponse:
    services.mark_all_read(person=request.user, at=timezone.now())
    return redirect("accounts:notices")


@require_POST
def notice_read(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    notice = get_object_or_404(Notice.objects.visible_to(request.user), public_id=public_id)
    services.mark_read(notice=notice, at=timezone.now())
    url = words_for(notice.kind, notice.payload).url
    return redirect(url or "accounts:notices")


@login_not_required
@require_GET
def support(request: HttpRequest) -> HttpResponse:
    person = request.user if isinstance(request.user, User) else None
    context = {"links": list(support_links_for(person))}
    return TemplateResponse(request, "accounts/support.html", context)

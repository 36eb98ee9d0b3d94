"""Folders that are brought, and what was brought so far; saying yes or no to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from content.library.drafting.rules import can_draft
from core.received import NotReceivable
from core.web.responses import hx_redirect, render_invalid
from courses.releases import services
from courses.releases.models import Intake
from courses.workshop.forms.files import FoldersForm
from courses.workshop.pages.files.intake import intake_page
from courses.workshop.pages.files.words import refusal_of
from courses.workshop.rules import can_enter
from courses.workshop.selectors import editing
from courses.workshop.selectors import files as selectors

LIST = "courses/workshop/files/file_list.html"
DETAIL = "courses/workshop/files/intake_detail.html"
WAITING = "courses/workshop/files/intake_waiting.html"
A_PAGE = 25


def check_enters(request: LearnerRequest) -> None:
    """Refuse whoever makes nothing here."""
    if not can_enter(request.user):
        raise PermissionDenied


def receive(form: Any, request: LearnerRequest, **values: Any) -> Intake | None:
    """Keep what the form brought; None with the refusal in the form if it is not taken."""
    name, content = form.brought()
    try:
        return services.receive_files(
            name=name, content=content, by=request.user, at=timezone.now(), **values
        )
    except NotReceivable as refused:
        form.add_error("folder" if "folder" in form.fields else "file", refusal_of(refused))
        return None


@require_http_methods(["GET", "POST"])
def file_list(request: LearnerRequest) -> HttpResponse:
    check_enters(request)
    owners = editing.owners_for(request.user)
    form = FoldersForm(request.POST or None, request.FILES or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        owner, kind = form.cleaned_data.get("owner"), Intake.Kind.FOLDERS
        intake = receive(form, request, kind=kind, owner=owner)
        if intake is not None:
            return redirect("courses:workshop:intake_detail", intake.public_id)
    rows = selectors.intakes_of(request.user)
    context = {"form": form, "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page"))}
    context["may_write"] = can_draft(request.user)
    if request.method == "POST":
        return render_invalid(request, LIST, context)
    return TemplateResponse(request, LIST, context)


def intake_for(request: LearnerRequest, public_id: UUID) -> Intake:
    """Return one that the person brought; Http404 for any other."""
    intake = selectors.intake_of(request.user, public_id)
    if intake is None:
        raise Http404
    return intake


@require_GET
def intake_detail(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    intake = intake_for(request, public_id)
    page = intake_page(request.user, intake, request.GET.get("page"))
    if intake.is_open:
        template = WAITING + ("#intake-progress" if request.htmx else "")
        response = TemplateResponse(request, template, {"page": page})
        patch_vary_headers(response, ["HX-Request"])
        return response
    if request.htmx and request.GET.get("wait"):
        return hx_redirect(request.path)
    return TemplateResponse(request, DETAIL, {"page": page})


@require_POST
def intake_confirm(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    intake = intake_for(request, public_id)
    try:
        services.confirm_intake(intake=intake, by=request.user, at=timezone.now())
    except services.NotConfirmable:
        return _refused(request, public_id)
    return redirect("courses:workshop:intake_detail", public_id)


@require_POST
def intake_let_go(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    intake = intake_for(request, public_id)
    try:
        services.let_intake_go(intake=intake, by=request.user, at=timezone.now())
    except services.NotConfirmable:
        return _refused(request, public_id)
    messages.success(request, _("Nothing was taken in, and the files are gone."))
    return redirect(intake_page(request.user, intake, None).back_url)


def _refused(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    page = intake_page(request.user, intake_for(request, public_id), None)
    refusal = _("This was answered before. What stands here is how it is now.")
    context = {"page": page, "refusal": refusal}
    template = WAITING if page.intake.is_open else DETAIL
    return TemplateResponse(request, template, context, status=409)

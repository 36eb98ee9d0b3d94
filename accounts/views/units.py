"""The tree of units: looking, adding, changing, moving, closing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import rules, selectors, services
from accounts.errors import AccountsError
from accounts.forms import UnitForm, UnitMoveForm, UnitNewForm
from accounts.http import LearnerRequest
from accounts.models import Unit
from core.web.responses import render_invalid

UNITS_A_PAGE = 100
DEEPEST = 4  # steps of indentation in a list
NEW, EDIT = "accounts/unit_new.html", "accounts/unit_edit.html"


@require_GET
def units_list(request: LearnerRequest) -> HttpResponse:
    if not rules.can_invite(request.user):
        raise PermissionDenied
    rows = selectors.units_page(request.user)
    page = Paginator(rows, UNITS_A_PAGE).get_page(request.GET.get("page"))
    top = selectors.top_depth(request.user)
    for unit in page:
        unit.steps = min(max(unit.depth - top, 0), DEEPEST)  # type: ignore[attr-defined]
        unit.may_edit = rules.can_edit_unit(request.user, unit)  # type: ignore[attr-defined]
    return TemplateResponse(request, "accounts/units.html", {"page": page})


def _unit(request: LearnerRequest, public_id: UUID) -> Unit:
    units = Unit.objects.visible_to(request.user, *rules.MANAGERS)
    return get_object_or_404(units.select_related("parent"), public_id=public_id)


@require_http_methods(["GET", "POST"])
def unit_new(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    parent = _unit(request, public_id)
    form = UnitNewForm(request.POST or None, by=request.user, parent=parent)
    context = {"form": form, "parent": parent}
    if request.method == "GET":
        return TemplateResponse(request, NEW, context)
    if not form.is_valid():
        return render_invalid(request, NEW, context)
    try:
        unit = services.add_unit(
            parent=parent, by=request.user, at=timezone.now(), **form.cleaned_data
        )
    except AccountsError as error:
        form.add_error(None, str(error))
        return render_invalid(request, NEW, context)
    messages.success(request, _("%(unit)s is added.") % {"unit": unit.name})
    return redirect("accounts:units")


@require_http_methods(["GET", "POST"])
def unit_edit(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    unit = _unit(request, public_id)
    if not rules.can_edit_unit(request.user, unit):
        raise PermissionDenied
    has_code = unit.is_employer and rules.is_organisation_admin(request.user)
    fields = ("name", "short_code", "daily_intense_minutes")
    initial = {field: getattr(unit, field) for field in fields}
    form = UnitForm(request.POST or None, initial=initial, has_code=has_code)
    context = {"form": form, "unit": unit, "move_form": UnitMoveForm(by=request.user, unit=unit)}
    if request.method == "GET":
        return TemplateResponse(request, EDIT, context)
    if not form.is_valid():
        return render_invalid(request, EDIT, context)
    values = {"short_code": unit.short_code or "", **form.cleaned_data}
    try:
        services.change_unit(unit=unit, by=request.user, at=timezone.now(), **values)
    except AccountsError as error:
        form.add_error(None, str(error))
        return render_invalid(request, EDIT, context)
    messages.success(request, _("%(unit)s is saved.") % {"unit": values["name"]})
    return redirect("accounts:units")


@require_POST
def unit_move(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    unit = _unit(request, public_id)
    form = UnitMoveForm(request.POST, by=request.user, unit=unit)
    if not form.is_valid():
        messages.error(request, _("Choose the unit to move it below."))
        return redirect("accounts:unit_edit", public_id=public_id)
    try:
        services.move_unit(
            unit=unit, to=form.cleaned_data["to"], by=request.user, at=timezone.now()
        )
    except AccountsError as error:
        messages.error(request, str(error))
        return redirect("accounts:unit_edit", public_id=public_id)
    messages.success(request, _("%(unit)s is moved.") % {"unit": unit.name})
    return redirect("accounts:units")


@require_POST
def unit_close(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    unit = _unit(request, public_id)
    try:
        services.close_unit(unit=unit, by=request.user, at=timezone.now())
    except AccountsError as error:
        messages.error(request, str(error))
        return redirect("accounts:unit_edit", public_id=public_id)
    messages.success(request, _("%(unit)s is closed.") % {"unit": unit.name})
    return redirect("accounts:units")

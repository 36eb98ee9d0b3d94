"""The administrator's page of how long records are kept."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from accounts.models import Organisation
from accounts.reauthentication import recent_required
from accounts.rules import is_organisation_admin
from core.web.responses import render_invalid
from courses.retention.forms import PeriodsForm
from courses.retention.selectors import period_lines, would_go
from courses.retention.services import shorten_periods

PAGE = "courses/retention/periods.html"


@require_http_methods(["GET", "POST"])
@recent_required
def periods(request: LearnerRequest) -> HttpResponse:
    """Shows the periods; `?answers=12…` counts what would go with these, POST makes them hold."""
    if not is_organisation_admin(request.user):
        raise PermissionDenied
    row = Organisation.current()
    lines = period_lines(row)
    form = PeriodsForm(request.POST or request.GET or None, lines=lines)
    context: dict[str, object] = {"form": form, "lines": lines, "ran_at": row.retention_ran_at}
    if form.is_bound and not form.is_valid():
        return render_invalid(request, PAGE, context)
    if request.method == "POST" and form.is_bound:
        shorten_periods(months=form.changed_months(), by=request.user, at=timezone.now())
        messages.success(request, _("The periods are saved. They hold from the next run on."))
        return redirect("courses:retention:periods")
    if form.is_bound:
        context["would"] = would_go(form.changed_months(), at=timezone.now())
        context["asked"] = form.cleaned_data
    return TemplateResponse(request, PAGE, context)

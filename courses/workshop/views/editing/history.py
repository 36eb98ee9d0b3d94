"""Who edited what in a draft, and bringing an earlier state back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError
from courses.workshop.forms.editing.course import HistorySearchForm
from courses.workshop.pages.editing.history import history_page, version_page
from courses.workshop.selectors import editing
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import refusal_of
from courses.workshop.views.pausing import paused

HISTORY = "courses/workshop/editing/course_history.html"
VERSION = "courses/workshop/editing/item_version.html"


@require_GET
def course_history(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    form = HistorySearchForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, HISTORY, {"course": course, "form": form})
    wanted = form.cleaned_data
    page = history_page(course, number=request.GET.get("page"), **wanted)
    kept = {name: value for name, value in wanted.items() if value}
    context = {"course": course, "form": form, "page": page, "uid": wanted["uid"]}
    context["query"] = f"{urlencode(kept)}&" if kept else ""
    return TemplateResponse(request, HISTORY, context)


@require_http_methods(["GET", "POST"])
def item_version(request: LearnerRequest, course_slug: str, version_id: int) -> HttpResponse:
    """What an edit changed in one item; POST brings back what stood there before."""
    course = own_draft(request.user, course_slug)
    version = editing.version_of(course, version_id)
    if version is None:
        raise Http404
    later = reverse("courses:workshop:course_history", args=[course_slug])
    intensity = editing.intensity_in(course, version.kind, version.uid)
    if pause := paused(request, intensity=intensity, title=version.uid, later_href=later):
        return pause
    context = {"course": course, "page": version_page(course, version)}
    if request.method == "GET":
        return TemplateResponse(request, VERSION, context)
    try:
        services.restore_item(version=version, by=request.user, at=timezone.now())
    except CatalogueError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, VERSION, context, status=409)
    messages.success(request, _("Brought back. This is an edit too, so it can be undone."))
    return redirect("courses:workshop:course_history", course_slug)

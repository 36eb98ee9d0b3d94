"""The pools of a bank: made, renamed, shared, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import CatalogueError, ItemRefused
from courses.catalogue.models import Course
from courses.workshop.forms.editing.pools import PoolForm, PoolSharingForm
from courses.workshop.pages.editing.pools import pool_page, pools_page
from courses.workshop.selectors import editing
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import refusal_of, who_of

LIST = "courses/workshop/editing/pool_list.html"
DETAIL = "courses/workshop/editing/pool_edit.html"


@require_http_methods(["GET", "POST"])
def pool_list(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """The pools of a bank; POST makes one, and opens the bank to fill it."""
    course = own_draft(request.user, course_slug)
    form = PoolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.make_pool(course=course, title=form.cleaned_data["title"], **who_of(request))
        except ItemRefused as error:
            form.add_error("title", refusal_of(error))
        else:
            messages.success(request, _("Made. Choose questions to put into it."))
            return redirect("courses:workshop:question_list", course_slug)
    page = pools_page(request.user, course, number=request.GET.get("page"))
    context = {"course": course, "form": form, "page": page}
    if request.method == "POST":
        return render_invalid(request, LIST, context)
    return TemplateResponse(request, LIST, context)


@require_http_methods(["GET", "POST"])
def pool_edit(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    """One pool; POST renames it."""
    course = own_draft(request.user, course_slug)
    context = _context(request, course, uid)
    if request.method == "GET":
        return TemplateResponse(request, DETAIL, context)
    form = context["form"] = PoolForm(request.POST)
    if not form.is_valid():
        return render_invalid(request, DETAIL, context)
    title = form.cleaned_data["title"]
    try:
        services.rename_pool(course=course, uid=uid, title=title, **who_of(request))
    except CatalogueError as error:
        return _refused(request, context, error)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:pool_edit", course_slug, uid)


@require_POST
def pool_share(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    context = _context(request, course, uid)
    if not context["page"].may_share:
        raise PermissionDenied
    form: Any = _sharing(request, context, request.POST)
    context["sharing"] = form
    if not form.is_valid():
        return render_invalid(request, DETAIL, context)
    reach = list(form.fields["units"].queryset)
    wanted, who = form.cleaned_data, who_of(request)
    try:
        services.share_pool(course=course, uid=uid, reach=reach, **wanted, **who)
    except ItemRefused:
        form.add_error("units", _("A restricted pool needs at least one unit."))
        return render_invalid(request, DETAIL, context)
    except CatalogueError as error:
        return _refused(request, context, error)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:pool_edit", course_slug, uid)


@require_POST
def pool_remove(request: LearnerRequest, course_slug: str, uid: str) -> HttpResponse:
    """Take a pool away from which no quiz draws; its questions stay in the bank."""
    course = own_draft(request.user, course_slug)
    context = _context(request, course, uid)
    if not context["page"].may_remove:
        raise PermissionDenied
    try:
        services.remove_pool(course=course, uid=uid, **who_of(request))
    except CatalogueError as error:
        return _refused(request, context, error)
    messages.success(request, _("Taken away. The history brings it back."))
    return redirect("courses:workshop:pool_list", course_slug)


def _context(request: LearnerRequest, course: Course, uid: str) -> dict[str, Any]:
    page = pool_page(request.user, course, uid)
    if page is None:
        raise Http404
    form = PoolForm(initial={"title": page.line.pool.title})
    context = {"course": course, "page": page, "form": form}
    return context | {"sharing": _sharing(request, context, None)}


def _sharing(request: LearnerRequest, context: dict[str, Any], data: Any) -> PoolSharingForm:
    page = context["page"]
    first = {"visibility": page.line.pool.visibility, "units": page.named}
    return PoolSharingForm(data, units=editing.units_to_share(request.user), initial=first)


def _refused(
    request: LearnerRequest, context: dict[str, Any], error: CatalogueError
) -> HttpResponse:
    context["refusal"] = refusal_of(error)
    return TemplateResponse(request, DETAIL, context, status=409)

"""Who may find a course, write in it, review it and mark it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.catalogue import services
from courses.catalogue.errors import ItemRefused
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.rules import can_grant, can_share
from courses.workshop.forms.editing.course import GrantForm, PeopleSearchForm, SharingForm
from courses.workshop.pages.editing.sharing import sharing_page
from courses.workshop.selectors import editing
from courses.workshop.views.draft import own_draft
from courses.workshop.views.editing.doing import who_of

SHARING = "courses/workshop/editing/course_sharing.html"


@require_http_methods(["GET", "POST"])
def course_sharing(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    context = _context(request, course)
    form = context["form"]
    if request.method == "GET":
        return TemplateResponse(request, SHARING, context)
    if not can_share(request.user, course):
        raise PermissionDenied
    if not form.is_valid():
        return render_invalid(request, SHARING, context)
    wanted, who = form.cleaned_data, who_of(request)
    reach = list(form.fields["units"].queryset)
    try:
        services.share_course(course=course, reach=reach, **wanted, **who)
    except ItemRefused:
        form.add_error("units", _("A restricted course needs at least one unit."))
        return render_invalid(request, SHARING, context)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:course_sharing", course_slug)


def _context(request: LearnerRequest, course: Course) -> dict[str, Any]:
    search = PeopleSearchForm(request.GET)
    q = search.cleaned_data["q"] if search.is_valid() else ""
    page = sharing_page(request.user, course, q=q, number=request.GET.get("page"))
    first = {"visibility": course.visibility, "units": page.named}
    units = editing.units_to_share(request.user)
    form = SharingForm(request.POST or None, units=units, initial=first)
    return {"course": course, "page": page, "form": form, "search": search, "q": q}


@require_POST
def course_grant(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """Give a person whom the granter may see a right in the course."""
    course = own_draft(request.user, course_slug)
    if not can_share(request.user, course):
        raise PermissionDenied
    form = GrantForm(request.POST)
    if not form.is_valid():
        return render_invalid(request, SHARING, _context(request, course))
    people = editing.people_seen(request.user)
    person = get_object_or_404(people, public_id=form.cleaned_data["person"])
    role = CourseGrant.Role(form.cleaned_data["role"])
    if not can_grant(request.user, course, person=person, role=role):
        raise PermissionDenied
    services.grant_authoring(course=course, user=person, role=role, **who_of(request))
    done = _("%(name)s: %(role)s.") % {"name": person, "role": role.label}
    messages.success(request, done)
    return redirect("courses:workshop:course_sharing", course_slug)


@require_POST
def course_grant_withdraw(request: LearnerRequest, course_slug: str, grant_id: int) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    if not can_share(request.user, course):
        raise PermissionDenied
    grant = get_object_or_404(course.grants.select_related("user"), pk=grant_id)
    services.withdraw_authoring(grant=grant, **who_of(request))
    messages.success(request, _("Withdrawn: %(name)s.") % {"name": grant.user})
    return redirect("courses:workshop:course_sharing", course_slug)

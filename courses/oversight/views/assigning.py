"""Asking a unit or a person to take a course, and no longer asking."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.enrolment import services
from courses.oversight import rules, selectors
from courses.oversight.forms import AssignForm
from courses.oversight.pages.assignments import assignments_page
from courses.oversight.readers import Deed, Sight, roles_that_do, roles_that_see
from courses.oversight.views.person import seen_person
from courses.releases.naming import titles_of

ASSIGN = "courses/oversight/assign.html"


@require_http_methods(["GET", "POST"])
def assign_unit(request: LearnerRequest) -> HttpResponse:
    if not rules.can(request.user, Deed.ASSIGN):
        raise PermissionDenied
    form = AssignForm(request.POST or None, by=request.user)
    if request.method == "GET":
        return TemplateResponse(request, ASSIGN, {"form": form})
    if not form.is_valid():
        return render_invalid(request, ASSIGN, {"form": form})
    services.assign_to_unit(by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, _("Assigned. Everyone in the unit finds the course on their list."))
    return redirect("courses:oversight:assignment_list")


@require_http_methods(["GET", "POST"])
def assign_person(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    person = seen_person(request.user, public_id, *roles_that_do(Deed.ASSIGN))
    form = AssignForm(request.POST or None, by=request.user, person=person)
    context = {"form": form, "person": person}
    if request.method == "GET":
        return TemplateResponse(request, ASSIGN, context)
    if not form.is_valid():
        return render_invalid(request, ASSIGN, context)
    wanted = form.cleaned_data
    services.assign_to_person(person=person, by=request.user, at=timezone.now(), **wanted)
    messages.success(request, _("Assigned. The course is on the person's list."))
    return redirect("courses:oversight:person_detail", public_id)


@require_GET
def assignment_list(request: LearnerRequest) -> HttpResponse:
    if not request.user.paths_held(*roles_that_see(Sight.ASSIGNMENTS)):
        raise PermissionDenied
    number = request.GET.get("page")
    page = assignments_page(request.user, number, language=get_language() or "")
    return TemplateResponse(request, "courses/oversight/assignment_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def assignment_withdraw(request: LearnerRequest, assignment_id: int) -> HttpResponse:
    rows = selectors.assignments_seen_by(request.user, *roles_that_do(Deed.ASSIGN))
    assignment = get_object_or_404(rows, pk=assignment_id)
    if request.method == "GET":
        titles = titles_of([assignment.course], get_language() or "")
        context = {"assignment": assignment, "course": titles[assignment.course_id]}
        return TemplateResponse(request, "courses/oversight/assignment_withdraw.html", context)
    count = services.withdraw_assignment(assignment=assignment, by=request.user, at=timezone.now())
    said = ngettext(
        "Withdrawn. The course is off the list of %(count)d person who had not started.",
        "Withdrawn. The course is off the list of %(count)d people who had not started.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("courses:oversight:assignment_list")

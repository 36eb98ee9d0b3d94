"""Fails that wait for a person, and deciding one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.assessment.confirming import confirmation_for
from courses.assessment.judging_errors import JudgingError
from courses.assessment.services.judging.confirming import decide_fail
from courses.workshop.forms.judging import FailDecisionForm
from courses.workshop.pages.judging.fails import fail_view
from courses.workshop.pages.judging.queues import fails_page
from courses.workshop.views.judging.fetch import judged_course

DETAIL = "courses/workshop/judging/fail.html"


@require_GET
def judging_fails(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    page = fails_page(request.user, course, request.GET.get("page"), get_language() or "")
    context = {"page": page, "course": course}
    return TemplateResponse(request, "courses/workshop/judging/fail_list.html", context)


@require_http_methods(["GET", "POST"])
def judging_fail(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    row = confirmation_for(request.user, public_id)
    if row is None or row.course_id != course.pk:
        raise Http404
    form = FailDecisionForm(request.POST or None)
    view = fail_view(row)
    is_asked = view.warns and request.method == "GET" and request.GET.get("read") != "1"
    context = {"course": course, "row": row, "form": form, "view": view, "is_asked": is_asked}
    if request.method == "GET":
        return TemplateResponse(request, DETAIL, context)
    if not form.is_valid():
        return render_invalid(request, DETAIL, context)
    said = {"by": request.user, "at": timezone.now(), "reason": form.cleaned_data["reason"]}
    try:
        decide_fail(confirmation=row, decided=form.cleaned_data["decision"], **said)
    except JudgingError as refusal:
        return TemplateResponse(request, DETAIL, {**context, "refusal": str(refusal)}, status=409)
    messages.success(request, _("Decided. The learner is told."))
    return redirect("courses:workshop:judging_overview", course_slug)

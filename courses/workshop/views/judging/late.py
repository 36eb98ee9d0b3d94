"""Answers that came after the end, and deciding about one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from accounts.models import User
from core.web.responses import render_invalid
from courses.assessment.errors import AssessmentError
from courses.assessment.late import late_step_at
from courses.assessment.services.judging.late import decide_late
from courses.catalogue.models import Course
from courses.releases.rules import can_edit
from courses.workshop.forms.judging import LateDecisionForm
from courses.workshop.pages.judging.late import late_view
from courses.workshop.pages.judging.queues import late_page
from courses.workshop.views.judging.fetch import judged_course, warned

DETAIL = "courses/workshop/judging/late.html"


def _own(user: User, slug: str) -> Course:
    """Late answers are for trainers and authors: a marker judges texts, not deadlines."""
    course = judged_course(user, slug)
    if not can_edit(user, course):
        raise PermissionDenied
    return course


@require_GET
def judging_late(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = _own(request.user, course_slug)
    page = late_page(request.user, course, request.GET.get("page"), get_language() or "")
    context = {"page": page, "course": course}
    return TemplateResponse(request, "courses/workshop/judging/late_list.html", context)


@require_http_methods(["GET", "POST"])
def judging_late_answer(
    request: LearnerRequest, course_slug: str, public_id: UUID, number: int
) -> HttpResponse:
    course = _own(request.user, course_slug)
    step = late_step_at(request.user, course, public_id, number)
    if step is None:
        raise Http404
    form, view = LateDecisionForm(request.POST or None), late_view(step)
    context = {"course": course, "view": view, "form": form, **warned(request, view.late)}
    if request.method == "GET":
        return TemplateResponse(request, DETAIL, context)
    if not form.is_valid():
        return render_invalid(request, DETAIL, context)
    said = {"note": form.cleaned_data["note"], "by": request.user, "at": timezone.now()}
    try:
        decide_late(step=step, is_accepted=form.cleaned_data["decision"] == "accepted", **said)
    except AssessmentError as refusal:
        return TemplateResponse(request, DETAIL, {**context, "refusal": str(refusal)}, status=409)
    messages.success(request, _("Decided. The learner is told."))
    return redirect("courses:workshop:judging_late", course_slug)

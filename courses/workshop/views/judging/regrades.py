"""Regrades: ordering a preview, looking at it, confirming it, stopping it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.catalogue.models import Course
from courses.releases.rules import can_publish
from courses.rollout import services
from courses.rollout.errors import RolloutError
from courses.rollout.models import Run
from courses.rollout.selectors import run_of
from courses.rollout.services import PREVIEW, REGRADE
from courses.workshop.forms.judging import RegradeForm
from courses.workshop.pages.judging.regrading import choosable, regrades_page, run_page
from courses.workshop.views.judging.fetch import judged_course

LIST = "courses/workshop/judging/regrade_list.html"
DETAIL = "courses/workshop/judging/regrade.html"


def _own(user: User, slug: str) -> Course:
    """A regrade changes results: it is for the trainers of the owning unit, as publishing is."""
    course = judged_course(user, slug)
    if not can_publish(user, course):
        raise PermissionDenied
    return course


def _run(request: LearnerRequest, course: Course, public_id: UUID) -> Run:
    run = run_of(course, public_id, PREVIEW, REGRADE)
    if run is None:
        raise Http404
    return run


@require_http_methods(["GET", "POST"])
def judging_regrades(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """GET lists the runs and takes an order; POST makes the preview, which changes nothing."""
    course = _own(request.user, course_slug)
    language = get_language() or ""
    found = choosable(course, language=language)
    form = RegradeForm(request.POST or None, initial=_asked(request), choosable=found)
    number, is_possible = request.GET.get("page"), found.is_possible
    page = regrades_page(course, number, is_possible=is_possible, language=language)
    context: dict[str, Any] = {"course": course, "page": page, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, LIST, context)
    if not form.is_valid():
        return render_invalid(request, LIST, context)
    by, now = request.user, timezone.now()
    try:
        run = services.request_preview(course=course, order=form.order, by=by, at=now)
    except RolloutError as refusal:
        return TemplateResponse(request, LIST, {**context, "refusal": str(refusal)}, status=409)
    return redirect("courses:workshop:judging_regrade", course_slug, run.public_id)


def _asked(request: LearnerRequest) -> dict[str, Any]:
    """What a link from a contest asks for; an unknown value chooses nothing."""
    return {
        "what": request.GET.get("what", ""),
        "releases": request.GET.getlist("release"),
        "policy": "best_of_both",
    }


@require_GET
def judging_regrade(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = _own(request.user, course_slug)
    run = _run(request, course, public_id)
    number, language = request.GET.get("page"), get_language() or ""
    page = run_page(request.user, run, number, language=language)
    template = DETAIL + ("#run" if request.htmx else "")
    return TemplateResponse(
        request, template, {"course": course, "page": page}, headers={"Vary": "HX-Request"}
    )


@require_POST
@recent_required
def judging_regrade_confirm(
    request: LearnerRequest, course_slug: str, public_id: UUID
) -> HttpResponse:
    course = _own(request.user, course_slug)
    preview = _run(request, course, public_id)
    try:
        run = services.confirm_regrade(preview=preview, by=request.user, at=timezone.now())
    except RolloutError as refusal:
        page = run_page(request.user, preview, None, language=get_language() or "")
        context = {"course": course, "page": page, "refusal": str(refusal)}
        return TemplateResponse(request, DETAIL, context, status=409)
    return redirect("courses:workshop:judging_regrade", course_slug, run.public_id)


@require_POST
def judging_regrade_stop(
    request: LearnerRequest, course_slug: str, public_id: UUID
) -> HttpResponse:
    course = _own(request.user, course_slug)
    run = _run(request, course, public_id)
    if services.stop_run(run=run, by=request.user, at=timezone.now()):
        messages.info(request, _("Stopped. What was done stays."))
    return redirect("courses:workshop:judging_regrade", course_slug, public_id)

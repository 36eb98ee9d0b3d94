"""Marking free text: the queue, taking a turn, marking it, giving it back."""

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
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.assessment.judging_errors import JudgingError, NothingToMark
from courses.assessment.marking import turn_for, waivable_turns
from courses.assessment.models import MarkingTurn
from courses.assessment.services.judging import marking as services
from courses.catalogue.models import Course
from courses.questions.errors import AnswerRefused
from courses.releases.rules import can_edit
from courses.workshop.forms.judging import CommentForm, SecondMarkingForm
from courses.workshop.pages.judging.marking import (
    marking_page,
    read_levels,
    sent_levels,
    turn_view,
)
from courses.workshop.views.judging.fetch import judged_course, warned

QUEUE = "courses/workshop/judging/marking.html"
TURN = "courses/workshop/judging/turn.html"


@require_http_methods(["GET", "POST"])
def judging_marking(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """GET shows the queue; POST sets how many answers are marked by two people."""
    course, now = judged_course(request.user, course_slug), timezone.now()
    number, language = request.GET.get("page"), get_language() or ""
    page = marking_page(request.user, course, number, language=language, at=now)
    form = SecondMarkingForm(request.POST or None, initial={"percent": page.percent})
    context = {"page": page, "course": course, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, QUEUE, context)
    if not page.may_edit:
        raise PermissionDenied
    if not form.is_valid():
        return render_invalid(request, QUEUE, context)
    percent = form.cleaned_data["percent"]
    services.set_second_marking(course=course, percent=percent, by=request.user, at=now)
    messages.success(request, _("Saved."))
    return redirect("courses:workshop:judging_marking", course_slug)


@require_POST
def judging_marking_next(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    try:
        turn = services.claim_next(course=course, by=request.user, at=timezone.now())
    except NothingToMark as refusal:
        messages.info(request, str(refusal))
        return redirect("courses:workshop:judging_marking", course_slug)
    return redirect("courses:workshop:judging_turn", course_slug, turn.public_id)


def _turn(request: LearnerRequest, course: Course, public_id: UUID) -> MarkingTurn:
    turn = turn_for(request.user, public_id)
    if turn is None or turn.course_id != course.pk:
        raise Http404
    return turn


@require_http_methods(["GET", "POST"])
def judging_turn(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    turn = _turn(request, course, public_id)
    if request.method == "POST":
        return _marked(request, course, turn)
    if turn.claimed_by_id != request.user.pk:
        # Only who holds an answer reads it: the queue hands it out.
        return redirect("courses:workshop:judging_marking", course_slug)
    context = {"course": course, "turn": turn, "form": CommentForm()}
    return TemplateResponse(request, TURN, {**context, **warned(request, turn_view(turn))})


def _marked(request: LearnerRequest, course: Course, turn: MarkingTurn) -> HttpResponse:
    data, form = dict(request.POST.lists()), CommentForm(request.POST)
    context: dict[str, Any] = {"course": course, "turn": turn, "form": form}
    try:
        levels = read_levels(turn, data)
    except AnswerRefused as refused:
        again = turn_view(turn, refused=refused, sent=sent_levels(data))
        return render_invalid(request, TURN, {**context, **warned(request, again)})
    view = warned(request, turn_view(turn, sent=levels))
    if not form.is_valid():
        return render_invalid(request, TURN, {**context, **view})
    said = {"comment": form.cleaned_data["comment"], "by": request.user, "at": timezone.now()}
    try:
        services.mark_turn(turn=turn, levels=levels, **said)
    except JudgingError as refusal:
        context["refusal"] = str(refusal)
        return TemplateResponse(request, TURN, {**context, **view}, status=409)
    messages.success(request, _("Marked."))
    return redirect("courses:workshop:judging_marking", course.slug)


@require_POST
def judging_turn_release(
    request: LearnerRequest, course_slug: str, public_id: UUID
) -> HttpResponse:
    turn = _turn(request, judged_course(request.user, course_slug), public_id)
    services.release_claim(turn=turn, by=request.user)
    messages.info(request, _("The answer is free again for others."))
    return redirect("courses:workshop:judging_marking", course_slug)


@require_POST
def judging_turn_waive(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    turn = waivable_turns(request.user, course).filter(public_id=public_id).first()
    if turn is None:
        raise Http404
    if not can_edit(request.user, course):
        raise PermissionDenied
    try:
        services.waive_turn(turn=turn, by=request.user, at=timezone.now())
    except JudgingError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The marking that stands decides."))
    return redirect("courses:workshop:judging_marking", course_slug)

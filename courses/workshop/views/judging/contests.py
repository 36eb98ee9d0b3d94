"""The contests of a course, and deciding one."""

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
from courses.assessment.contests import contest_for
from courses.assessment.judging_errors import JudgingError
from courses.assessment.services.judging.contesting import decide_contest
from courses.workshop.forms.judging import ContestDecisionForm
from courses.workshop.pages.judging.queues import contests_page
from courses.workshop.pages.judging.showing import answer_to, shown
from courses.workshop.views.judging.fetch import judged_course, warned

DETAIL = "courses/workshop/judging/contest.html"


@require_GET
def judging_contests(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    page = contests_page(request.user, course, request.GET.get("page"), get_language() or "")
    context = {"page": page, "course": course}
    return TemplateResponse(request, "courses/workshop/judging/contest_list.html", context)


@require_http_methods(["GET", "POST"])
def judging_contest(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    contest = contest_for(request.user, public_id)
    if contest is None or contest.course_id != course.pk:
        raise Http404
    attempt, uid = contest.attempt, contest.question_uid
    view = shown(attempt, uid, answer=answer_to(attempt, uid))
    form = ContestDecisionForm(request.POST or None)
    context = {"course": course, "contest": contest, "form": form, **warned(request, view)}
    if request.method == "GET":
        return TemplateResponse(request, DETAIL, context)
    if not form.is_valid():
        return render_invalid(request, DETAIL, context)
    is_upheld, words = form.cleaned_data["decision"] == "upheld", form.cleaned_data["answer"]
    said = {"is_upheld": is_upheld, "answer": words, "by": request.user, "at": timezone.now()}
    try:
        decide_contest(contest=contest, **said)
    except JudgingError as refusal:
        return TemplateResponse(request, DETAIL, {**context, "refusal": str(refusal)}, status=409)
    messages.success(request, _("Decided. The learner is told."))
    return redirect("courses:workshop:judging_overview", course_slug)

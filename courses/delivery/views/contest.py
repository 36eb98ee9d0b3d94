"""Contesting an answer, and the list of what one contested."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from courses.assessment import paper
from courses.assessment.judging_errors import JudgingError
from courses.assessment.models import Attempt
from courses.delivery.contest_forms import ContestForm
from courses.delivery.desks.desk import Desk
from courses.delivery.pages.contest import contests_page
from courses.delivery.views.fetch import require_number
from courses.delivery.views.seat import at_desk, shown

FORM = "courses/delivery/attempt_contest.html"


@require_http_methods(["GET", "POST"])
@at_desk
def attempt_contest(
    request: LearnerRequest, desk: Desk, public_id: uuid.UUID, number: int
) -> HttpResponse:
    attempt = desk.attempt(public_id)
    require_number(attempt, number)
    form = ContestForm(request.POST or None)
    context = _context(desk, attempt, number, form)
    if request.method == "GET":
        return shown(request, desk, FORM, context)
    if not form.is_valid():
        return shown(request, desk, FORM, context, status=422)
    reason, uid = form.cleaned_data["reason"], attempt.question_uids[number - 1]
    try:
        said = desk.contest(public_id, uid, reason=reason, at=timezone.now())
    except JudgingError as refusal:
        context["refusal"] = str(refusal)
        return shown(request, desk, FORM, context, status=409)
    messages.success(request, said)
    return redirect(desk.ways.result(public_id))


def _context(desk: Desk, attempt: Attempt, number: int, form: ContestForm) -> dict[str, Any]:
    lesson, language = paper.lesson_of(attempt), attempt.enrolment.language
    return {
        "attempt": attempt,
        "number": number,
        "title": lesson.titles.get(language) or next(iter(lesson.titles.values())),
        "form": form,
        "result_href": desk.ways.result(attempt.public_id),
    }


@require_GET
def contest_list(request: LearnerRequest) -> HttpResponse:
    page = contests_page(request.user, request.GET.get("page"))
    return TemplateResponse(request, "courses/delivery/contest_list.html", {"page": page})

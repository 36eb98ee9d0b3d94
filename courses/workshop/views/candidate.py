"""Looking a candidate over, and publishing it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.catalogue.models import Course
from courses.releases.errors import ReferencesMoved, ReleaseError
from courses.releases.models import Candidate
from courses.releases.rules import can_publish
from courses.releases.selectors import candidates_of
from courses.releases.services import publish
from courses.workshop.forms import PublishForm
from courses.workshop.pages.candidate import candidate_page
from courses.workshop.pages.words import refusal_of
from courses.workshop.views.draft import own_draft

DETAIL = "courses/workshop/candidate_detail.html"


def _candidate(course: Course, public_id: UUID) -> Candidate:
    rows = candidates_of(course, at=timezone.now()).defer(None)
    return get_object_or_404(rows, public_id=public_id)


def _context(request: LearnerRequest, candidate: Candidate, **more: Any) -> dict[str, Any]:
    page = candidate_page(
        request.user,
        more["course"],
        candidate,
        language=get_language() or "",
        at=timezone.now(),
    )
    return {"page": page, **more}


@require_GET
def candidate_detail(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    candidate = _candidate(course, public_id)
    context = _context(request, candidate, course=course, form=PublishForm())
    return TemplateResponse(request, DETAIL, context)


@require_POST
@recent_required
def candidate_publish(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    if not can_publish(request.user, course):
        raise PermissionDenied
    candidate = _candidate(course, public_id)
    form = PublishForm(request.POST)
    if not form.is_valid():
        context = _context(request, candidate, course=course, form=form)
        return render_invalid(request, DETAIL, context)
    notes = form.cleaned_data["notes"]
    try:
        made = publish(candidate=candidate, by=request.user, at=timezone.now(), notes=notes)
    except ReleaseError as error:
        moved = error.moved if isinstance(error, ReferencesMoved) else ()
        said = {"refusal": refusal_of(error), "moved": moved}
        context = _context(request, candidate, course=course, form=form, **said)
        return TemplateResponse(request, DETAIL, context, status=409)
    messages.success(request, _("Release %(number)s is live.") % {"number": made.number})
    return redirect("courses:workshop:draft_detail", course_slug)

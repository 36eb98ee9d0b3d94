"""Looking a candidate over, and publishing it: now, at a time, or under embargo."""

from datetime import datetime
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
from django.views.decorators.http import require_GET, require_POST

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from courses.catalogue.models import Course
from courses.releases.errors import ReferencesMoved, ReleaseError
from courses.releases.models import Candidate
from courses.releases.rules import can_publish, can_publish_in_emergency
from courses.releases.services import plan_publication, publish
from courses.workshop.forms import PublishForm
from courses.workshop.forms.publishing import ReviewForm, ReviewRequestForm
from courses.workshop.pages.candidate import candidate_page
from courses.workshop.pages.words import refusal_of
from courses.workshop.selectors import publishing as rows
from courses.workshop.selectors.publishing import handover_of
from courses.workshop.views.draft import own_draft
from courses.workshop.views.publishing.fetch import seen_candidate, seen_course, what_became_of

DETAIL = "courses/workshop/candidate_detail.html"


def candidate_context(
    request: LearnerRequest, course: Course, candidate: Candidate, **more: Any
) -> dict[str, Any]:
    """Return what the page of a candidate shows; forms that were filled in come in `more`."""
    now = timezone.now()
    page = candidate_page(request.user, course, candidate, language=get_language() or "", at=now)
    people = rows.reviewers_for(course, by=request.user, at=now)
    return {
        "page": page,
        "course": course,
        "form": PublishForm(
            is_emergency=page.review.is_emergency_only, initial={"notes": page.notes}
        ),
        "review_form": ReviewForm(),
        "request_form": ReviewRequestForm(reviewers=people),
        **more,
    }


@require_GET
def candidate_detail(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = seen_course(request.user, course_slug)
    try:
        candidate = seen_candidate(course, public_id)
    except Http404:
        messages.info(request, what_became_of(course, public_id))
        return redirect("courses:workshop:draft_detail", course_slug)
    context = candidate_context(request, course, candidate)
    return TemplateResponse(request, DETAIL, context)


@require_POST
@recent_required
def candidate_publish(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    is_emergency = "emergency" in request.POST
    may = can_publish_in_emergency if is_emergency else can_publish
    if not may(request.user, course):
        raise PermissionDenied
    candidate = seen_candidate(course, public_id)
    form = PublishForm(request.POST, is_emergency=is_emergency)
    if not form.is_valid():
        context = candidate_context(request, course, candidate, form=form)
        return TemplateResponse(request, DETAIL, context, status=422)
    try:
        said = _publish(candidate, form, request, at=timezone.now())
    except ReleaseError as error:
        moved = error.moved if isinstance(error, ReferencesMoved) else ()
        why = {"refusal": refusal_of(error), "moved": moved, "form": form}
        context = candidate_context(request, course, candidate, **why)
        return TemplateResponse(request, DETAIL, context, status=409)
    messages.success(request, said)
    return redirect("courses:workshop:draft_detail", course_slug)


def _publish(
    candidate: Candidate, form: PublishForm, request: LearnerRequest, *, at: datetime
) -> str:
    """Do what the form says; return the sentence that tells it."""
    asked = form.cleaned_data
    notes, by = asked["notes"], request.user
    if asked["when"] == PublishForm.LATER:
        plan_publication(candidate=candidate, publish_at=asked["at"], notes=notes, by=by, at=at)
        return _("Publishing is planned.")
    embargo = asked["at"] if asked["when"] == PublishForm.EMBARGO else None
    made = publish(
        candidate=candidate,
        by=by,
        at=at,
        notes=notes,
        embargo_until=embargo,
        emergency=asked.get("emergency", ""),
    )
    handed = _("“People on older releases” shows how far it is with them.")
    said = _("Release %(number)s is live.")
    if embargo:
        said = _("Release %(number)s is published, under embargo.")
    told = said % {"number": made.number}
    if handover_of(candidate) is None:
        return told
    return f"{told} {handed}"

"""Deciding, before a candidate goes out, what becomes of the people of older releases."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.releases.models import Candidate
from courses.releases.rules import can_publish
from courses.rollout.models import Handover
from courses.rollout.services import choose_handover
from courses.workshop.forms.people import HandoverForm
from courses.workshop.pages.people.choosing import older_releases, people_page
from courses.workshop.selectors.publishing import handover_of
from courses.workshop.views.draft import own_draft
from courses.workshop.views.publishing.fetch import seen_candidate

CHOOSE = "courses/workshop/people/handover.html"


@require_http_methods(["GET", "POST"])
@recent_required
def candidate_people(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    """GET shows what a move would do; POST keeps the choice, which is carried out at publishing."""
    course = own_draft(request.user, course_slug)
    if not can_publish(request.user, course):
        raise PermissionDenied
    candidate = seen_candidate(course, public_id)
    kept = handover_of(candidate)
    page = people_page(
        course,
        candidate,
        older_releases(course, than=None),
        equivalents=kept.equivalents if kept else {},
        language=get_language() or "",
    )
    form = HandoverForm(request.POST or None, initial=_initial(kept), page=page)
    context = {"course": course, "candidate": candidate, "page": page, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, CHOOSE, context)
    if not form.is_valid():
        return render_invalid(request, CHOOSE, context)
    return _keep(request, candidate, form)


def _keep(request: LearnerRequest, candidate: Candidate, form: HandoverForm) -> HttpResponse:
    choose_handover(candidate=candidate, choice=form.choice, by=request.user, at=timezone.now())
    messages.success(request, _("Kept. It happens when this candidate is published."))
    slug = candidate.course.slug
    return redirect("courses:workshop:candidate_detail", slug, candidate.public_id)


def _initial(kept: Handover | None) -> dict[str, Any]:
    if kept is None:
        return {}
    return {
        "in_progress": kept.in_progress,
        "finished": kept.finished,
        "due_on": kept.due_on,
        "regrade": kept.regrade.get("lesson", ""),
        "policy": kept.regrade.get("policy", ""),
        **{f"same-{uid}": was for uid, was in kept.equivalents.items()},
    }

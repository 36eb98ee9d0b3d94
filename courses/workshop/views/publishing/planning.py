"""What is planned, and what went out in an emergency."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.releases.errors import ReleaseError
from courses.releases.rules import can_publish
from courses.releases.services import cancel_plan, look_at_emergency
from courses.workshop.forms.publishing import FindingForm
from courses.workshop.selectors import publishing as rows
from courses.workshop.views.draft import own_draft
from courses.workshop.views.publishing.review import A_PAGE, LIST


@require_POST
def plan_cancel(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    if not can_publish(request.user, course):
        raise PermissionDenied
    plan = rows.waiting_plan(course)
    if plan is not None and cancel_plan(plan=plan, by=request.user, at=timezone.now()):
        messages.success(request, _("The plan is taken back."))
    else:
        messages.warning(request, _("No plan was waiting any more."))
    return redirect("courses:workshop:draft_detail", course_slug)


@require_POST
def emergency_look(request: LearnerRequest, release_id: UUID) -> HttpResponse:
    emergency = get_object_or_404(rows.emergencies_for(request.user), release__public_id=release_id)
    form = FindingForm(request.POST)
    refusal, status = "", 422
    if form.is_valid():
        finding = form.cleaned_data["finding"]
        try:
            look_at_emergency(
                emergency=emergency, finding=finding, by=request.user, at=timezone.now()
            )
        except ReleaseError:
            refusal, status = _("A second person who may review the course has to look."), 409
        else:
            messages.success(request, _("What you found is kept."))
            return redirect("courses:workshop:review_list")
    now = timezone.now()
    waiting = rows.waiting_for(request.user, at=now)
    context = {
        "waiting": Paginator(waiting, A_PAGE).get_page(1),
        "emergencies": Paginator(rows.emergencies_for(request.user), A_PAGE).get_page(1),
        "finding": form,
        "looked_at": emergency.pk,
        "refusal": refusal,
        "now": now,
    }
    return TemplateResponse(request, LIST, context, status=status)

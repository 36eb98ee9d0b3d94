"""Taking a release out of use."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.releases.errors import ReleaseError
from courses.releases.rules import can_publish
from courses.releases.selectors import releases_of
from courses.releases.services import withdraw
from courses.workshop import selectors
from courses.workshop.forms import WithdrawForm
from courses.workshop.pages.words import refusal_of
from courses.workshop.views.draft import own_draft

WITHDRAW = "courses/workshop/release_withdraw.html"


@require_http_methods(["GET", "POST"])
@recent_required
def release_withdraw(request: LearnerRequest, course_slug: str, number: int) -> HttpResponse:
    course = own_draft(request.user, course_slug)
    release = get_object_or_404(releases_of(course), number=number)
    if not can_publish(request.user, course):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    on_it = next((row for row in selectors.taking(course) if row.number == number), None)
    context = {"course": course, "release": release, "form": form, "taking": on_it}
    if request.method == "GET":
        return TemplateResponse(request, WITHDRAW, context)
    if not form.is_valid():
        return render_invalid(request, WITHDRAW, context)
    reason = form.cleaned_data["reason"]
    try:
        withdraw(release=release, reason=reason, by=request.user, at=timezone.now())
    except ReleaseError as error:
        context["refusal"] = refusal_of(error)
        return TemplateResponse(request, WITHDRAW, context, status=409)
    messages.success(request, _("Release %(number)s is withdrawn.") % {"number": number})
    return redirect("courses:workshop:draft_detail", course_slug)

"""A course's page: its outline, starting it, and choosing its language."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.delivery.desks.desk import Desk
from courses.delivery.views.seat import at_desk, shown
from courses.enrolment.errors import EnrolmentError


@at_desk
def course_detail(request: LearnerRequest, desk: Desk) -> HttpResponse:
    context = {"page": desk.course_page()}
    return shown(request, desk, "courses/delivery/course_detail.html", context)


@require_POST
@at_desk
def course_start(request: LearnerRequest, desk: Desk) -> HttpResponse:
    language, again = request.POST.get("language", ""), request.POST.get("again") == "1"
    try:
        desk.start(language=language, again=again, at=timezone.now())
    except EnrolmentError as refusal:
        messages.warning(request, str(refusal))
    return redirect(desk.ways.course(desk.course_slug))


@require_POST
@at_desk
def course_language(request: LearnerRequest, desk: Desk) -> HttpResponse:
    try:
        desk.choose_language(request.POST.get("language", ""))
    except EnrolmentError as refusal:
        raise Http404 from refusal
    return redirect(desk.ways.course(desk.course_slug))

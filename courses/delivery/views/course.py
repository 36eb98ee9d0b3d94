"""A course's page: its outline, starting it, and choosing its language."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import LearnerRequest
from courses.delivery.pages.course import course_page, preview_page
from courses.delivery.views.fetch import enrolment_in, own_enrolment, visible_course
from courses.enrolment import services
from courses.enrolment.errors import EnrolmentError


def course_detail(request: LearnerRequest, course_slug: str) -> HttpResponse:
    enrolment = enrolment_in(request.user, course_slug)
    if enrolment is not None and enrolment.release is not None:
        page = course_page(request.user, enrolment)
    else:
        course = enrolment.course if enrolment else visible_course(request.user, course_slug)
        page = preview_page(request.user, course, enrolment)
    return TemplateResponse(request, "courses/delivery/course_detail.html", {"page": page})


@require_POST
def course_start(request: LearnerRequest, course_slug: str) -> HttpResponse:
    now = timezone.now()
    enrolment = enrolment_in(request.user, course_slug)
    try:
        if enrolment is None or request.POST.get("again") == "1":
            course = enrolment.course if enrolment else visible_course(request.user, course_slug)
            enrolment = services.enrol(user=request.user, course=course, by=request.user, at=now)
        services.start(
            enrolment=enrolment,
            language=request.POST.get("language", ""),
            by=request.user,
            at=now,
        )
    except EnrolmentError as refusal:
        messages.warning(request, str(refusal))
    return redirect("courses:delivery:course_detail", course_slug)


@require_POST
def course_language(request: LearnerRequest, course_slug: str) -> HttpResponse:
    enrolment = own_enrolment(request.user, course_slug)
    try:
        services.choose_language(
            enrolment=enrolment, language=request.POST.get("language", ""), by=request.user
        )
    except EnrolmentError as refusal:
        raise Http404 from refusal
    return redirect("courses:delivery:course_detail", course_slug)

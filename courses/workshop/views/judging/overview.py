"""What waits for a person: over all courses, and in one."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.http import LearnerRequest
from courses.workshop import rules
from courses.workshop.pages.judging.overview import courses_page, overview_page
from courses.workshop.views.judging.fetch import judged_course


@require_GET
def judging_list(request: LearnerRequest) -> HttpResponse:
    page = courses_page(request.user, request.GET.get("page"), language=get_language() or "")
    if not page.lines and not rules.has_work(request.user):
        raise PermissionDenied
    return TemplateResponse(request, "courses/workshop/judging/course_list.html", {"page": page})


@require_GET
def judging_overview(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = judged_course(request.user, course_slug)
    page = overview_page(request.user, course, language=get_language() or "")
    return TemplateResponse(request, "courses/workshop/judging/overview.html", {"page": page})

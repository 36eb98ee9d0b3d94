"""My report: rule by rule, for the person alone."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import LearnerRequest
from courses.delivery.pages.report import report_page


@require_GET
def report(request: LearnerRequest) -> HttpResponse:
    page = report_page(request.user, request.GET.get("page"), at=timezone.now())
    return TemplateResponse(request, "courses/delivery/report.html", {"page": page})

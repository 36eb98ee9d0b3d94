"""My record: everything that is kept about a person's training, for that person."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.http import LearnerRequest
from courses.delivery.pages.record import record_page


def record_detail(request: LearnerRequest) -> HttpResponse:
    page = record_page(request.user, request.GET.get("page"), today=timezone.localdate())
    return TemplateResponse(request, "courses/delivery/record_detail.html", {"page": page})

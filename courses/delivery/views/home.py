"""Home and the catalogue."""

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.http import LearnerRequest
from courses.delivery.pages.catalogue import catalogue_page
from courses.delivery.pages.home import home_of


def home(request: LearnerRequest) -> HttpResponse:
    page = home_of(request.user, today=timezone.localdate())
    return TemplateResponse(request, "courses/delivery/home.html", {"page": page})


def course_list(request: LearnerRequest) -> HttpResponse:
    page = catalogue_page(request.user, request.GET)
    return TemplateResponse(request, "courses/delivery/course_list.html", {"page": page})

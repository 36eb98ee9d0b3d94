"""The policy reader, the glossary, and the sheet of a case."""

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.http import LearnerRequest
from courses.delivery.pages.reader import (
    case_sheet,
    clause_page,
    glossary_page,
    policy_page,
    search_page,
)


def policy_list(request: LearnerRequest) -> HttpResponse:
    page = search_page(
        request.user,
        request.GET.get("q", ""),
        _number(request.GET.get("page", "")) or 1,
        today=timezone.localdate(),
    )
    return TemplateResponse(request, "courses/delivery/policy_list.html", {"page": page})


def policy_detail(request: LearnerRequest, policy_slug: str) -> HttpResponse:
    edition = request.GET.get("edition", "")
    page = policy_page(request.user, policy_slug, edition, today=timezone.localdate())
    if page is None:
        raise Http404
    return TemplateResponse(request, "courses/delivery/policy_detail.html", {"page": page})


def clause_detail(request: LearnerRequest, policy_slug: str, code: str) -> HttpResponse:
    version = _number(request.GET.get("version", ""))
    page = clause_page(request.user, policy_slug, code, version, today=timezone.localdate())
    if page is None:
        raise Http404
    return TemplateResponse(request, "courses/delivery/clause_detail.html", {"page": page})


def glossary(request: LearnerRequest) -> HttpResponse:
    lines = glossary_page(request.user, today=timezone.localdate())
    return TemplateResponse(request, "courses/delivery/glossary.html", {"terms": lines})


def case_detail(request: LearnerRequest, case_slug: str) -> HttpResponse:
    sheet = case_sheet(case_slug, request.user, today=timezone.localdate())
    if sheet is None:
        raise Http404
    return TemplateResponse(request, "courses/delivery/case_detail.html", {"case": sheet})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else None

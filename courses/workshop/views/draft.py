"""Drafts: the list, one of them, and compiling it."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from accounts.models import User
from content.library.drafting.rules import can_draft
from core.web.responses import render_invalid
from courses.catalogue.models import Course
from courses.releases.services import request_candidate
from courses.workshop import rules, selectors
from courses.workshop.forms import DraftSearchForm
from courses.workshop.pages.draft import compile_panel, draft_page
from courses.workshop.pages.drafts import drafts_page
from courses.workshop.selectors.publishing import course_for_review

LIST = "courses/workshop/draft_list.html"
DETAIL = "courses/workshop/draft_detail.html"


def own_draft(user: User, slug: str) -> Course:
    """Return a draft that the person may edit; Http404 for any other."""
    course = selectors.draft_of(user, slug)
    if course is None:
        raise Http404
    return course


@require_GET
def draft_list(request: LearnerRequest) -> HttpResponse:
    if not rules.has_work(request.user):
        raise PermissionDenied
    form = DraftSearchForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, LIST, {"form": form})
    q = form.cleaned_data["q"]
    number = request.GET.get("page")
    page = drafts_page(request.user, q, number, language=get_language() or "")
    query = f"{urlencode({'q': q})}&" if q else ""
    context = {"form": form, "page": page, "query": query}
    context["may_make"] = bool(request.user.paths_held("trainer"))
    context["may_write"] = can_draft(request.user)
    context["may_bring"] = rules.can_enter(request.user)
    return TemplateResponse(request, LIST, context)


@require_GET
def draft_detail(request: LearnerRequest, course_slug: str) -> HttpResponse:
    course = selectors.draft_of(request.user, course_slug)
    if course is None:
        # The pages of a review lead here, and who reviews without writing is at home there.
        if course_for_review(request.user, course_slug) is None:
            raise Http404
        return redirect("courses:workshop:review_list")
    page = draft_page(
        request.user,
        course,
        request.GET.get("page"),
        language=get_language() or "",
        at=timezone.now(),
    )
    # What was just done can be undone as long as nothing else was.
    done = request.GET.get("done") == str(course.draft_revision)
    context = {"page": page, "panel": page.compile}
    context["done"] = course.draft_revision if done else None
    return TemplateResponse(request, DETAIL, context)


@require_http_methods(["GET", "POST"])
def draft_compile(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """POST asks for a candidate; GET tells how far it is, for the page that waits."""
    course = own_draft(request.user, course_slug)
    now = timezone.now()
    if request.method == "POST":
        request_candidate(course=course, by=request.user, at=now)
    if not request.htmx:
        return redirect("courses:workshop:draft_detail", course_slug)
    is_asked = request.method == "POST"
    context = {"panel": compile_panel(course, at=now), "is_news": True, "is_asked": is_asked}
    return TemplateResponse(request, f"{DETAIL}#compile", context)

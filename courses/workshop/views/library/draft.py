"""One draft: looking it over, checking, adopting, bringing up to date, laying aside, going back."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from content.importing.selectors import received_of_case
from content.library.drafting import services
from content.library.drafting.errors import ChoiceMissing, DraftError, LibraryMoved
from content.library.drafting.models import LibraryDraft
from content.library.drafting.places import DraftProblem
from content.library.drafting.rules import can_adopt
from content.library.kinds import Kind
from core.problems import ProblemsFound
from courses.workshop.pages.library.changes import history_lines, update_page
from courses.workshop.pages.library.draft import check_page, draft_page
from courses.workshop.pages.library.pause import intensity_of
from courses.workshop.pages.library.words import refusal_of
from courses.workshop.selectors import library as selectors
from courses.workshop.views.pausing import paused

DRAFT = "courses/workshop/library/draft_detail.html"
CHECK = "courses/workshop/library/draft_check.html"
UPDATE = "courses/workshop/library/draft_update.html"
HISTORY = "courses/workshop/library/draft_history.html"
HISTORY_A_PAGE = 25


def own_library_draft(user: User, public_id: UUID) -> LibraryDraft:
    """Return a draft that the person may write; Http404 for any other."""
    draft = selectors.library_draft_of(user, public_id)
    if draft is None:
        raise Http404
    return draft


@require_GET
def library_draft(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    return TemplateResponse(request, DRAFT, {"page": draft_page(request, request.user, draft)})


def _paused(request: LearnerRequest, draft: LibraryDraft) -> HttpResponse | None:
    later = reverse("courses:workshop:library_list")
    title = draft.title or draft.slug
    return paused(request, intensity=intensity_of(draft), title=title, later_href=later)


@require_GET
def library_check(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    found = _found(draft, timezone.localdate())
    return TemplateResponse(request, CHECK, {"page": check_page(request.user, draft, found)})


def _found(draft: LibraryDraft, today: date) -> list[DraftProblem]:
    return services.check_draft(draft, today=today, received=received_of_case(draft.slug))


@require_POST
def library_adopt(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    if not can_adopt(request.user, draft):
        raise PermissionDenied
    now = timezone.now()
    try:
        result = services.adopt(draft=draft, by=request.user, at=now)
    except LibraryMoved:
        return redirect("courses:workshop:library_update", public_id)
    except (ProblemsFound, DraftError) as refused:
        found = _found(draft, now.date())
        context = {"page": check_page(request.user, draft, found), "is_refused": True}
        if isinstance(refused, DraftError):
            context["refusal"] = refusal_of(refused)
        return TemplateResponse(request, CHECK, context, status=409)
    messages.success(request, _adopted(draft.title, result.new_versions))
    if draft.kind == Kind.CASE.value and request.user.paths_held("trainer"):
        return redirect("courses:workshop:case_onward", draft.slug)
    return redirect("courses:workshop:library_list")


def _adopted(title: str, versions: tuple[str, ...]) -> str:
    if not versions:
        return _("“%(title)s” is in the library.") % {"title": title}
    said = ", ".join(versions[:10]) + (" …" if len(versions) > 10 else "")
    return _("“%(title)s” is in the library. New: %(versions)s.") % {
        "title": title,
        "versions": said,
    }


@require_http_methods(["GET", "POST"])
def library_update(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """GET shows what the library tells otherwise now; POST brings the draft up to date."""
    draft = own_library_draft(request.user, public_id)
    if pause := _paused(request, draft):
        return pause
    page = update_page(draft)
    if request.method == "GET":
        return TemplateResponse(request, UPDATE, {"page": page})
    choices = {one.part: request.POST.get(one.field, "") for one in page.lines}
    try:
        services.rebase(draft=draft, choices=choices, by=request.user, at=timezone.now())
    except LibraryMoved:
        messages.warning(request, _("The library changed again. Choose once more."))
        return redirect("courses:workshop:library_update", public_id)
    except DraftError as refused:
        status = 422 if isinstance(refused, ChoiceMissing) else 409
        context = {"page": page, "refusal": refusal_of(refused)}
        return TemplateResponse(request, UPDATE, context, status=status)
    messages.success(request, _("The draft rests on what the library tells now."))
    return redirect("courses:workshop:library_draft", public_id)


@require_GET
def library_history(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    part = request.GET.get("part", "")
    if pause := _paused(request, draft):
        return pause
    rows = selectors.versions_of(draft, part=part)
    page = Paginator(rows, HISTORY_A_PAGE).get_page(request.GET.get("page"))
    context = {"draft": draft, "page": page, "part": part, "lines": history_lines(draft, page)}
    context["query"] = f"part={part}&" if part else ""
    return TemplateResponse(request, HISTORY, context)


@require_POST
def library_restore(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """One part, or with none named the whole draft, as it stood at a revision."""
    draft = own_library_draft(request.user, public_id)
    part, number = request.POST.get("part", ""), request.POST.get("revision", "")
    revision = int(number) if number.isdecimal() and len(number) < 10 else 0
    more: dict[str, Any] = {
        "draft": draft,
        "revision": revision,
        "by": request.user,
        "at": timezone.now(),
    }
    try:
        if part:
            services.restore(part=part, **more)
        else:
            services.restore_all(**more)
    except DraftError as refused:
        messages.error(request, refusal_of(refused))
    else:
        messages.success(request, _("Restored. What stood there before is in the history."))
    return redirect("courses:workshop:library_draft", public_id)


@require_POST
def library_discard(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    try:
        services.discard(draft=draft, by=request.user, at=timezone.now())
    except DraftError as refused:
        messages.error(request, refusal_of(refused))
    else:
        messages.success(request, _("The draft is laid aside. It can be taken up again here."))
    return redirect("courses:workshop:library_draft_list")


@require_POST
def library_reopen(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    try:
        services.reopen(draft=draft, by=request.user, at=timezone.now())
    except DraftError as refused:
        messages.error(request, refusal_of(refused))
        return redirect("courses:workshop:library_draft_list")
    return redirect("courses:workshop:library_draft", public_id)

"""Finding what the library holds, and beginning to write."""

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from content.library.drafting.errors import DraftError, NothingToOpen, SlugTaken
from content.library.drafting.rules import can_draft
from content.library.drafting.services import new_draft, open_draft
from content.library.kinds import OWN
from core.web.responses import render_invalid
from courses.workshop.forms.library import LibrarySearchForm, NewDraftForm
from courses.workshop.pages.library.shelf import drafts_page, shelf_page
from courses.workshop.pages.library.words import new_words, refusal_of
from courses.workshop.rules import can_keep_words

SHELF = "courses/workshop/library/shelf.html"
DRAFTS = "courses/workshop/library/draft_list.html"
NEW = "courses/workshop/library/draft_new.html"


def check_writer(user: User) -> None:
    """Refuse whoever writes nothing in the library."""
    if not can_draft(user):
        raise PermissionDenied


def _asked(form: LibrarySearchForm) -> tuple[dict[str, Any], str]:
    wanted = {"q": form.cleaned_data["q"], "kind": form.cleaned_data["kind"]}
    kept = {name: value for name, value in wanted.items() if value}
    return wanted, f"{urlencode(kept)}&" if kept else ""


@require_GET
def library_list(request: LearnerRequest) -> HttpResponse:
    check_writer(request.user)
    form = LibrarySearchForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, SHELF, {"form": form})
    wanted, query = _asked(form)
    number = request.GET.get("page")
    shelf = shelf_page(request.user, number, language=get_language() or "", **wanted)
    context = {"form": form, "shelf": shelf, "query": query}
    context["may_keep_words"] = can_keep_words(request.user)
    return TemplateResponse(request, SHELF, context)


@require_GET
def library_draft_list(request: LearnerRequest) -> HttpResponse:
    check_writer(request.user)
    form = LibrarySearchForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, DRAFTS, {"form": form})
    wanted, query = _asked(form)
    page = drafts_page(request.user, request.GET.get("page"), **wanted)
    context = {"form": form, "page": page, "query": query}
    context["may_keep_words"] = can_keep_words(request.user)
    return TemplateResponse(request, DRAFTS, context)


@require_POST
def library_open(request: LearnerRequest, kind: str, slug: str) -> HttpResponse:
    if kind not in OWN or not can_draft(request.user):
        raise Http404
    try:
        draft = open_draft(kind=kind, slug=slug, by=request.user, at=timezone.now())
    except (NothingToOpen, SlugTaken) as refused:
        raise Http404 from refused
    return redirect("courses:workshop:library_draft", draft.public_id)


@require_http_methods(["GET", "POST"])
def library_new(request: LearnerRequest, kind: str) -> HttpResponse:
    check_writer(request.user)
    if kind not in OWN:
        raise Http404
    form = NewDraftForm(request.POST or None)
    new_word, teaches = new_words(kind)
    context = {"form": form, "new_word": new_word, "teaches": teaches}
    if request.method == "GET":
        return TemplateResponse(request, NEW, context)
    if not form.is_valid():
        return render_invalid(request, NEW, context)
    try:
        draft = new_draft(kind=kind, by=request.user, at=timezone.now(), **form.cleaned_data)
    except DraftError as refused:
        context["refusal"] = refusal_of(refused)
        return TemplateResponse(request, NEW, context, status=409)
    return redirect("courses:workshop:library_part", draft.public_id, "head")

"""Translating a draft: source and target side by side, what is missing or stale first."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from content.library.drafting import services
from content.library.drafting.errors import DraftError, EditedMeanwhile
from content.library.drafting.models import LibraryDraft
from content.library.drafting.translating import translated
from content.library.kinds import Kind
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.pages.library.draft import languages_of
from courses.workshop.pages.library.part import meanwhile
from courses.workshop.pages.library.translating import (
    TranslatePage,
    UnitLine,
    translate_page,
    typed_again,
)
from courses.workshop.pages.library.words import refusal_of
from courses.workshop.pages.writing.pause import OPEN
from courses.workshop.views.library.draft import own_library_draft
from courses.workshop.views.writing.saving import (
    is_script,
    meanwhile_answer,
    refused_answer,
    refused_as_another,
    saved_answer,
)

TRANSLATE = "courses/workshop/library/draft_translate.html"
BOTH = "courses/workshop/library/_meanwhile.html"
A_PAGE = 15


@require_http_methods(["GET", "POST"])
def library_translate(request: LearnerRequest, public_id: UUID, language: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    if language not in languages_of(draft)[1:]:
        raise Http404
    page = translate_page(request, draft, language, only=request.GET.get("only", ""))
    if request.method == "POST":
        if is_script(request) and (other := refused_as_another(request)):
            return other
        line = next((one for one in page.lines if one.unit.part == request.POST.get("part")), None)
        if line is None:
            raise Http404
        return _sent(request, page, line)
    return _drawn(request, page)


def _drawn(
    request: LearnerRequest, page: TranslatePage, status: int = 200, **more: Any
) -> HttpResponse:
    lines = Paginator(page.lines, A_PAGE).get_page(request.GET.get("page"))
    kept = {name: request.GET[name] for name in ("only", OPEN) if request.GET.get(name)}
    context = {"page": page, "lines": lines, "query": f"{urlencode(kept)}&" if kept else "", **more}
    context["picker"] = ReferenceSearchForm()
    return TemplateResponse(request, TRANSLATE, context, status=status)


def _sent(request: LearnerRequest, page: TranslatePage, line: UnitLine) -> HttpResponse:
    try:
        saved = _save(request, page.draft, page.language, line)
    except EditedMeanwhile as found:
        both = meanwhile(found, me=request.user)
        if is_script(request):
            told = {"meanwhile": both, "href": line.href}
            return meanwhile_answer(BOTH, told, base=both.revision)
        line = typed_again(line, request.POST)
        page.lines[:] = [line if one.anchor == line.anchor else one for one in page.lines]
        return _drawn(request, page, status=409, meanwhile=both, wrong=line.anchor)
    except DraftError as refused:
        if is_script(request):
            return refused_answer([refusal_of(refused)])
        return _drawn(request, page, status=409, refusal=refusal_of(refused))
    if is_script(request):
        return saved_answer(saved.revision)
    messages.success(request, _("Saved: %(what)s.") % {"what": line.title})
    return redirect(request.get_full_path())


def _save(
    request: LearnerRequest, draft: LibraryDraft, language: str, line: UnitLine
) -> LibraryDraft:
    texts = {
        one.name: request.POST.get(one.name, "").replace("\r\n", "\n") for one in line.unit.lines
    }
    kind, base = Kind(draft.kind), request.POST.get("base", "")
    return services.save_part(
        draft=draft,
        part=line.unit.stored_in,
        value=translated(kind, draft.body, line.unit, language, texts),
        base_revision=int(base) if base.isdecimal() and len(base) < 10 else 0,
        by=request.user,
        at=timezone.now(),
    )

"""The editor of a decision form in a draft of its policy."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from content.library.drafting import services
from content.library.drafting.errors import DraftError, EditedMeanwhile, UnknownPart
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import get
from content.library.kinds import Kind
from core.web.responses import hx_redirect
from courses.questions.errors import FaultsFound
from courses.workshop.pages.library.words import refusal_of
from courses.workshop.pages.questioning.forms import FormEditor, opened_form, sent_form
from courses.workshop.pages.questioning.page import told_meanwhile
from courses.workshop.views.library.draft import own_library_draft
from courses.workshop.views.writing.saving import (
    is_script,
    meanwhile_answer,
    refused_answer,
    refused_as_another,
    saved_answer,
)

EDIT = "courses/workshop/questions/form_edit.html"
BOTH = "courses/workshop/questions/_meanwhile.html"
NEW = "new"


def _stored(draft: LibraryDraft, slug: str) -> dict[str, Any]:
    if draft.kind != Kind.POLICY:
        raise Http404
    if slug == NEW:
        return {}
    try:
        entry = get(Kind.POLICY, draft.body, f"form/{slug}")
    except UnknownPart as unknown:
        raise Http404 from unknown
    if entry is None:
        raise Http404
    return dict(entry)


@require_http_methods(["GET", "POST"])
def form_edit(request: LearnerRequest, public_id: UUID, form_slug: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    entry, slug = _stored(draft, form_slug), "" if form_slug == NEW else form_slug
    if request.method == "GET":
        return _drawn(request, draft, opened_form(slug, entry, draft.revision))
    typed = request.POST.get("base", "")
    base = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
    editor = sent_form(slug, entry, base, dict(request.POST.lists()))
    if request.POST.get("do", "save") != "save":
        editor.act(request.POST["do"])
        return _drawn(request, draft, editor)
    if is_script(request) and (other := refused_as_another(request)):
        return other
    try:
        told = editor.entry()
    except FaultsFound:
        return _refused(request, draft, editor)
    return _saved(request, draft, editor, told)


def _context(draft: LibraryDraft, editor: FormEditor, **more: Any) -> dict[str, Any]:
    return {
        "draft": draft,
        "page": {
            "slug": editor.slug,
            "base": editor.base,
            "nodes": editor.shown(),
            "mends": editor.mends(),
            "others": editor.others,
        },
        **more,
    }


def _drawn(request: LearnerRequest, draft: LibraryDraft, editor: FormEditor) -> HttpResponse:
    return TemplateResponse(request, EDIT, _context(draft, editor))


def _saved(
    request: LearnerRequest, draft: LibraryDraft, editor: FormEditor, told: dict[str, Any]
) -> HttpResponse:
    part = f"form/{told['slug']}"
    is_taken = not editor.slug and get(Kind.POLICY, draft.body, part) is not None
    if is_taken:
        editor.others.append(_("Another form of this policy has this title."))
        return _refused(request, draft, editor)
    try:
        saved = services.save_part(
            draft=draft, part=part, value=told, base_revision=editor.base, by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except EditedMeanwhile as other:
        return _meanwhile(request, draft, editor, other)
    except DraftError as refused:
        editor.others.append(str(refusal_of(refused)))
        return _refused(request, draft, editor, status=409)
    url = reverse("courses:workshop:form_edit", args=[draft.public_id, told["slug"]])
    if is_script(request):
        return saved_answer(saved.revision, href="" if editor.slug else url)
    messages.success(request, _("Saved."))
    return hx_redirect(url) if request.htmx else redirect(url)


def _refused(
    request: LearnerRequest, draft: LibraryDraft, editor: FormEditor, status: int = 422
) -> HttpResponse:
    if is_script(request):
        told = (f"{name}: {said}" for _control, name, said in editor.mends())
        return refused_answer([*editor.others, *told])
    context = _context(draft, editor, is_refused=True)
    return TemplateResponse(request, EDIT, context, status=status)


def _meanwhile(
    request: LearnerRequest, draft: LibraryDraft, editor: FormEditor, other: EditedMeanwhile
) -> HttpResponse:
    theirs = opened_form(editor.slug, dict(other.current or {}), other.revision)
    both = told_meanwhile(
        editor.shown(), theirs.shown(), base=str(other.revision), by=other.by, me=request.user
    )
    if is_script(request):
        return meanwhile_answer(BOTH, {"page": both, "href": request.path}, base=other.revision)
    context = _context(draft, editor, meanwhile=both)
    return TemplateResponse(request, EDIT, context, status=409)

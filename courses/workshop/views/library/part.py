"""Writing one part of a draft: saving, what somebody else saved meanwhile, preview, new entries."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from content.library.drafting import services
from content.library.drafting.entering import add_entry, move_entry, take_out
from content.library.drafting.errors import DraftError, EditedMeanwhile, UnknownPart
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import HEAD_PART, get, part_of
from content.library.kinds import Kind
from core.web.responses import render_invalid
from courses.workshop.forms.library import FORMS, HEADS, About, PartForm
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.pages.library.draft import languages_of
from courses.workshop.pages.library.part import meanwhile, new_page, part_page, preview_page
from courses.workshop.pages.library.pause import going_on
from courses.workshop.pages.library.words import refusal_of
from courses.workshop.selectors import library as selectors
from courses.workshop.views.library.draft import own_library_draft
from courses.workshop.views.writing.saving import (
    errors_of,
    is_script,
    meanwhile_answer,
    refused_answer,
    refused_as_another,
    saved_answer,
)

PART = "courses/workshop/library/part.html"
BOTH = "courses/workshop/library/_meanwhile.html"
PREVIEW = "courses/workshop/library/_preview.html"


def _about(draft: LibraryDraft, *, has_tags: bool) -> About:
    kind = Kind(draft.kind)
    head = get(kind, draft.body, HEAD_PART)
    taxonomy = str(head.get("taxonomy") or "")
    tags = selectors.tags(get_language() or "", taxonomy) if has_tags else ([], [])
    return About(kind, draft.body, draft.base, languages_of(draft), *tags)


def _form(draft: LibraryDraft, part: str, data: Any) -> PartForm:
    """The form of a part that is there; Http404 for one that is not or is not written here."""
    kind = Kind(draft.kind)
    try:
        named, entry = part_of(kind, part), get(kind, draft.body, part)
    except UnknownPart as unknown:
        raise Http404 from unknown
    made = HEADS[kind] if part == HEAD_PART else FORMS.get(named.word)
    if entry is None or made is None or named.language not in ("", languages_of(draft)[0]):
        raise Http404
    return made(_about(draft, has_tags=part == HEAD_PART), entry, data)


@require_http_methods(["GET", "POST"])
def library_part(request: LearnerRequest, public_id: UUID, part: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    form = _form(draft, part, request.POST or None)
    context: dict[str, Any] = {"form": form, "page": part_page(draft, part, request)}
    context["picker"] = ReferenceSearchForm()
    if request.method == "GET":
        return TemplateResponse(request, PART, context)
    if is_script(request) and (other := refused_as_another(request)):
        return other
    context["base"] = request.POST.get("base", "")
    if not form.is_valid():
        if is_script(request):
            return refused_answer(errors_of(form))
        return render_invalid(request, PART, context)
    return _save(request, draft, part, form, context)


def _save(
    request: LearnerRequest,
    draft: LibraryDraft,
    part: str,
    form: PartForm,
    context: dict[str, Any],
) -> HttpResponse:
    try:
        saved = services.save_part(
            draft=draft,
            part=part,
            value=form.value(),
            base_revision=_number(context["base"]),
            by=request.user,
            at=timezone.now(),
        )
    except EditedMeanwhile as found:
        both = meanwhile(found, me=request.user)
        if is_script(request):
            told = {"meanwhile": both, "href": request.path}
            return meanwhile_answer(BOTH, told, base=both.revision)
        return TemplateResponse(request, PART, {**context, "meanwhile": both}, status=409)
    except DraftError as refused:
        return _refused(request, refused, context)
    return _after_saving(request, saved, part)


def _refused(request: LearnerRequest, refused: DraftError, context: dict[str, Any]) -> HttpResponse:
    if is_script(request):
        return refused_answer([refusal_of(refused)])
    context["refusal"] = refusal_of(refused)
    return TemplateResponse(request, PART, context, status=409)


def _after_saving(
    request: LearnerRequest, draft: LibraryDraft, part: str, *, is_new: bool = False
) -> HttpResponse:
    word, then = part.partition("/")[0], request.POST.get("then", "")
    href = _place(draft, word)
    if then == "another" and word in FORMS:
        href = reverse("courses:workshop:library_entry_new", args=[draft.public_id, word])
    if is_script(request):
        return saved_answer(draft.revision, href=href if then or is_new else "")
    messages.success(request, _("Saved."))
    return redirect(href)


def _place(draft: LibraryDraft, word: str) -> str:
    page = reverse("courses:workshop:library_draft", args=[draft.public_id]) + going_on(draft)
    return page if word == HEAD_PART else f"{page}#{word}"


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


@require_http_methods(["GET", "POST"])
def library_entry_new(request: LearnerRequest, public_id: UUID, word: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    made = FORMS.get(word)
    if made is None or not _has(draft, word):
        raise Http404
    form = made(_about(draft, has_tags=False), {}, request.POST or None)
    context: dict[str, Any] = {"form": form, "page": new_page(draft, word, _("New"))}
    context["picker"] = ReferenceSearchForm()
    if request.method == "GET":
        return TemplateResponse(request, PART, context)
    if is_script(request) and (other := refused_as_another(request)):
        return other
    if not form.is_valid():
        if is_script(request):
            return refused_answer(errors_of(form))
        return render_invalid(request, PART, context)
    return _add(request, draft, word, form, context)


def _add(
    request: LearnerRequest,
    draft: LibraryDraft,
    word: str,
    form: PartForm,
    context: dict[str, Any],
) -> HttpResponse:
    entry = form.value()
    if word == "clause":
        entry["code"] = form.wanted_key()
    wanted, now = form.wanted_key(), timezone.now()
    try:
        part = add_entry(
            draft=draft, word=word, entry=entry, wanted=wanted, by=request.user, at=now
        )
    except DraftError as refused:
        return _refused(request, refused, context)
    return _after_saving(request, draft, part, is_new=True)


def _has(draft: LibraryDraft, word: str) -> bool:
    try:
        part_of(Kind(draft.kind), f"order/{word}" if word != "section" else "order/section/en")
    except UnknownPart:
        return False
    return True


@require_POST
def library_take_out(request: LearnerRequest, public_id: UUID, part: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    try:
        before = take_out(draft=draft, part=part, by=request.user, at=timezone.now())
    except UnknownPart as unknown:
        raise Http404 from unknown
    except DraftError as refused:
        messages.error(request, refusal_of(refused))
        return redirect("courses:workshop:library_draft", public_id)
    said = _("Taken out. The history has it: go back to revision %(revision)s to have it again.")
    messages.success(request, said % {"revision": before})
    return redirect(_place(draft, part.partition("/")[0]))


@require_POST
def library_move(request: LearnerRequest, public_id: UUID, part: str) -> HttpResponse:
    draft = own_library_draft(request.user, public_id)
    places = -1 if request.POST.get("to") == "up" else 1
    try:
        move_entry(draft=draft, part=part, by_places=places, by=request.user, at=timezone.now())
    except UnknownPart as unknown:
        raise Http404 from unknown
    except DraftError as refused:
        messages.error(request, refusal_of(refused))
    return redirect(_place(draft, part.partition("/")[0]))


@require_POST
def library_preview(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """The text of the field that is named, as learners would see it; nothing is kept."""
    draft = own_library_draft(request.user, public_id)
    text = request.POST.get(request.POST.get("field", ""), "").replace("\r\n", "\n")
    language = request.POST.get("language", "")
    box, today = request.POST.get("box", "")[:100], timezone.localdate()
    page = preview_page(draft, text, language=language, today=today, box=box)
    return TemplateResponse(request, PREVIEW, {"preview": page})

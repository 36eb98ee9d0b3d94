"""What a text can refer to: a page to copy from, and the list of the picker."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.http import LearnerRequest
from content.library.drafting.models import LibraryDraft
from content.library.drafting.rules import kept_from_draft
from core.web.responses import render_invalid
from courses.workshop import rules
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.selectors.library import library_draft_of
from courses.workshop.selectors.writing import Referable, referables, referables_of

LIST = "courses/workshop/writing/reference_list.html"


@require_GET
def reference_list(request: LearnerRequest) -> HttpResponse:
    if not rules.can_enter(request.user):
        raise PermissionDenied
    form = ReferenceSearchForm(request.GET)
    headers = {"Vary": "HX-Request"}
    template = LIST + ("#references" if request.htmx else "")
    if not form.is_valid():
        return render_invalid(request, template, {"form": form})
    wanted = {name: value for name, value in form.cleaned_data.items() if value}
    draft = _draft(request)
    page = referables(
        request.user,
        kind=form.cleaned_data["kind"] or "fact",
        q=form.cleaned_data["q"],
        number=request.GET.get("page"),
        language=request.GET.get("language", "")[:16] or get_language() or "",
        today=timezone.localdate(),
        hidden=kept_from_draft(draft.kind, draft.owner) if draft else (),
    )
    query = f"{urlencode(wanted)}&" if wanted else ""
    context = {"form": form, "page": page, "query": query, "is_search": bool(wanted.get("q"))}
    context["own"] = _own(draft, form) if draft and page.number == 1 else []
    return TemplateResponse(request, template, context, headers=headers)


def _draft(request: LearnerRequest) -> LibraryDraft | None:
    """The draft of the library that is written, if it is one."""
    typed = request.GET.get("draft", "")
    try:
        return library_draft_of(request.user, UUID(typed)) if typed else None
    except ValueError:
        return None


def _own(draft: LibraryDraft, form: ReferenceSearchForm) -> list[Referable]:
    """What that draft holds itself."""
    kind = form.cleaned_data["kind"] or "fact"
    return referables_of(draft, kind=kind, q=form.cleaned_data["q"])

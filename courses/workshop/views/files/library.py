"""Files of the library: bringing clauses into a draft, taking a folder out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from content.library.drafting.clause_rows import COLUMNS, EXAMPLE
from content.library.drafting.models import LibraryDraft
from content.library.kinds import OWN, Kind
from core.received.sheets import write_csv
from core.web.responses import render_invalid
from courses.releases import services
from courses.releases.models import Intake
from courses.releases.services.taking_out import Taken
from courses.workshop.forms.files import ClausesForm, TakeForm
from courses.workshop.pages.library.words import kind_word
from courses.workshop.selectors import files as selectors
from courses.workshop.selectors.library import sets_of
from courses.workshop.views.files.bringing import receive
from courses.workshop.views.files.course import asked_reason, sent
from courses.workshop.views.library.draft import own_library_draft
from courses.workshop.views.library.shelf import check_writer

BRING = "courses/workshop/files/clauses_bring.html"
TAKE = "courses/workshop/files/library_take.html"


def _policy_draft(request: LearnerRequest, public_id: UUID) -> LibraryDraft:
    draft = own_library_draft(request.user, public_id)
    if draft.kind != Kind.POLICY or not draft.is_open:
        raise Http404
    return draft


@require_http_methods(["GET", "POST"])
def clauses_bring(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    draft = _policy_draft(request, public_id)
    form = ClausesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = receive(form, request, kind=Intake.Kind.CLAUSES, draft=draft)
        if intake is not None:
            return redirect("courses:workshop:intake_detail", intake.public_id)
    recent = selectors.recent_for(request.user, draft=draft)
    context: dict[str, Any] = {"draft": draft, "form": form, "recent": recent}
    if request.method == "POST":
        return render_invalid(request, BRING, context)
    return TemplateResponse(request, BRING, context)


@require_GET
def clauses_template(request: LearnerRequest) -> HttpResponse:
    check_writer(request.user)
    content = write_csv(COLUMNS, [[EXAMPLE[name] for name in COLUMNS]])
    return sent(Taken("clauses.csv", content.encode()))


@require_http_methods(["GET", "POST"])
def library_take(request: LearnerRequest, kind: str, slug: str) -> HttpResponse:
    check_writer_or_404(request, kind, slug)
    asks = services.is_restricted_policy(Kind(kind), slug)
    form = TakeForm(request.POST if request.method == "POST" else None, asks=asks)
    context = {"form": form, "slug": slug, "kind": kind, "kind_word": kind_word(kind)}
    context["is_restricted"] = asks
    if request.method == "GET":
        return TemplateResponse(request, TAKE, context)
    if not form.is_valid():
        return render_invalid(request, TAKE, context)
    reason, now = asked_reason(request, form), timezone.now()
    try:
        return sent(
            services.take_library_out(
                kind=Kind(kind), slug=slug, reason=reason, by=request.user, at=now
            )
        )
    except services.ReasonNeeded:
        form.add_error("reason", _("What leaves is restricted: say why."))
        return render_invalid(request, TAKE, context)


def check_writer_or_404(request: LearnerRequest, kind: str, slug: str) -> None:
    """Answer 404 for what is not in the library, or not for this person."""
    if kind not in OWN or not sets_of(request.user, kind=kind).filter(slug=slug).exists():
        raise Http404
    check_writer(request.user)

"""The organisation's list of words that writers are warned of."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from content.library.drafting.rules import can_draft
from content.vocabulary.services import (
    WordsListed,
    forget_words,
    guard_again,
    guard_words,
    unguard_words,
)
from core.web.responses import render_invalid
from courses.workshop import rules
from courses.workshop.forms.library import GuardedWordForm
from courses.workshop.selectors import library as selectors

GUARDED = "courses/workshop/library/guarded_words.html"
A_PAGE = 50


def _check(user: User) -> None:
    if not rules.can_keep_words(user):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def guarded_words(request: LearnerRequest) -> HttpResponse:
    _check(request.user)
    form = GuardedWordForm(request.POST or None)
    page = Paginator(selectors.guarded_rows(), A_PAGE).get_page(request.GET.get("page"))
    removed = Paginator(selectors.removed_rows(), A_PAGE).get_page(request.GET.get("past"))
    context = {"form": form, "page": page, "removed": removed}
    context["may_write"] = can_draft(request.user)
    if request.method == "GET":
        return TemplateResponse(request, GUARDED, context)
    if not form.is_valid():
        return render_invalid(request, GUARDED, context)
    try:
        guard_words(by=request.user, at=timezone.now(), **form.cleaned_data)
    except WordsListed:
        form.add_error("words", _("These words are on the list."))
        return render_invalid(request, GUARDED, context)
    messages.success(request, _("Writers are warned of these words from now on."))
    return redirect("courses:workshop:guarded_words")


@require_POST
def guarded_word_remove(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    if not rules.can_keep_words(request.user):
        raise Http404
    row = get_object_or_404(selectors.guarded_rows(), public_id=public_id)
    unguard_words(row=row, by=request.user, at=timezone.now())
    messages.success(request, _("Taken off the list. It can be brought back below."))
    return redirect("courses:workshop:guarded_words")


@require_POST
def guarded_word_restore(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    """Bring words back, or with `do=forget` let go of them for good."""
    if not rules.can_keep_words(request.user):
        raise Http404
    row = get_object_or_404(selectors.removed_rows(), public_id=public_id)
    if request.POST.get("do") == "forget":
        forget_words(row=row, by=request.user, at=timezone.now())
        messages.success(request, _("Deleted for good."))
    else:
        guard_again(row=row, by=request.user, at=timezone.now())
        messages.success(request, _("Brought back. Writers are warned of these words again."))
    return redirect("courses:workshop:guarded_words")

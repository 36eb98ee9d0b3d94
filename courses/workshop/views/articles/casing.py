"""Making a case of a report, or holding it against one that exists."""

from dataclasses import asdict
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import LearnerRequest
from content.importing.models import Article
from content.library.drafting.errors import DraftError
from content.library.drafting.models import LibraryDraft
from core.web.responses import render_invalid
from courses.workshop.forms.articles import ExtendCaseForm, MakeCaseForm
from courses.workshop.forms.writing import ReferenceSearchForm
from courses.workshop.pages.articles.comparing import compare_page
from courses.workshop.pages.articles.framing import framing_of
from courses.workshop.pages.library.pause import going_on
from courses.workshop.pages.library.shelf import cases_offered
from courses.workshop.pages.library.words import refusal_of
from courses.workshop.services.articles import Choice, extend_case, make_case
from courses.workshop.views.articles.fetch import is_told_first, read_article_for

CASE = "courses/workshop/articles/case.html"
BEFORE = "courses/workshop/articles/before.html"
COMPARE = "courses/workshop/articles/compare.html"
ACTS = {"add", "cite", "conflict"}


@require_http_methods(["GET", "POST"])
def article_case(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = read_article_for(request, public_id)
    form = MakeCaseForm(request.POST or None, initial=asdict(framing_of(article)))
    extend = ExtendCaseForm(initial={"slug": article.case_slug}, auto_id="extend_%s")
    counts = {k: article.proposals.filter(kind=k, state__in=["accepted", "edited"]).count()
              for k in ("fact", "event", "section", "question")}  # fmt: skip
    context = {
        "form": form,
        "extend": extend,
        "article": article,
        "counts": counts,
        "cases": partial(cases_offered, request.user, get_language() or ""),
    }
    if request.method == "GET":
        return TemplateResponse(request, CASE, context)
    if not form.is_valid():
        return render_invalid(request, CASE, context)
    try:
        made = make_case(article=article, by=request.user, at=timezone.now(), **form.cleaned_data)
    except DraftError as refused:
        context["refusal"] = refusal_of(refused)
        return TemplateResponse(request, CASE, context, status=409)
    messages.success(request, _("The case is a draft now. Look it over, then check it."))
    return _to_draft(made.draft)


@require_http_methods(["GET", "POST"])
def article_compare(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = read_article_for(request, public_id)
    form = ExtendCaseForm({"slug": _slug(request, article)})
    if not form.is_valid():
        return redirect("courses:workshop:article_case", public_id)
    slug = form.cleaned_data["slug"]
    page = compare_page(article, slug, request.user)
    if request.method == "GET" and is_told_first(request, article):
        return TemplateResponse(request, BEFORE, {"article": article})
    context = {"page": page, "article": article, "picker": ReferenceSearchForm()}
    if request.method == "GET" or not page.is_known:
        return TemplateResponse(request, COMPARE, context, status=200 if page.is_known else 404)
    choices = choices_of(request.POST, {line.position: line.match.key for line in page.lines})
    try:
        made = extend_case(article=article, slug=slug, choices=choices, by=request.user,
                           at=timezone.now())  # fmt: skip
    except DraftError as refused:
        context["refusal"] = refusal_of(refused)
        return TemplateResponse(request, COMPARE, context, status=409)
    messages.success(request, _("The case's draft has taken it in."))
    return _to_draft(made.draft)


def _to_draft(draft: LibraryDraft) -> HttpResponse:
    """Lead to the draft; who worked on the report is not warned of the same again."""
    page = reverse("courses:workshop:library_draft", args=[draft.public_id])
    return redirect(f"{page}{going_on(draft)}")


def _slug(request: LearnerRequest, article: Article) -> str:
    return request.POST.get("slug") or request.GET.get("slug") or article.case_slug


def choices_of(typed: QueryDict, keys: dict[int, str]) -> dict[int, Choice]:
    """What was chosen for each fact; what does not fit its match is left out."""
    chosen = {}
    for position, key in keys.items():
        act = typed.get(f"act-{position}", "")
        if act in ACTS and (act == "add" or key):
            chosen[position] = Choice(
                act=act,
                key=key,
                taught=typed.get(f"taught-{position}", "").strip()[:2000],
                why=typed.get(f"why-{position}", "").strip()[:2000],
                is_shown=f"shown-{position}" in typed,
            )
    return chosen

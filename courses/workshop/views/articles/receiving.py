"""The list of reports, taking one in, and how far its reading is."""

from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import LearnerRequest
from content.importing.models import Article, Proposal
from content.importing.services import import_article
from content.library.drafting.rules import unit_for
from core.web.responses import hx_redirect, render_invalid
from courses.workshop.forms.articles import ArticleForm, FindArticleForm
from courses.workshop.pages.articles.lists import articles_page, first_of_report
from courses.workshop.pages.articles.proposals import KINDS, proposals_page
from courses.workshop.pages.library.shelf import cases_offered
from courses.workshop.selectors.library import open_drafts_of
from courses.workshop.views.articles.fetch import (
    article_for,
    check_writer,
    is_told_first,
    note_read,
)

LIST = "courses/workshop/articles/list.html"
NEW = "courses/workshop/articles/new.html"
DETAIL = "courses/workshop/articles/detail.html"
WAITING = "courses/workshop/articles/waiting.html"


@require_GET
def article_list(request: LearnerRequest) -> HttpResponse:
    check_writer(request.user)
    form = FindArticleForm(request.GET)
    if not form.is_valid():
        return render_invalid(request, LIST, {"form": form})
    q = form.cleaned_data["q"]
    page = articles_page(request.user, q, request.GET.get("page"))
    query = f"{urlencode({'q': q})}&" if q else ""
    return TemplateResponse(request, LIST, {"form": form, "page": page, "query": query})


@require_http_methods(["GET", "POST"])
def article_new(request: LearnerRequest) -> HttpResponse:
    check_writer(request.user)
    start = first_of_report(request.user, request.GET.get("case", ""))
    form = ArticleForm(request.POST or None, request.FILES or None, initial=start)
    cases = partial(cases_offered, request.user, get_language() or "")
    context = {"form": form, "cases": cases}
    if request.method == "GET":
        return TemplateResponse(request, NEW, context)
    owner = unit_for(request.user)
    if not form.is_valid() or owner is None:
        return render_invalid(request, NEW, context)
    told = {k: v for k, v in form.cleaned_data.items() if k not in {"text", "file"}}
    article = import_article(
        received=form.received, owner=owner, by=request.user, at=timezone.now(), **told
    )
    # Who pasted it and said how it weighs has been told.
    note_read(request, article)
    return redirect("courses:workshop:article_detail", article.public_id)


@require_GET
def article_detail(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = article_for(request, public_id)
    if article.state != Article.State.READY:
        response = TemplateResponse(
            request, WAITING + ("#article-progress" if request.htmx else ""), {"article": article}
        )
        patch_vary_headers(response, ["HX-Request"])
        return response
    if request.htmx and request.GET.get("wait"):
        return hx_redirect(request.path)
    if is_told_first(request, article):
        return TemplateResponse(
            request, "courses/workshop/articles/before.html", {"article": article}
        )
    kind = request.GET.get("kind", "")
    page = proposals_page(article, kind if kind in KINDS else "", request.GET.get("page"))
    context = {"page": page, "article": article, "kinds": Proposal.Kind.choices}
    if article.source_key:
        context["draft"] = open_drafts_of(request.user, [article.case_slug]).get(article.case_slug)
    return TemplateResponse(request, DETAIL, context)

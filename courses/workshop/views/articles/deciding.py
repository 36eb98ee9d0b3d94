"""Accepting, editing and dropping proposals, one at a time or many, and taking it back."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from content.importing.errors import BadSpan, NothingToUndo
from content.importing.models import Article, Proposal
from content.importing.redaction import places_of
from content.importing.services import decide, redact_article, undo
from core.web.responses import render_invalid
from courses.workshop.forms.articles import ProposalForm, RedactArticleForm
from courses.workshop.pages.articles.proposals import KINDS, line_of
from courses.workshop.views.articles.fetch import note_read, read_article_for

PROPOSAL = "courses/workshop/articles/_proposal.html"
EDIT = "courses/workshop/articles/edit.html"
REDACT = "courses/workshop/articles/redact.html"
ACTS = {"accept": "accepted", "drop": "dropped", "reopen": "proposed"}


def _back(request: LearnerRequest, article: Article, position: int | None = None) -> HttpResponse:
    kind, number = request.POST.get("kind", ""), request.POST.get("page", "")
    kept = {"kind": kind if kind in KINDS else "", "page": number if number.isdecimal() else ""}
    query = urlencode({name: value for name, value in kept.items() if value})
    url = reverse("courses:workshop:article_detail", args=[article.public_id])
    anchor = f"#p-{position}" if position is not None else ""
    return redirect(f"{url}{'?' if query else ''}{query}{anchor}")


def _one(article: Article, position: int) -> Proposal:
    return get_object_or_404(article.proposals, position=position)


def _drawn(request: LearnerRequest, article: Article, position: int) -> HttpResponse:
    line = line_of(_one(article, position))
    states = list(article.proposals.values_list("state", flat=True))
    context = {
        "line": line, "article": article, "is_swapped": True, "kind": request.POST.get("kind", ""),
        "open_count": states.count("proposed"),
        "taken_count": sum(state in Proposal.TAKEN for state in states),
    }  # fmt: skip
    return TemplateResponse(request, PROPOSAL, context)


@require_POST
def article_decide(request: LearnerRequest, public_id: UUID, position: int) -> HttpResponse:
    article = read_article_for(request, public_id)
    note_read(request, article)
    state = ACTS.get(request.POST.get("act", ""))
    if state is None:
        raise Http404
    _one(article, position)
    decide(article=article, positions=[position], state=state, by=request.user, at=timezone.now())
    if request.htmx:
        return _drawn(request, article, position)
    return _back(request, article, position)


@require_POST
def article_accept_all(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = read_article_for(request, public_id)
    note_read(request, article)
    rows = article.proposals.filter(state=Proposal.State.PROPOSED, is_on=True)
    rows = rows.filter(kind=request.POST.get("of", ""))
    if "section" in request.POST:
        rows = rows.filter(section=request.POST["section"])
    places = list(rows.values_list("position", flat=True))
    count = decide(
        article=article, positions=places, state="accepted", by=request.user, at=timezone.now()
    )
    told = ngettext("%(n)d proposal accepted.", "%(n)d proposals accepted.", count)
    messages.success(request, told % {"n": count})
    return _back(request, article, places[0] if places else None)


@require_http_methods(["GET", "POST"])
def article_edit(request: LearnerRequest, public_id: UUID, position: int) -> HttpResponse:
    article = read_article_for(request, public_id)
    row = _one(article, position)
    told = row.told
    names = [name for name in ("key", "statement", "figure", "on") if _is_asked(row, name)]
    start = {name: told.get(name, "") for name in names} | {"key": told.get("key", row.key)}
    form = ProposalForm(request.POST or None, initial=start)
    for name in set(form.fields) - set(names):
        del form.fields[name]
    context = {
        "form": form,
        "article": article,
        "line": line_of(row),
        "kind": request.GET.get("kind", ""),
    }
    if request.method == "GET":
        return TemplateResponse(request, EDIT, context)
    if not form.is_valid():
        return render_invalid(request, EDIT, context)
    note_read(request, article)
    decide(article=article, positions=[position], state="edited", by=request.user,
           at=timezone.now(), edited={**told, **_typed(form)})  # fmt: skip
    return _back(request, article, position)


def _is_asked(row: Proposal, name: str) -> bool:
    if name == "statement":
        return True
    if name == "key":
        return row.kind == Proposal.Kind.FACT
    if name == "figure":
        return "figure" in row.data
    return row.kind == Proposal.Kind.EVENT


def _typed(form: ProposalForm) -> dict[str, object]:
    typed = dict(form.cleaned_data)
    digits = str(typed.get("figure", "")).replace(",", "")
    if digits.isdecimal():
        typed["figure"] = int(digits)
    return typed


@require_POST
def article_undo(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = read_article_for(request, public_id)
    try:
        position = undo(article=article, by=request.user, at=timezone.now())
    except NothingToUndo:
        messages.info(request, _("There is nothing of yours to take back."))
        return _back(request, article)
    return _back(request, article, position)


@require_http_methods(["GET", "POST"])
def article_redact(request: LearnerRequest, public_id: UUID) -> HttpResponse:
    article = read_article_for(request, public_id)
    words = _words(request, article)
    places = len(places_of(words, article.received_text))
    form = RedactArticleForm(request.POST or None, initial=request.GET.dict(), places=places)
    context = {"form": form, "article": article, "words": words}
    if request.method == "GET":
        return TemplateResponse(request, REDACT, context, status=200 if context["words"] else 404)
    if not form.is_valid():
        return render_invalid(request, REDACT, context)
    try:
        redact_article(article=article, by=request.user, at=timezone.now(), **form.cleaned_data)
    except BadSpan:
        return render_invalid(request, REDACT, context)
    messages.success(request, _("It is gone for good. Its hash and the reason are kept."))
    return _back(request, article)


def _words(request: LearnerRequest, article: Article) -> str:
    """The words that would go, by the places in the address or in what was sent."""
    asked = request.POST or request.GET
    start, length = asked.get("start", ""), asked.get("length", "")
    if not (start.isdecimal() and length.isdecimal() and len(start + length) < 16):
        return ""
    return article.received_text[int(start) : int(start) + int(length)][:2000]

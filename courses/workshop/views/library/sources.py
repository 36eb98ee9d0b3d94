"""The text of a source as it was received, and taking words out of it for good."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from content.library.drafting.rules import can_draft
from content.sources.models import Source
from content.sources.services import receive_text, redact_words
from core.web.responses import render_invalid
from courses.workshop.forms.library import RedactForm, TextReceivedForm
from courses.workshop.selectors import library as selectors
from courses.workshop.views.pausing import paused

SOURCE = "courses/workshop/library/source_text.html"


def _source(user: User, slug: str, key: str) -> Source:
    source = selectors.source_of(user, slug, key) if can_draft(user) else None
    if source is None:
        raise Http404
    return source


@require_http_methods(["GET", "POST"])
def library_source(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    """GET shows the text received; POST receives it, as long as nothing was taken out of it."""
    source = _source(request.user, slug, key)
    later, intensity = reverse("courses:workshop:library_list"), selectors.intensity_of_case(slug)
    if pause := paused(request, intensity=intensity, title=source.title, later_href=later):
        return pause
    form = TextReceivedForm(request.POST or None, initial={"text": source.received_text})
    redactions = list(source.redactions.select_related("redacted_by"))
    context = {"source": source, "form": form, "redactions": redactions, "redacting": RedactForm()}
    if request.method == "GET":
        return TemplateResponse(request, SOURCE, context)
    if redactions:
        raise PermissionDenied
    if not form.is_valid():
        return render_invalid(request, SOURCE, context)
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    receive_text(source=source, text=text)
    messages.success(request, _("The text is kept."))
    return redirect("courses:workshop:library_source", slug, key)


@require_POST
def library_redact(request: LearnerRequest, slug: str, key: str) -> HttpResponse:
    source = _source(request.user, slug, key)
    form = RedactForm(request.POST)
    context = {
        "source": source,
        "form": TextReceivedForm(initial={"text": source.received_text}),
        "redactions": list(source.redactions.select_related("redacted_by")),
        "redacting": form,
    }
    if not form.is_valid():
        return render_invalid(request, SOURCE, context)
    taken = redact_words(source=source, by=request.user, at=timezone.now(), **form.cleaned_data)
    if not taken:
        form.add_error("words", _("These words do not stand in the text."))
        return render_invalid(request, SOURCE, context)
    said = ngettext("Taken out at %(n)s place.", "Taken out at %(n)s places.", taken)
    messages.success(request, said % {"n": taken})
    return redirect("courses:workshop:library_source", slug, key)

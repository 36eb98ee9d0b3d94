"""The palette's list, and the page with the same search for who has no script."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.http import LearnerRequest
from core.web.responses import render_invalid
from courses.workshop import rules
from courses.workshop.forms import FindForm
from courses.workshop.pages.finding import found_lines

FIND = "courses/workshop/find.html"


@require_GET
def find(request: LearnerRequest) -> HttpResponse:
    if not rules.can_enter(request.user):
        raise PermissionDenied
    form = FindForm(request.GET)
    template = FIND + ("#found" if request.htmx else "")
    if not form.is_valid():
        return render_invalid(request, template, {"form": form})
    q = form.cleaned_data["q"]
    lines = found_lines(request.user, q, get_language() or "")
    context = {"form": form, "lines": lines, "q": q}
    return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})

"""Answers that a view gives besides a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def render_invalid(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None
) -> TemplateResponse:
    """The page or partial again, with what was typed and what is wrong with it; status 422."""
    return TemplateResponse(request, template, context, status=422)


def hx_redirect(url: str) -> HttpResponse:
    """Tell htmx to leave the page for `url`. For an htmx request only."""
    return HttpResponse(status=204, headers={"HX-Redirect": url})

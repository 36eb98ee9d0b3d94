"""The page before something intense, for views that show more than one kind of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse

from accounts.http import LearnerRequest
from courses.workshop.pages.writing.pause import asks_first

PAUSE = "courses/workshop/pause.html"


def paused(
    request: LearnerRequest, *, intensity: int, title: str, later_href: str, topic: str = ""
) -> HttpResponse | None:
    """Return the choice in place of the page, if it is intense and nobody has chosen; else None."""
    pause = asks_first(request, intensity=intensity, topic=topic, later_href=later_href)
    return TemplateResponse(request, PAUSE, {"pause": pause, "title": title}) if pause else None

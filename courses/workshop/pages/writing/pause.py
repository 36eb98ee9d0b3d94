"""Whoever makes a course gets the choice before something intense, as its learners do."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from content.intensity import is_intense

OPEN = "open"


@dataclass(frozen=True)
class Pause:
    """The choice before something intense: what it is about, and the ways on."""

    intensity: int
    topic: str
    continue_href: str
    later_href: str


def asks_first(
    request: HttpRequest, *, intensity: int, topic: str, later_href: str
) -> Pause | None:
    """Return the choice if the page is intense and nobody has chosen to go on; else None.

    Going on is a parameter of the address and leaves no trace; a form that was sent is open.
    For `courses/workshop/writing/_pause.html`.
    """
    if not is_intense(intensity) or request.method != "GET" or OPEN in request.GET:
        return None
    query = urlencode([*request.GET.items(), (OPEN, "1")])
    return Pause(intensity, topic, f"{request.path}?{query}", later_href)

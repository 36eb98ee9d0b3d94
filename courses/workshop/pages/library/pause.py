"""Whoever writes an intense case gets the choice first, as its readers do."""

from django.http import HttpRequest
from django.urls import reverse

from content.intensity import is_intense
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import HEAD_PART, get
from content.library.kinds import Kind
from content.texts import pick
from courses.workshop.pages.writing.pause import OPEN, Pause, asks_first


def intensity_of(draft: LibraryDraft) -> int:
    """Return how intense what is told is: a case says it of itself, 0 for anything else."""
    if draft.kind != Kind.CASE:
        return 0
    found = (get(Kind.CASE, draft.body, HEAD_PART) or {}).get("intensity")
    return found if isinstance(found, int) else 0


def pause_of(request: HttpRequest, draft: LibraryDraft, language: str) -> Pause | None:
    """Return the choice before a page that shows the draft's words, or None."""
    head = get(Kind(draft.kind), draft.body, HEAD_PART) or {}
    topics = head.get("topic")
    topic = pick(topics, language, [*topics]) if isinstance(topics, dict) and topics else ""
    return asks_first(
        request,
        intensity=intensity_of(draft),
        topic=topic,
        later_href=reverse("courses:workshop:library_list"),
    )


def going_on(draft: LibraryDraft) -> str:
    """Return the query of links among the pages of a draft: who chose to go on is asked once."""
    return f"?{OPEN}=1" if is_intense(intensity_of(draft)) else ""

"""How a view of a course comes to its desk: the learner's own, or that of a preview."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from accounts.http import LearnerRequest
from courses.delivery.desks.desk import Desk
from courses.delivery.desks.guard import nothing_written
from courses.delivery.desks.own import OwnDesk
from courses.delivery.desks.preview import PreviewDesk
from courses.delivery.desks.previewed import CandidateGone, previewed
from courses.delivery.desks.turn import kept_in_turn, seen_of

type View[D, **P] = Callable[Concatenate[LearnerRequest, D, P], HttpResponse]

GONE = "courses/delivery/preview_gone.html"


def at_desk[**P](view: View[Desk, P]) -> Callable[..., HttpResponse]:
    """Let one view serve a learner's own pages and those of a preview.

    An address with `candidate_id` is of a preview.
    """

    take: Callable[..., HttpResponse] = view

    @wraps(view)
    def seated(
        request: LearnerRequest,
        course_slug: str = "",
        candidate_id: uuid.UUID | None = None,
        **named: Any,
    ) -> HttpResponse:
        if candidate_id is None:
            return take(request, OwnDesk(request.user, course_slug), **named)
        return _previewed(view, request, course_slug, candidate_id, named)

    return seated


def at_preview[**P](view: View[PreviewDesk, P]) -> Callable[..., HttpResponse]:
    """Let a view serve what a preview has and a learner has not."""

    @wraps(view)
    def seated(
        request: LearnerRequest, course_slug: str, candidate_id: uuid.UUID, **named: Any
    ) -> HttpResponse:
        return _previewed(view, request, course_slug, candidate_id, named)

    return seated


def _previewed(
    view: Callable[..., HttpResponse],
    request: LearnerRequest,
    course_slug: str,
    candidate_id: uuid.UUID,
    named: dict[str, Any],
) -> HttpResponse:
    """Answer from the preview of a candidate, or say that it is past its time."""
    now = timezone.now()
    try:
        of = previewed(request.user, course_slug, candidate_id, at=now)
    except CandidateGone as gone:
        context = {name: getattr(gone, name) for name in ("course", "is_known", "may_edit")}
        status = 409 if gone.is_known else 404
        return TemplateResponse(request, GONE, context, status=status)
    while True:
        seen = seen_of(request.session)
        desk = PreviewDesk(request.user, of, request.session, at=now)
        with nothing_written():
            response = view(request, desk, **named)
            if isinstance(response, TemplateResponse):
                response.render()
        if kept_in_turn(request.session, seen):
            return response


def shown(
    request: LearnerRequest,
    desk: Desk,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    lesson: str = "",
    question: str = "",
) -> HttpResponse:
    """Return a page of a course, in a preview with its band.

    `lesson` and `question` are what the page is about, for the way to the editor.
    """
    band = desk.band(lesson=lesson, question=question)
    return TemplateResponse(request, template, {**context, "band": band}, status=status)

"""Moving people who still take an older release, and how far that is."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import LearnerRequest
from accounts.models import User
from accounts.reauthentication import recent_required
from core.web.responses import render_invalid
from courses.catalogue.models import Course
from courses.releases.models import Release
from courses.releases.rules import can_publish
from courses.releases.selectors import live_release
from courses.rollout import services
from courses.rollout.errors import RolloutError
from courses.rollout.models import Handover, Run
from courses.rollout.selectors import run_of
from courses.rollout.services import MOVE, RETAKE, MoveOrder, RetakeOrder
from courses.workshop.forms.people import MoveForm
from courses.workshop.pages.people.choosing import older_releases, people_page
from courses.workshop.pages.people.running import run_page, runs_page
from courses.workshop.views.draft import own_draft

InProgress, Finished = Handover.InProgress, Handover.Finished
LIST = "courses/workshop/people/move.html"
DETAIL = "courses/workshop/people/run.html"


def _own(user: User, slug: str) -> Course:
    """Who may publish may move people."""
    course = own_draft(user, slug)
    if not can_publish(user, course):
        raise PermissionDenied
    return course


@require_http_methods(["GET", "POST"])
@recent_required
def people_move(request: LearnerRequest, course_slug: str) -> HttpResponse:
    """GET shows what a move to the live release would do, and earlier runs; POST starts it."""
    course = _own(request.user, course_slug)
    live = live_release(course)
    older = older_releases(course, than=live.number) if live else []
    runs, lines = runs_page(course, request.GET.get("page"))
    context: dict[str, Any] = {"course": course, "live": live, "runs": runs, "lines": lines}
    if live is None or not older:
        return TemplateResponse(request, LIST, context)
    chosen = _chosen(request, older)
    page = people_page(course, live, chosen, equivalents={}, language=get_language() or "")
    form = MoveForm(request.POST or None, initial=_wished(request), page=page)
    context |= {"older": older, "chosen": {one.number for one in chosen}}
    context |= {"page": page, "form": form}
    if request.method == "GET":
        return TemplateResponse(request, LIST, context)
    return _answer(request, course, live, chosen, form, context)


def _chosen(request: LearnerRequest, older: list[Release]) -> list[Release]:
    """Return the releases that were named; all of them where none was."""
    sent = request.POST if request.method == "POST" else request.GET
    named = set(sent.getlist("release"))
    return [one for one in older if str(one.number) in named] or older


def _wished(request: LearnerRequest) -> dict[str, Any]:
    """What a link from the history asks for; an unknown wish chooses nothing."""
    wish = request.GET.get("wish")
    return {
        "in_progress": InProgress.MOVE if wish == "move" else InProgress.STAY,
        "finished": Finished.AGAIN if wish == "again" else Finished.STAY,
    }


def _answer(
    request: LearnerRequest,
    course: Course,
    live: Release,
    chosen: list[Release],
    form: MoveForm,
    context: dict[str, Any],
) -> HttpResponse:
    if not form.is_valid():
        return render_invalid(request, LIST, context)
    numbers = tuple(one.number for one in chosen)
    try:
        run = _start(course, live, numbers, form, request.user, at=timezone.now())
    except RolloutError as refusal:
        return TemplateResponse(request, LIST, {**context, "refusal": str(refusal)}, status=409)
    return redirect("courses:workshop:people_run", course.slug, run.public_id)


@transaction.atomic
def _start(
    course: Course,
    live: Release,
    numbers: tuple[int, ...],
    form: MoveForm,
    by: User,
    *,
    at: datetime,
) -> Run:
    """Ask for the runs, both or neither; return the move, or the other where nobody is moved."""
    choice, run = form.choice, None
    if choice.finished == Finished.AGAIN:
        asked = RetakeOrder(numbers, choice.due_on)
        run = services.request_retake(course=course, order=asked, by=by, at=at)
    if choice.in_progress == InProgress.MOVE:
        order = MoveOrder(live.number, numbers, choice.equivalents)
        run = services.request_move(course=course, order=order, by=by, at=at)
    assert run is not None  # noqa: S101 -- the form wants one of them
    return run


def _run(course: Course, public_id: UUID) -> Run:
    run = run_of(course, public_id, MOVE, RETAKE)
    if run is None:
        raise Http404
    return run


@require_GET
def people_run(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    course = _own(request.user, course_slug)
    page = run_page(_run(course, public_id))
    template = DETAIL + ("#run" if request.htmx else "")
    context = {"course": course, "page": page, "now": timezone.now()}
    return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


@require_POST
@recent_required
def people_run_stop(request: LearnerRequest, course_slug: str, public_id: UUID) -> HttpResponse:
    """Nobody more is met: not those who are left, and not those who wait."""
    course = _own(request.user, course_slug)
    run, now = _run(course, public_id), timezone.now()
    is_stopped = services.stop_run(run=run, by=request.user, at=now)
    if services.call_off_held(run=run, why="called_off", by=request.user, at=now) or is_stopped:
        messages.info(request, _("Stopped. What was done stays."))
    return redirect("courses:workshop:people_run", course_slug, public_id)

"""Candidates made away from the page: a row says what is wanted, a task or the sweep does it."""

import logging
import time
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import User
from core.enqueue import enqueue
from core.problems import ProblemsFound
from courses.catalogue.models import Course
from courses.releases.compiling.report import problem_as_json
from courses.releases.errors import ReleaseError
from courses.releases.models import CompileRequest
from courses.releases.services.compiling import compile_candidate
from courses.releases.tasks import compile_requested

logger = logging.getLogger(__name__)

# A waiting request is taken up by the sweep after this; a running one when it has been silent.
LEFT_WAITING = timedelta(seconds=30)
SILENT = timedelta(minutes=6)
MOST_TRIES = 3
_TELL_EVERY = 0.5
State = CompileRequest.State


def request_candidate(
    *, course: Course, by: User, at: datetime, as_of: date | None = None
) -> CompileRequest:
    """Ask for a candidate; the request that is open already is returned as it is."""
    try:
        with transaction.atomic():
            request = CompileRequest.objects.create(
                course=course, as_of_on=as_of or at.date(), requested_by=by, requested_at=at
            )
    except IntegrityError:
        return CompileRequest.objects.get(course=course, state__in=CompileRequest.OPEN)
    enqueue(compile_requested, request_id=request.pk)
    return request


def fulfil(*, request_id: int, at: datetime) -> None:
    """Make the candidate of a request; twice, or by two workers at once, is once."""
    request = _claim(request_id, at)
    if request is None:
        return
    try:
        candidate = compile_candidate(
            course=request.course,
            by=request.requested_by,
            at=at,
            as_of=request.as_of_on,
            progress=_Teller(request.pk),
        )
    except ProblemsFound as found:
        problems = [problem_as_json(problem) for problem in found.problems]
        _end(request, State.STOPPED, problems=problems)
    except ReleaseError as error:
        logger.info("compile request %s goes back: %s", request_id, error)
        CompileRequest.objects.filter(pk=request_id).update(state=State.WAITING, beat_at=at)
    else:
        _end(request, State.DONE, candidate=candidate)


def take_up_requests(*, at: datetime) -> int:
    """Send again what was left waiting or went silent; give up what was tried too often."""
    left = Q(state=State.WAITING, requested_at__lte=at - LEFT_WAITING)
    silent = Q(state=State.RUNNING, beat_at__lte=at - SILENT)
    worn = CompileRequest.objects.filter(left | silent, tries__gte=MOST_TRIES)
    worn.update(state=State.FAILED, ended_at=at)
    again = CompileRequest.objects.filter(left | silent).order_by("pk")
    ids = list(again.values_list("pk", flat=True)[:20])
    for request_id in ids:
        enqueue(compile_requested, request_id=request_id)
    return len(ids)


def _claim(request_id: int, at: datetime) -> CompileRequest | None:
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, beat_at__lte=at - SILENT)
    claimed = CompileRequest.objects.filter(free, pk=request_id, tries__lt=MOST_TRIES).update(
        state=State.RUNNING, beat_at=at, tries=F("tries") + 1
    )
    if not claimed:
        return None
    return CompileRequest.objects.select_related("course", "requested_by").get(pk=request_id)


def _end(request: CompileRequest, state: State, **values: object) -> None:
    request.state, request.ended_at = state, timezone.now()
    for name, value in values.items():
        setattr(request, name, value)
    request.save(update_fields=["state", "ended_at", *values])


class _Teller:
    """Writes how far the compile is, not more often than a person can see."""

    def __init__(self, request_id: int) -> None:
        self._request_id = request_id
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            CompileRequest.objects.filter(pk=self._request_id).update(
                steps_done=done, steps_total=total, beat_at=timezone.now()
            )

"""Starting a run, and going on with it until nothing is left.

Whom a run meets is listed first, in batches that remember how far they came. Then each item is
acted on and marked done in one transaction. So whatever moment a worker is killed at, the next
one goes on, and ends in the same state.
"""

import datetime as dt
import logging
import time
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from core.enqueue import enqueue
from courses.catalogue.models import Course
from courses.rollout import kinds
from courses.rollout.errors import CannotAct, HasToWait, RunGoesOn
from courses.rollout.models import Run, RunItem
from courses.rollout.tasks import go_on_with_run

logger = logging.getLogger(__name__)

LIST_BATCH = 500
ITEM_BATCH = 50
# One task works so long and then sends the next, so that no message is held for minutes.
SLICE_SECONDS = 20.0
# A run that was silent for so long has lost its worker.
SILENT = dt.timedelta(minutes=2)
HELD_BATCH = 500
State = Run.State
# Runs whose items are still acted on: whoever had to wait is, also after the run is done.
GOING_ON = (*Run.OPEN, State.DONE)
UNDONE = (RunItem.State.WAITING, RunItem.State.HELD)


def request_run(
    *,
    kind: str,
    course: Course,
    parameters: dict[str, Any],
    by: User,
    at: dt.datetime,
    starts_at: dt.datetime | None = None,
) -> Run:
    """Return a new run that a worker takes up at once, and the sweep where that is lost.

    With `starts_at` nobody is met before that time; the sweep starts it within a minute. Raises
    RunGoesOn while one of this kind is under way for the course: two at the same time would not
    know of each other's results.
    """
    kinds.get(kind)
    try:
        with transaction.atomic():
            run = Run.objects.create(
                kind=kind,
                course=course,
                parameters=parameters,
                requested_by=by,
                requested_at=at,
                starts_at=starts_at,
                beat_at=at,
            )
            record(
                action=f"run.{kind}", by=by, target=course, new={"run": str(run.public_id)}, at=at
            )
    except IntegrityError as error:
        raise RunGoesOn(_("One is under way for this course. Wait until it is done.")) from error
    if starts_at is None:
        enqueue(go_on_with_run, run_id=run.pk)
    return run


@transaction.atomic
def stop_run(*, run: Run, by: User, at: dt.datetime) -> bool:
    """Nothing more is done; what was done stays. False when the run had ended."""
    stopped = Run.objects.filter(pk=run.pk, state__in=Run.OPEN).update(
        state=State.STOPPED, ended_at=at
    )
    if stopped:
        record(
            action="run.stopped", by=by, target=run.course, new={"run": str(run.public_id)}, at=at
        )
    return bool(stopped)


def go_on(*, run_id: int, seconds: float = SLICE_SECONDS) -> bool:
    """Work on a run for some seconds; return whether something is left to do.

    Two workers at the same time share the items and do none twice. Safe to call for a run
    that has ended or is gone, or whose time has not come.
    """
    until = time.monotonic() + seconds
    while True:
        run = Run.objects.select_related("course", "requested_by").filter(pk=run_id).first()
        if run is None or not run.is_open or run.is_to_come(timezone.now()):
            return False
        if run.state == State.LISTING:
            _list_some(run)
        elif not _do_some(run):
            _end(run)
            return False
        if time.monotonic() >= until:
            return True


def take_up_runs(*, at: dt.datetime) -> int:
    """Send every open run that has gone silent, or whose time has come; return how many."""
    has_come = Q(starts_at__isnull=True) | Q(starts_at__lte=at)
    silent = Run.objects.filter(has_come, state__in=Run.OPEN, beat_at__lte=at - SILENT)
    ids = list(silent.order_by("beat_at").values_list("pk", flat=True)[:20])
    for run_id in ids:
        enqueue(go_on_with_run, run_id=run_id)
    return len(ids)


def go_on_with_held(*, seconds: float = SLICE_SECONDS) -> int:
    """Act on the items that had to wait and need not any more; return how many were looked at.

    The sweep calls it. Those of a run that was stopped are left.
    """
    until, looked_at = time.monotonic() + seconds, 0
    for kind in kinds.patient():
        held = RunItem.objects.filter(
            state=RunItem.State.HELD, run__kind=kind.name, run__state__in=GOING_ON
        )
        ids = kind.ready(held).order_by("pk").values_list("run_id", "pk")[:HELD_BATCH]
        for run_id, item_id in list(ids):
            if time.monotonic() >= until:
                return looked_at
            run = Run.objects.select_related("course", "requested_by").get(pk=run_id)
            _do_one(run, item_id, state=RunItem.State.HELD)
            looked_at += 1
    return looked_at


@transaction.atomic
def call_off_held(*, run: Run, why: str, by: User, at: dt.datetime) -> int:
    """Whoever still waits in a run is left where they are; return how many, `why` as a code."""
    left = RunItem.objects.filter(run=run, state=RunItem.State.HELD).update(
        state=RunItem.State.FAILED, outcome={"why": why}, done_at=at
    )
    if left:
        new = {"run": str(run.public_id), "left": left}
        record(action="run.held_left", by=by, target=run.course, new=new, at=at)
    return left


def _list_some(run: Run) -> None:
    """List one batch and remember how far it came, in one transaction."""
    found = kinds.get(run.kind).find(run, after=run.listed_to, limit=LIST_BATCH)
    with transaction.atomic():
        # Whoever listed this batch in the meantime has moved the run on.
        locked = (
            Run.objects.select_for_update()
            .filter(pk=run.pk, state=State.LISTING, listed_to=run.listed_to)
            .first()
        )
        if locked is None:
            return
        RunItem.objects.bulk_create(
            [
                RunItem(run=locked, subject=one.id, enrolment_id=one.enrolment_id)
                for one in found.subjects
            ],
            ignore_conflicts=True,
            batch_size=LIST_BATCH,
        )
        locked.items_total = locked.items.count()
        locked.beat_at = timezone.now()
        if found.up_to is None:
            locked.state = State.RUNNING
        else:
            locked.listed_to = found.up_to
        locked.save(update_fields=["items_total", "beat_at", "state", "listed_to"])


def _do_some(run: Run) -> bool:
    """Act on one batch of items; return whether there was any."""
    waiting = RunItem.objects.filter(run=run, state=RunItem.State.WAITING).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:ITEM_BATCH])
    for item_id in ids:
        _do_one(run, item_id)
    done = RunItem.objects.filter(run=run).exclude(state=RunItem.State.WAITING).count()
    Run.objects.filter(pk=run.pk).update(items_done=done, beat_at=timezone.now())
    return bool(ids)


def _do_one(run: Run, item_id: int, state: RunItem.State = RunItem.State.WAITING) -> None:
    """Act on one item and mark it done, both or neither; one that fails stops no other."""
    now = timezone.now()
    try:
        with transaction.atomic():
            item = _in_state(item_id, state)
            if item is None:
                return
            outcome = kinds.get(run.kind).act(run, item, at=now)
            _mark(item, RunItem.State.DONE, outcome, now)
    except HasToWait as waiting:
        _hold(item_id, waiting.code)
    except CannotAct as refusal:
        _fail(item_id, refusal.code, now)
    except OperationalError:
        raise  # the database is away: the sweep goes on with the run when it is back
    except Exception:
        logger.exception("run %s: item %s failed", run.pk, item_id)
        _fail(item_id, "error", now)


@transaction.atomic
def _fail(item_id: int, code: str, at: dt.datetime) -> None:
    if item := _in_state(item_id, *UNDONE):
        _mark(item, RunItem.State.FAILED, {"why": code}, at)


@transaction.atomic
def _hold(item_id: int, code: str) -> None:
    if item := _in_state(item_id, *UNDONE):
        item.state, item.outcome = RunItem.State.HELD, {"why": code}
        item.save(update_fields=["state", "outcome"])


def _in_state(item_id: int, *states: RunItem.State) -> RunItem | None:
    return RunItem.objects.select_for_update().filter(pk=item_id, state__in=states).first()


def _mark(item: RunItem, state: RunItem.State, outcome: dict[str, Any], at: dt.datetime) -> None:
    item.state, item.outcome, item.done_at = state, outcome, at
    item.save(update_fields=["state", "outcome", "done_at"])


def _end(run: Run) -> None:
    ended = Run.objects.filter(pk=run.pk, state=State.RUNNING).update(
        state=State.DONE, ended_at=timezone.now()
    )
    if ended:
        logger.info("run %s is done", run.pk)

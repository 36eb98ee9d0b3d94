"""What becomes of the people of older releases when a candidate goes out.

The choice is a row beside the candidate. It is carried out in the transaction that publishes,
now or at the planned time, so that no release goes out without it; under an embargo the runs
start when that has ended.
"""

import datetime as dt
from dataclasses import asdict, dataclass, field

from accounts.models import User
from accounts.services import record
from courses.releases.models import Candidate, Release
from courses.rollout.models import Handover, Run
from courses.rollout.services.moving import MoveOrder, request_move
from courses.rollout.services.regrading import PREVIEW, Order
from courses.rollout.services.retaking import RetakeOrder, request_retake
from courses.rollout.services.running import request_run, stop_run

InProgress, Finished = Handover.InProgress, Handover.Finished


@dataclass(frozen=True)
class Choice:
    """What a trainer decides about each group; `regrade` is a lesson and a policy, or nothing."""

    in_progress: str = InProgress.STAY
    finished: str = Finished.STAY
    equivalents: dict[str, str] = field(default_factory=dict)
    due_on: dt.date | None = None
    regrade: dict[str, str] = field(default_factory=dict)


def choose_handover(*, candidate: Candidate, choice: Choice, by: User, at: dt.datetime) -> Handover:
    """The choice is kept with the candidate, in place of an earlier one; nothing is done yet."""
    kept, _made = Handover.objects.update_or_create(
        candidate=candidate, defaults={**vars(choice), "decided_by": by, "decided_at": at}
    )
    return kept


def hand_over(*, release: Release, at: dt.datetime) -> None:
    """The runs that the choice asks for are there; nothing for a release without a choice.

    Called in the transaction that publishes. All older releases of the course are meant.
    """
    chosen = Handover.objects.filter(candidate=release.candidate_id).select_related("decided_by")
    handover = chosen.first()
    older = Release.objects.filter(course=release.course, number__lt=release.number)
    numbers = tuple(older.order_by("number").values_list("number", flat=True))
    if handover is None or not numbers:
        return
    by, embargo = release.published_by or handover.decided_by, release.embargo_until
    starts_at = embargo if embargo and embargo > at else None
    course = release.course
    if handover.in_progress == InProgress.MOVE:
        move = MoveOrder(release.number, numbers, handover.equivalents)
        request_move(course=course, order=move, by=by, at=at, starts_at=starts_at)
    if handover.finished == Finished.AGAIN:
        retake = RetakeOrder(numbers, handover.due_on)
        request_retake(course=course, order=retake, by=by, at=at, starts_at=starts_at)
    if handover.regrade:
        _prepare_regrade(release, numbers, handover.regrade, by=by, at=at)
    record(
        action="release.handed_over",
        by=by,
        target=release,
        new={"in_progress": handover.in_progress, "finished": handover.finished},
        at=at,
        unit=course.owner,
    )


def _prepare_regrade(
    release: Release,
    numbers: tuple[int, ...],
    wanted: dict[str, str],
    *,
    by: User,
    at: dt.datetime,
) -> None:
    """A preview is computed, which a person confirms; it takes the place of one under way."""
    order = Order(
        lesson=wanted["lesson"],
        questions=(),
        releases=numbers,
        key_release=release.number,
        policy=wanted["policy"],
    )
    course = release.course
    for run in Run.objects.filter(course=course, kind=PREVIEW, state__in=Run.OPEN):
        stop_run(run=run, by=by, at=at)
    request_run(kind=PREVIEW, course=course, parameters=asdict(order), by=by, at=at)

"""Computing figures: asked for by a person or by the sweep, done by the worker, kept in rows."""

import datetime as dt
import logging
import time

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from accounts.models import User
from accounts.services import record
from core.enqueue import enqueue
from courses.assessment.models import Grading
from courses.catalogue.models import Course
from courses.insight.asked import asked_of, choices_among, questions_asked
from courses.insight.computing import Figures, compute
from courses.insight.models import QuestionFigures, QuizFigures, SweptGradings
from courses.insight.reading import newest_release, read_quiz
from courses.insight.tasks import compute_figures
from courses.releases.models import Release

logger = logging.getLogger(__name__)

# A grading is written with the time of its request: one that was on its way while figures were
# read is at most this much older than the reading.
ON_ITS_WAY = dt.timedelta(minutes=2)
# The sweep computes the same quiz again after this at the earliest, a large one later still.
REST = dt.timedelta(minutes=5)
REST_FACTOR = 30
# A worker that has told nothing for so long is taken for dead.
SILENT = dt.timedelta(minutes=6)
LEFT_WAITING = dt.timedelta(seconds=60)
# Asked for by a person before the sweep saw any grading.
NOT_YET_SEEN = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_TELL_EVERY = 0.5
_MOST_AT_ONCE = 20
State = QuizFigures.State
STALE = Q(computed_at__isnull=True) | Q(changed_at__gt=F("computed_at") - ON_ITS_WAY)


def request_figures(*, course: Course, slot_uid: str, at: dt.datetime) -> QuizFigures:
    """Ask for figures that are up to date; asking again while they are made changes nothing."""
    with transaction.atomic():
        figures, _made = QuizFigures.objects.get_or_create(
            course=course, slot_uid=slot_uid, defaults={"changed_at": NOT_YET_SEEN}
        )
        QuizFigures.objects.filter(pk=figures.pk, state=State.IDLE).update(
            state=State.WAITING, beat_at=at, steps_done=0, steps_total=0
        )
        enqueue(compute_figures, figures_id=figures.pk)
    figures.refresh_from_db()
    return figures


def bring_up_to_date(*, at: dt.datetime) -> int:
    """Find the quizzes with newer gradings, and send what is stale, waiting or silent to a worker.

    Twice, or at the same time, sends the same work twice, and the claim lets it be done once.
    """
    note_changes(at=at)
    left = Q(state=State.WAITING, beat_at__lte=at - LEFT_WAITING)
    silent = Q(state=State.RUNNING, beat_at__lte=at - SILENT)
    rested = Q(computed_at__isnull=True) | Q(computed_at__lte=at - REST)
    stale = Q(STALE, rested, state=State.IDLE)
    rows = QuizFigures.objects.filter(left | silent | stale).order_by("pk")
    ids = [
        pk
        for pk, computed_at, milliseconds in rows.values_list("pk", "computed_at", "milliseconds")
        if computed_at is None
        or at - computed_at >= REST_FACTOR * dt.timedelta(milliseconds=milliseconds)
    ][:_MOST_AT_ONCE]
    for figures_id in ids:
        enqueue(compute_figures, figures_id=figures_id)
    return len(ids)


@transaction.atomic
def note_changes(*, at: dt.datetime) -> None:
    """Every quiz with a grading that the sweep had not seen has a row that says when it changed.

    The gradings of the last minutes are looked at each time anew, as one with a lower number may
    be committed after one with a higher.
    """
    swept, _made = SweptGradings.objects.select_for_update().get_or_create(pk=1)
    fresh = Grading.objects.filter(pk__gt=swept.grading_id)
    changed = fresh.values("attempt__enrolment__course_id", "attempt__slot_uid").annotate(
        newest=Max("graded_at")
    )
    for row in changed.order_by("attempt__enrolment__course_id", "attempt__slot_uid"):
        figures, made = QuizFigures.objects.get_or_create(
            course_id=row["attempt__enrolment__course_id"],
            slot_uid=row["attempt__slot_uid"],
            defaults={"changed_at": row["newest"]},
        )
        if not made and figures.changed_at < row["newest"]:
            figures.changed_at = row["newest"]
            figures.save(update_fields=["changed_at"])
    settled = fresh.filter(graded_at__lt=at - 5 * ON_ITS_WAY).aggregate(last=Max("pk"))["last"]
    if settled:
        swept.grading_id = settled
        swept.save(update_fields=["grading_id"])


def fulfil(*, figures_id: int, at: dt.datetime) -> bool:
    """Compute the figures of one quiz and keep them; False when there is nothing to do.

    There is not when they are as they should be, or another worker is at it.

    Reading and computing happen outside of any transaction; what comes of them replaces the old
    figures in a short one. Safe to run twice.
    """
    free = (
        Q(state=State.WAITING)
        | Q(state=State.RUNNING, beat_at__lte=at - SILENT)
        | Q(STALE, state=State.IDLE)
    )
    claimed = QuizFigures.objects.filter(free, pk=figures_id).update(
        state=State.RUNNING, beat_at=at, steps_done=0, steps_total=0
    )
    if not claimed:
        return False
    row = QuizFigures.objects.get(pk=figures_id)
    started = time.monotonic()
    newest = newest_release(row.course_id, row.slot_uid)
    release = None if newest is None else Release.objects.filter(pk=newest).first()
    questions = questions_asked(release, row.slot_uid)
    reading = read_quiz(
        row.course_id, row.slot_uid, told=_Teller(figures_id), questions=asked_of(questions)
    )
    found = compute(reading, choices=choices_among(questions))
    _keep(row, found, at=at, milliseconds=round(1000 * (time.monotonic() - started)))
    logger.info("figures %s computed over %s attempts", figures_id, found.attempts)
    return True


@transaction.atomic
def _keep(row: QuizFigures, found: Figures, *, at: dt.datetime, milliseconds: int) -> None:
    row.state, row.computed_at, row.milliseconds = State.IDLE, at, milliseconds
    row.attempts, row.people, row.release_id = found.attempts, found.people, found.release_id
    row.quiz, row.certainty = found.quiz, found.certainty
    fields = ["state", "computed_at", "milliseconds", "attempts", "people", "release"]
    row.save(update_fields=[*fields, "quiz", "certainty"])
    QuestionFigures.objects.filter(figures=row).delete()
    QuestionFigures.objects.bulk_create(
        [QuestionFigures(figures=row, **values) for values in found.questions], batch_size=500
    )


class _Teller:
    """Writes how far the reading is, not more often than a person can see."""

    def __init__(self, figures_id: int) -> None:
        self._figures_id = figures_id
        self._told_at = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            QuizFigures.objects.filter(pk=self._figures_id).update(
                steps_done=done, steps_total=total, beat_at=timezone.now()
            )


@transaction.atomic
def note_export(
    *, by: User, course: Course, slot_uid: str, which: str, rows: int, at: dt.datetime
) -> None:
    """The audit trail says who took the figures of which quiz away, and how many rows."""
    record(
        action="figures.exported",
        by=by,
        target=f"{course.slug}/{slot_uid}",
        new={"which": which, "rows": rows},
        at=at,
        unit=course.owner,
    )

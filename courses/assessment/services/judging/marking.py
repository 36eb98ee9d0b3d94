"""Marking free text: claiming a turn, marking it, and what follows when all is marked.

A claim is a lock that expires, taken by one conditional update: two markers who ask at the same
time get two turns, never one. Who has marked an answer in one turn is never offered another at
the same answer. The second marker of a sample sees nothing of the first; where the two differ
in any criterion a third person looks, and the third decides.
"""

import datetime as dt
import logging
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import record
from courses.assessment.judging_errors import (
    AlreadyDecided,
    CannotWaive,
    ClaimLost,
    NotAboutOneself,
    NothingToMark,
)
from courses.assessment.marking import free_turns, is_marked, turns_for
from courses.assessment.models import Attempt, Grading, Marking, MarkingTurn, SecondMarking
from courses.assessment.services.judging.telling import tell_learner
from courses.assessment.services.settling import settle
from courses.catalogue.models import Course

logger = logging.getLogger(__name__)

# Long enough to read and judge a long text, short enough that a forgotten page blocks nobody's day.
CLAIM_HOLDS = dt.timedelta(minutes=30)
# Others may take the oldest turn between our look and our update: so often another one is tried.
MOST_TRIES = 10


def claim_next(*, course: Course, by: User, at: dt.datetime) -> MarkingTurn:
    """Return the turn that is this person's to mark now; the one they hold already, if any.

    Raises NothingToMark when none is free.
    """
    mine = turns_for(by, course=course).filter(claimed_by=by, claimed_until__gt=at).first()
    if mine is not None and claim(turn=mine, by=by, at=at):
        return mine
    for _try in range(MOST_TRIES):
        turn = free_turns(by, at=at, course=course).first()
        if turn is None:
            break
        if claim(turn=turn, by=by, at=at):
            return turn
    raise NothingToMark(_("No answer is free to be marked just now."))


def claim(*, turn: MarkingTurn, by: User, at: dt.datetime) -> bool:
    """Hold a turn for a while; False when somebody else does, or it is marked. Renews one's own."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=at) | Q(claimed_by=by)
    claimed = MarkingTurn.objects.filter(
        free, pk=turn.pk, marked_at__isnull=True, waived_at__isnull=True
    ).update(claimed_by=by, claimed_until=at + CLAIM_HOLDS)
    return bool(claimed)


def release_claim(*, turn: MarkingTurn, by: User) -> None:
    """The turn is free again for others; changes nothing about one that is not this person's."""
    MarkingTurn.objects.filter(pk=turn.pk, claimed_by=by, marked_at__isnull=True).update(
        claimed_by=None, claimed_until=None
    )


@transaction.atomic
def mark_turn(
    *, turn: MarkingTurn, levels: Mapping[str, str], comment: str, by: User, at: dt.datetime
) -> Grading | None:
    """The marking of a turn is kept; returns the new grading when it was the last to wait for.

    `levels` are those that the question's type has read. A claim that ran out and that nobody
    took since still counts: the work is not lost. Raises ClaimLost when somebody else holds the
    turn, AlreadyDecided when it is marked, NotAboutOneself for one's own answer or a second
    turn at the same answer.
    """
    # The attempt's row first: two last markings at the same time settle one after the other.
    attempt = _locked(turn.attempt_id)
    row = MarkingTurn.objects.select_for_update().get(pk=turn.pk)
    if row.marked_at is not None or row.waived_at is not None:
        raise AlreadyDecided(_("This answer was marked in the meantime."))
    if not turns_for(by).filter(pk=row.pk).exists():
        raise NotAboutOneself(_("You cannot mark this answer."))
    if row.claimed_by_id != by.pk:
        raise ClaimLost(_("Your time for this answer ran out, and somebody else has taken it."))
    Marking.objects.create(turn=row, marker=by, levels=dict(levels), comment=comment, at=at)
    row.marked_at, row.claimed_by, row.claimed_until = at, None, None
    row.save(update_fields=["marked_at", "claimed_by", "claimed_until"])
    _open_third(row, at)
    logger.info("turn %s marked", row.pk)
    return _settle_if_marked(attempt, by, at)


@transaction.atomic
def waive_turn(*, turn: MarkingTurn, by: User, at: dt.datetime) -> Grading | None:
    """A second or third turn is let go: the markings that stand decide.

    For a course with too few markers, so that no learner waits for a person who does not exist.
    Raises CannotWaive for the first turn, and for one that is marked or that somebody holds.
    """
    attempt = _locked(turn.attempt_id)
    row = MarkingTurn.objects.select_for_update().get(pk=turn.pk)
    is_held = row.claimed_until is not None and row.claimed_until > at
    if row.place == MarkingTurn.Place.FIRST or row.marked_at or row.waived_at or is_held:
        raise CannotWaive(_("This turn is the first, or somebody is at it."))
    if attempt.enrolment.user_id == by.pk:
        raise NotAboutOneself(_("You cannot decide about your own answers."))
    row.waived_at, row.waived_by = at, by
    row.claimed_by, row.claimed_until = None, None
    row.save(update_fields=["waived_at", "waived_by", "claimed_by", "claimed_until"])
    return _settle_if_marked(attempt, by, at)


@transaction.atomic
def set_second_marking(*, course: Course, percent: int, by: User, at: dt.datetime) -> None:
    """So many percent of the free texts handed in from now on are marked by two people."""
    before = SecondMarking.objects.filter(course=course).first()
    SecondMarking.objects.update_or_create(
        course=course, defaults={"percent": percent, "set_by": by, "set_at": at}
    )
    old = before.percent if before else 0
    record(action="marking.second_set", by=by, target=course, old=old, new=percent, at=at)


def _locked(attempt_id: int) -> Attempt:
    rows = Attempt.objects.select_for_update(of=("self",))
    return rows.select_related("release", "enrolment__course", "current_grading").get(pk=attempt_id)


def _open_third(row: MarkingTurn, at: dt.datetime) -> None:
    """Where first and second differ in any criterion, a third person looks."""
    done = Marking.objects.filter(
        turn__attempt=row.attempt_id,
        turn__question_uid=row.question_uid,
        turn__place__lt=MarkingTurn.Place.THIRD,
    )
    found = list(done.values_list("levels", flat=True))
    if len(found) == 2 and found[0] != found[1]:
        MarkingTurn.objects.get_or_create(
            attempt_id=row.attempt_id,
            question_uid=row.question_uid,
            place=MarkingTurn.Place.THIRD,
            defaults={"course_id": row.course_id, "opened_at": at},
        )


def _settle_if_marked(attempt: Attempt, by: User, at: dt.datetime) -> Grading | None:
    if not is_marked(attempt):
        return None
    grading = settle(attempt=attempt, policy=Grading.Policy.MARKED, by=by, at=at)
    tell_learner(attempt=attempt, kind="answers.marked", at=at)
    return grading

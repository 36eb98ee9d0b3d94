"""What is to be marked and what was marked, for the queue and for whoever grades."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from core.orm import for_list
from courses.assessment.judges import courses_judged_by
from courses.assessment.models import Attempt, Marking, MarkingTurn
from courses.catalogue.models import Course

type Levels = Mapping[str, str]


def final_levels(attempt: Attempt) -> dict[str, Levels]:
    """Return question uid to the levels that count, for every question whose marking is final.

    A question is final when no turn of it is open. The third turn decides alone; otherwise the
    first does: a second that agreed with it says the same, and a second that was waived says
    nothing. One query.
    """
    rows = MarkingTurn.objects.filter(attempt=attempt).select_related("marking").order_by("place")
    return {uid: levels for uid, turns in _by_question(rows).items() if (levels := _final(turns))}


def _by_question(rows: QuerySet[MarkingTurn]) -> dict[str, list[MarkingTurn]]:
    found: defaultdict[str, list[MarkingTurn]] = defaultdict(list)
    for row in rows:
        found[row.question_uid].append(row)
    return found


def _final(turns: Sequence[MarkingTurn]) -> Levels:
    if any(turn.marked_at is None and turn.waived_at is None for turn in turns):
        return {}
    marked = {turn.place: turn.marking.levels for turn in turns if turn.marked_at is not None}
    levels: Levels = marked.get(MarkingTurn.Place.THIRD) or marked.get(MarkingTurn.Place.FIRST, {})
    return levels


def is_marked(attempt: Attempt) -> bool:
    """Return whether no turn at the attempt is open."""
    open_turns = MarkingTurn.objects.filter(
        attempt=attempt, marked_at__isnull=True, waived_at__isnull=True
    )
    return not open_turns.exists()


def turns_for(user: User, *, course: Course | None = None) -> QuerySet[MarkingTurn]:
    """Return the open turns that the person may take, the oldest first.

    Never at their own answers, and never at an answer that they have marked in another turn.
    Those that somebody else holds just now are among them; `is_free` tells.
    """
    rows = MarkingTurn.objects.filter(
        course__in=courses_judged_by(user),
        marked_at__isnull=True,
        waived_at__isnull=True,
        attempt__answers_deleted_at__isnull=True,
    )
    if course is not None:
        rows = rows.filter(course=course)
    marked = Marking.objects.filter(
        marker=user,
        turn__attempt=OuterRef("attempt"),
        turn__question_uid=OuterRef("question_uid"),
    )
    return (
        rows.exclude(attempt__enrolment__user=user)
        .filter(~Exists(marked))
        .order_by("opened_at", "pk")
    )


def free_turns(
    user: User, *, at: dt.datetime, course: Course | None = None
) -> QuerySet[MarkingTurn]:
    """Return those turns that nobody else holds at this moment."""
    held = Q(claimed_until__gt=at) & ~Q(claimed_by=user)
    # Whoever holds one turn at an answer leaves the other turns at it to others.
    beside = MarkingTurn.objects.filter(
        attempt=OuterRef("attempt"),
        question_uid=OuterRef("question_uid"),
        claimed_by=user,
        claimed_until__gt=at,
        marked_at__isnull=True,
    ).exclude(pk=OuterRef("pk"))
    return turns_for(user, course=course).exclude(held).filter(~Exists(beside))


def turn_for(user: User, public_id: uuid.UUID) -> MarkingTurn | None:
    """Return one open turn that the person may take, with what its page needs."""
    return (
        turns_for(user)
        .filter(public_id=public_id)
        .select_related("course", "attempt__release", "attempt__enrolment")
        .first()
    )


def waivable_turns(user: User, course: Course) -> QuerySet[MarkingTurn]:
    """Return the second and third turns that nobody has taken yet, the oldest first."""
    rows = MarkingTurn.objects.filter(
        course=course,
        place__gt=MarkingTurn.Place.FIRST,
        marked_at__isnull=True,
        waived_at__isnull=True,
    )
    return for_list(rows.exclude(attempt__enrolment__user=user).order_by("opened_at", "pk"))


@dataclass(frozen=True)
class Pair:
    """The first and the second marking of one answer, criterion by criterion."""

    question_uid: str
    first: dict[str, Any]
    second: dict[str, Any]


# Agreement is a figure over the newest pairs; nobody needs those of years ago.
MOST_PAIRS = 1000


def pairs_of(course: Course) -> list[Pair]:
    """Return the newest answers of a course that two people have marked, in one query."""
    second = Marking.objects.filter(turn__course=course, turn__place=MarkingTurn.Place.SECOND)
    newest = list(
        second.order_by("-at").values_list("turn__attempt_id", "turn__question_uid", "levels")[
            :MOST_PAIRS
        ]
    )
    first = Marking.objects.filter(
        turn__course=course,
        turn__place=MarkingTurn.Place.FIRST,
        turn__attempt_id__in={attempt for attempt, _uid, _levels in newest},
    ).values_list("turn__attempt_id", "turn__question_uid", "levels")
    by_answer = {(attempt, uid): levels for attempt, uid, levels in first}
    return [
        Pair(uid, by_answer[attempt, uid], levels)
        for attempt, uid, levels in newest
        if (attempt, uid) in by_answer
    ]

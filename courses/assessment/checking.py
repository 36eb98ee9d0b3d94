"""Going through finished attempts and working their marks out again: does what stands still hold?

Reads batch by batch in the order of the ids, so that a run can be taken up where it ended and
holds little at a time. Writes nothing.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from courses.assessment import paper
from courses.assessment.marking import final_levels
from courses.assessment.models import Attempt, Grading, Response
from courses.assessment.tries import checked_answers
from courses.assessment.weighing import Evidence, Weighed, reckoned

BATCH = 200


@dataclass(frozen=True)
class Checked:
    """One attempt that was gone through, and in what it differs: empty where all is as it was."""

    attempt_id: int
    public_id: str
    differs: tuple[str, ...]


def check_attempts(*, since: dt.datetime | None = None, after: int = 0) -> Iterator[Checked]:
    """Yield every closed attempt above an id whose answers are kept, with what differs.

    `since` leaves out what was closed before. Three queries for a batch of 200, and one more for
    an attempt whose lesson counts tries or asks for texts that a person marks.
    """
    rows = Attempt.objects.filter(
        closed_at__isnull=False, answers_deleted_at__isnull=True, current_grading__isnull=False
    )
    if since is not None:
        rows = rows.filter(closed_at__gte=since)
    rows = rows.select_related("enrolment", "release", "current_grading").order_by("pk")
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        yield from _checked(batch)
        after = batch[-1].pk


def _checked(batch: Sequence[Attempt]) -> Iterator[Checked]:
    answers: defaultdict[int, dict[str, Any]] = defaultdict(dict)
    found = Response.objects.filter(attempt__in=batch)
    for attempt_id, uid, answer in found.values_list("attempt_id", "question_uid", "answer"):
        answers[attempt_id][uid] = answer
    history: defaultdict[int, list[Grading]] = defaultdict(list)
    gradings = Grading.objects.filter(attempt__in=batch).select_related("release")
    for grading in gradings.order_by("attempt_id", "number"):
        history[grading.attempt_id].append(grading)
    for attempt in batch:
        evidence = _evidence(attempt, answers[attempt.pk])
        weighed = reckoned(attempt, history[attempt.pk], evidence)
        yield Checked(attempt.pk, str(attempt.public_id), _differences(attempt, weighed))


def _evidence(attempt: Attempt, answers: dict[str, Any]) -> Evidence:
    checked: defaultdict[str, list[Any]] = defaultdict(list)
    if paper.behaviour_of(paper.lesson_of(attempt)).counts_tries:
        for uid, answer in checked_answers(attempt):
            checked[uid].append(answer)
    drawn = paper.drawn_questions(attempt, "")
    is_marked = any(question.type.is_marked_by_person for question in drawn)
    return Evidence(answers, checked, final_levels(attempt) if is_marked else {})


def _differences(attempt: Attempt, weighed: Weighed) -> tuple[str, ...]:
    """Return what of the stored result is not as it was worked out again, by question."""
    kept = attempt.current_grading
    if kept is None:
        return ()
    told = [
        f"{uid} {kept.marks.get(uid)} → {marks}"
        for uid, marks in weighed.marks.items()
        if kept.marks.get(uid) != marks
    ]
    if (kept.total, kept.total_possible) != (weighed.total, weighed.total_possible):
        told.append(
            f"total {kept.total}/{kept.total_possible} → {weighed.total}/{weighed.total_possible}"
        )
    if (kept.is_passed, kept.awaits) != (weighed.is_passed, weighed.awaits):
        told.append(f"passed {kept.is_passed} {kept.awaits} → {weighed.is_passed} {weighed.awaits}")
    return tuple(told)

"""Opening what waits for a person, in the transaction that found it."""

import datetime as dt

from courses.assessment.marking_sample import is_sampled
from courses.assessment.models import (
    Attempt,
    FailConfirmation,
    Grading,
    MarkingTurn,
    SecondMarking,
)

# The code that a question type gives a criterion which nobody has marked.
UNMARKED = "unmarked"


def note_waiting(*, attempt: Attempt, grading: Grading, at: dt.datetime) -> None:
    """Whatever the grading awaits stands in a queue; safe to call twice.

    Called by whoever writes a grading, inside that transaction: so a result never waits for a
    person without a row that tells that person. `attempt.enrolment` must be loaded.
    """
    if grading.awaits == "marking":
        _open_turns(attempt, grading, at)
    elif grading.awaits == "confirmation":
        FailConfirmation.objects.get_or_create(
            grading=grading,
            defaults={
                "attempt": attempt,
                "course_id": attempt.enrolment.course_id,
                "opened_at": at,
            },
        )


def _open_turns(attempt: Attempt, grading: Grading, at: dt.datetime) -> None:
    course_id = attempt.enrolment.course_id
    percent = (
        SecondMarking.objects.filter(course_id=course_id).values_list("percent", flat=True).first()
    )
    turns = []
    for uid, codes in grading.outcomes.items():
        if UNMARKED not in codes.values():
            continue
        places = [MarkingTurn.Place.FIRST]
        if is_sampled(attempt.public_id, uid, percent=percent or 0):
            places.append(MarkingTurn.Place.SECOND)
        turns += [
            MarkingTurn(
                course_id=course_id, attempt=attempt, question_uid=uid, place=place, opened_at=at
            )
            for place in places
        ]
    MarkingTurn.objects.bulk_create(turns, ignore_conflicts=True)

"""Many people's graded attempts at one quiz, written as rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from accounts.models import User
from courses.assessment.models import Attempt, Grading, Response, Step
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from tests.factories.catalogue import NOW, course_draft, make_release, quiz_draft

_numbers = count(1)


def quiz_release(*, questions: int = 3, **fields: Any) -> Release:
    """A published course with one quiz, whose questions are right or wrong."""
    lesson = quiz_draft(questions=questions, preset=fields.pop("preset", "check"))
    return make_release(course_draft(lesson, questions=questions, **fields))


def person() -> User:
    return User.objects.create(display_name=f"Person {next(_numbers)}")


def attempt(
    release: Release,
    marks: Sequence[int | None],
    *,
    who: User | None = None,
    enrolment: Enrolment | None = None,
    language: str = "en",
    at: datetime = NOW,
    **grading: Any,
) -> Attempt:
    """A graded attempt with these marks (1 right, 0 wrong, None not asked), one mark a question."""
    enrolment = enrolment or Enrolment.objects.create(
        user=who or person(),
        course=release.course,
        release=release,
        language=language,
        created_at=at,
        started_at=at,
        state="passed",
        ended_at=at,
    )
    asked = {f"question-{n}": mark for n, mark in enumerate(marks) if mark is not None}
    made = Attempt.objects.create(
        enrolment=enrolment,
        release=release,
        slot_uid="quiz",
        lesson_uid="quiz",
        number=enrolment.attempts.count() + 1,
        preset="check",
        state="handed_in",
        drawn=[{"uid": uid, "arrangement": {}} for uid in asked],
        started_at=at,
        closed_at=at + timedelta(minutes=5),
    )
    return grade(made, asked, at=at, **grading)


def grade(made: Attempt, asked: dict[str, int], *, at: datetime, **fields: Any) -> Attempt:
    """Another grading of an attempt, which counts from now on."""
    kept_out = fields.get("kept_out", [])
    counted = [uid for uid in asked if uid not in kept_out]
    made.current_grading = Grading.objects.create(
        attempt=made,
        number=made.gradings.count() + 1,
        release=made.release,
        policy="first",
        grader_version=1,
        marks={uid: 10_000 * mark for uid, mark in asked.items()},
        possible=dict.fromkeys(asked, 10_000),
        outcomes=fields.pop("outcomes", None)
        or {
            uid: {"right": "right"} if mark else {"wrong": "wrong", "right": "missed"}
            for uid, mark in asked.items()
        },
        total=sum(10_000 * asked[uid] for uid in counted),
        total_possible=10_000 * len(counted),
        graded_at=at,
        **fields,
    )
    made.save()
    return made


def be_sure(made: Attempt, uid: str, certainty: int, *, at: datetime = NOW) -> None:
    """An answer with a certainty, as practice and calibration keep it."""
    Attempt.objects.filter(pk=made.pk).update(preset="calibration")
    step = Step.objects.create(
        attempt=made,
        tab="00000000-0000-0000-0000-000000000001",
        sequence=next(_numbers),
        question_uid=uid,
        answer={"option": "right"},
        accepted_at=at,
        certainty=certainty,
    )
    Response.objects.create(
        attempt=made,
        question_uid=uid,
        answer=step.answer,
        step=step,
        tab=step.tab,
        newest={},
        saved_at=at,
        certainty=certainty,
    )


def respond(
    made: Attempt,
    answer: Mapping[str, Any],
    *,
    uid: str = "question-0",
    at: datetime = NOW,
    **step: Any,
) -> None:
    """The answer that counts; with fields of a step, one on the way that does not."""
    kept = Step.objects.create(
        attempt=made,
        tab="00000000-0000-0000-0000-000000000002",
        sequence=next(_numbers),
        question_uid=uid,
        answer=answer,
        accepted_at=at,
        **step,
    )
    if not step:
        Response.objects.create(
            attempt=made,
            question_uid=uid,
            answer=answer,
            step=kept,
            tab=kept.tab,
            newest={},
            saved_at=at,
        )

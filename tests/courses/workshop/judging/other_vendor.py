"""What the lead of South must not find among what waits for a person."""

from typing import Any
from uuid import uuid4

from tests.conventions.other_vendor import theirs


def _course(units: Any) -> Any:
    from tests.courses.assessment.judging.courses import choice_course

    return choice_course(units.north).course


@theirs(
    "courses:workshop:judging_overview",
    "courses:workshop:judging_contests",
    "courses:workshop:judging_marking",
    "courses:workshop:judging_marking_next",
    "courses:workshop:judging_fails",
    "courses:workshop:judging_late",
    "courses:workshop:judging_regrades",
)
def queue_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units).slug}


@theirs("courses:workshop:judging_contest")
def contest_of_north(units: Any) -> dict[str, Any]:
    from courses.assessment.services.judging.contesting import open_contest
    from tests.courses.assessment.judging.courses import NOW, handed_in

    course = _course(units)
    attempt = handed_in(course, units.north_team, {"question-0": {"option": "wrong"}})
    made = open_contest(
        public_id=attempt.public_id,
        question_uid="question-0",
        reason="Why not?",
        by=attempt.enrolment.user,
        at=NOW,
    )
    return {"course_slug": course.slug, "public_id": made.public_id}


@theirs(
    "courses:workshop:judging_turn",
    "courses:workshop:judging_turn_release",
    "courses:workshop:judging_turn_waive",
)
def turn_of_north(units: Any) -> dict[str, Any]:
    from tests.courses.assessment.judging.courses import essay_course, with_essay

    course = essay_course(units.north).course
    turn = with_essay(course, units.north_team).marking_turns.get()
    return {"course_slug": course.slug, "public_id": turn.public_id}


@theirs("courses:workshop:judging_fail")
def fail_of_north(units: Any) -> dict[str, Any]:
    from tests.courses.assessment.judging.courses import duty_course, missing_the_duty

    course = duty_course(units.north).course
    row = missing_the_duty(course, units.north_team).fail_confirmations.get()
    return {"course_slug": course.slug, "public_id": row.public_id}


@theirs("courses:workshop:judging_late_answer")
def late_answer_of_north(units: Any) -> dict[str, Any]:
    from tests.courses.assessment.judging.courses import answer, handed_in

    course = _course(units)
    attempt = handed_in(course, units.north_team, {"question-0": {"option": "wrong"}})
    answer(attempt, "question-0", {"option": "right"}, sequence=9)
    return {"course_slug": course.slug, "public_id": attempt.public_id, "number": 1}


@theirs(
    "courses:workshop:judging_regrade",
    "courses:workshop:judging_regrade_confirm",
    "courses:workshop:judging_regrade_stop",
)
def regrade_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units).slug, "public_id": uuid4()}

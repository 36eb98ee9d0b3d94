"""What the lead of South must not find: the preview of a restricted draft of North."""

import uuid
from typing import Any

from django.utils import timezone

from tests.conventions.other_vendor import theirs


def _candidate(units: Any) -> dict[str, Any]:
    from courses.releases.services import compile_candidate
    from tests.factories.catalogue import course_draft, make_course, quiz_draft

    at = timezone.now()
    draft = course_draft(quiz_draft(), questions=3, visibility="restricted")
    course = make_course(draft, at=at)
    course.owner = units.north
    course.save(update_fields=["owner"])
    made = compile_candidate(course=course, by=None, at=at)
    return {"course_slug": course.slug, "candidate_id": made.public_id}


@theirs(
    "courses:preview:course_detail",
    "courses:preview:course_start",
    "courses:preview:course_language",
    "courses:preview:restart",
)
def candidate_of_north(units: Any) -> dict[str, Any]:
    return _candidate(units)


@theirs(
    "courses:preview:lesson_detail",
    "courses:preview:lesson_complete",
    "courses:preview:lesson_open",
    "courses:preview:attempt_start",
)
def previewed_lesson_of_north(units: Any) -> dict[str, Any]:
    return {**_candidate(units), "slot_uid": "quiz"}


@theirs(
    "courses:preview:attempt_steps",
    "courses:preview:attempt_summary",
    "courses:preview:attempt_hand_in",
    "courses:preview:attempt_result",
)
def previewed_attempt_of_north(units: Any) -> dict[str, Any]:
    return {**_candidate(units), "public_id": uuid.UUID(int=1)}


@theirs(
    "courses:preview:attempt_detail",
    "courses:preview:attempt_answer",
    "courses:preview:attempt_contest",
    "courses:preview:attempt_aside",
)
def previewed_question_of_north(units: Any) -> dict[str, Any]:
    return {**_candidate(units), "public_id": uuid.UUID(int=1), "number": 1}

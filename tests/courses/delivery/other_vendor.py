"""What the lead of South must not find on the learner's pages."""

from typing import Any

from django.utils import timezone

from tests.conventions.other_vendor import theirs


def _taken(learner: Any, *, hand_in: bool = False) -> Any:
    """The learner's open attempt at the quiz of a restricted course; or what passing it gave."""
    from courses.assessment import services
    from courses.assessment.models import Attempt
    from courses.enrolment.services import enrol, start
    from tests.factories.catalogue import course_draft, lesson_draft, make_release, quiz_draft

    at = timezone.now()
    draft = course_draft(lesson_draft("intro"), quiz_draft(), questions=3, visibility="restricted")
    course = make_release(draft, at=at).course
    enrolment = start(
        enrolment=enrol(user=learner, course=course, by=learner, at=at),
        language="en",
        by=learner,
        at=at,
    )
    attempt = services.start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=at)
    if hand_in:
        services.hand_in(public_id=attempt.public_id, by=learner, at=at)
    return Attempt.objects.get(pk=attempt.pk)


@theirs(
    "courses:delivery:course_detail",
    "courses:delivery:course_start",
    "courses:delivery:course_language",
)
def course_of_north(learner: Any) -> dict[str, Any]:
    return {"course_slug": _taken(learner).enrolment.course.slug}


@theirs("courses:delivery:lesson_detail", "courses:delivery:lesson_complete")
def lesson_of_north(learner: Any) -> dict[str, Any]:
    return {"course_slug": _taken(learner).enrolment.course.slug, "slot_uid": "intro"}


@theirs("courses:delivery:attempt_start")
def quiz_of_north(learner: Any) -> dict[str, Any]:
    return {"course_slug": _taken(learner).enrolment.course.slug, "slot_uid": "quiz"}


@theirs(
    "courses:delivery:attempt_detail",
    "courses:delivery:attempt_answer",
    "courses:delivery:attempt_contest",
    "courses:delivery:attempt_aside",
)
def question_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": _taken(learner).public_id, "number": 1}


@theirs(
    "courses:delivery:attempt_steps",
    "courses:delivery:attempt_summary",
    "courses:delivery:attempt_hand_in",
)
def attempt_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": _taken(learner).public_id}


@theirs("courses:delivery:attempt_result")
def result_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": _taken(learner, hand_in=True).public_id}


@theirs("courses:delivery:certificate_detail", "courses:delivery:certificate_pdf")
def certificate_of_north(learner: Any) -> dict[str, Any]:
    from courses.certification.models import Certificate
    from courses.progress.models import CompletionEvent
    from courses.progress.services import record_completion

    enrolment = _taken(learner).enrolment
    for slot in ("intro", "quiz"):
        cause = CompletionEvent.Cause.READ
        record_completion(enrolment=enrolment, slot_uid=slot, cause=cause, at=timezone.now())
    return {"public_id": Certificate.objects.get(user=learner).public_id}


def _policy(unit: Any) -> Any:
    from tests.factories.content import (
        ClauseFactory,
        ClauseVersionFactory,
        EditionFactory,
        PolicyFactory,
    )

    policy = PolicyFactory(visibility="restricted")
    policy.units.add(unit)
    version = ClauseVersionFactory(clause=ClauseFactory(policy=policy, code="CL-1"))
    EditionFactory(policy=policy, versions=[version])
    return policy


@theirs("courses:delivery:policy_detail")
def policy_of_north(units: Any) -> dict[str, Any]:
    return {"policy_slug": _policy(units.north).slug}


@theirs("courses:delivery:clause_detail")
def clause_of_north(units: Any) -> dict[str, Any]:
    return {"policy_slug": _policy(units.north).slug, "code": "CL-1"}

"""What the lead of South must not find on the oversight pages."""

from typing import Any

from django.utils import timezone

from tests.conventions.other_vendor import theirs


@theirs(
    "courses:oversight:person_detail",
    "courses:oversight:assign_person",
    "courses:oversight:extra_time",
)
def person_of_north(learner: Any) -> dict[str, Any]:
    return {"public_id": learner.public_id}


@theirs("courses:oversight:extra_attempt")
def quiz_taken_in_north(learner: Any) -> dict[str, Any]:
    from courses.catalogue.models import Course
    from courses.enrolment.services import enrol

    course = Course.objects.create(slug="some", code="SOME", languages=["en"], visibility="open")
    made = enrol(user=learner, course=course, by=learner, at=timezone.now())
    where = {"public_id": learner.public_id, "enrolment_id": made.public_id}
    return {**where, "slot_uid": "quiz"}


@theirs("courses:oversight:assignment_withdraw")
def assignment_of_north(units: Any, lead: Any) -> dict[str, Any]:
    from courses.catalogue.models import Course
    from courses.enrolment.services import assign_to_unit

    course = Course.objects.create(slug="any", code="ANY", languages=["en"], visibility="open")
    made = assign_to_unit(
        course=course, unit=units.north_team, due_on=None, by=lead, at=timezone.now()
    )
    return {"assignment_id": made.pk}

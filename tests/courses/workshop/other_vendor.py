"""What the lead of South must not find in the workshop."""

from typing import Any
from uuid import uuid4

from tests.conventions.other_vendor import theirs


def _draft(units: Any) -> str:
    from courses.catalogue.models import Course

    made = Course.objects.create(
        slug="any", code="ANY", languages=["en"], visibility="open", owner=units.north
    )
    return str(made.slug)


@theirs(
    "courses:workshop:draft_detail",
    "courses:workshop:draft_compile",
    "courses:workshop:question_list",
)
def draft_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs("courses:workshop:candidate_detail", "courses:workshop:candidate_publish")
def candidate_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "public_id": uuid4()}


@theirs("courses:workshop:release_withdraw")
def release_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "number": 1}

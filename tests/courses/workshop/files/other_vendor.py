"""What the lead of South must not find of files that North brings and takes."""

from datetime import UTC, datetime
from typing import Any

from tests.conventions.other_vendor import theirs

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@theirs(
    "courses:workshop:intake_detail",
    "courses:workshop:intake_confirm",
    "courses:workshop:intake_let_go",
)
def intake_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    from courses.releases.models import Intake

    made = Intake.objects.create(
        kind="folders",
        name="a.zip",
        content=b"x",
        owner=units.north,
        brought_by=trainer,
        brought_at=AT,
        due_at=AT,
        state="ready",
    )
    return {"public_id": made.public_id}


def _course(units: Any) -> str:
    from courses.catalogue.models import Course

    made = Course.objects.create(
        slug="any", code="ANY", languages=["en"], visibility="open", owner=units.north
    )
    return str(made.slug)


@theirs(
    "courses:workshop:course_files",
    "courses:workshop:course_bring",
    "courses:workshop:course_take",
)
def course_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units)}


@theirs("courses:workshop:course_template")
def template_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _course(units), "kind": "questions"}


@theirs("courses:workshop:clauses_bring")
def policy_draft_of_north(units: Any, trainer: Any) -> dict[str, Any]:
    from content.library.drafting.services import new_draft

    made = new_draft(kind="policy", slug="pier", language="en", title="Pier", by=trainer, at=AT)
    return {"public_id": made.public_id}


@theirs("courses:workshop:library_take")
def policy_of_north(units: Any) -> dict[str, Any]:
    from content.facts.models import FactSet
    from content.policies.models import Policy

    told = FactSet.objects.create(slug="secret", kind="policy", languages=["en"])
    policy = Policy.objects.create(
        slug="secret", kind="policy", fact_set=told, visibility="restricted", updated_at=AT
    )
    policy.units.set([units.north])
    return {"kind": "policy", "slug": "secret"}

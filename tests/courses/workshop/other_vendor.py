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
    "courses:workshop:bank_list",
)
def draft_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs(
    "courses:workshop:candidate_detail",
    "courses:workshop:candidate_publish",
    "courses:workshop:review_request",
    "courses:workshop:review_give",
    "courses:workshop:candidate_people",
    "courses:workshop:people_run",
    "courses:workshop:people_run_stop",
)
def candidate_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "public_id": uuid4()}


@theirs("courses:workshop:candidate_read", "courses:workshop:comment_add")
def reading_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "public_id": uuid4(), "lesson_uid": "intro"}


@theirs("courses:workshop:candidate_change")
def change_of_north(units: Any) -> dict[str, Any]:
    named = {"public_id": uuid4(), "kind": "lesson", "uid": "intro"}
    return {"course_slug": _draft(units), **named}


@theirs("courses:workshop:comment_settle")
def remark_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "comment_id": uuid4()}


@theirs(
    "courses:workshop:plan_cancel",
    "courses:workshop:release_compare",
    "courses:workshop:people_move",
)
def plan_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs("courses:workshop:release_change")
def difference_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "old": 1, "new": 2, "kind": "lesson", "uid": "intro"}


@theirs("courses:workshop:redaction_approve")
def redaction_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "number": 1, "redaction_id": 1}


@theirs("courses:workshop:emergency_look")
def emergency_of_north() -> dict[str, Any]:
    return {"release_id": uuid4()}


@theirs(
    "courses:workshop:release_withdraw",
    "courses:workshop:release_revive",
    "courses:workshop:release_redact",
)
def release_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "number": 1}


@theirs("courses:workshop:figures_list", "courses:workshop:figures_clauses")
def figures_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs(
    "courses:workshop:figures_quiz",
    "courses:workshop:figures_refresh",
    "courses:workshop:figures_export",
)
def quiz_figures_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "slot_uid": "quiz"}


@theirs("courses:workshop:figures_question", "courses:workshop:figures_retire")
def question_figures_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "slot_uid": "quiz", "question_uid": "one"}


@theirs(
    "courses:workshop:outline_change",
    "courses:workshop:lesson_new",
    "courses:workshop:course_settings",
    "courses:workshop:course_sharing",
    "courses:workshop:course_grant",
    "courses:workshop:course_history",
    "courses:workshop:module_build",
    "courses:workshop:question_act",
    "courses:workshop:pool_list",
)
def draft_of_north_to_edit(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs("courses:workshop:draft_undo")
def edit_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "revision": 1}


@theirs("courses:workshop:course_grant_withdraw")
def right_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "grant_id": 1}


@theirs("courses:workshop:item_version")
def version_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "version_id": 1}


@theirs(
    "courses:workshop:module_edit",
    "courses:workshop:slot_edit",
    "courses:workshop:lesson_settings",
    "courses:workshop:lesson_remove",
    "courses:workshop:lesson_place",
    "courses:workshop:pool_edit",
    "courses:workshop:pool_share",
    "courses:workshop:pool_remove",
)
def item_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "uid": "any"}


@theirs("courses:workshop:slot_first")
def account_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "uid": "any", "lesson_uid": "any"}


@theirs("courses:workshop:question_new")
def bank_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units)}


@theirs("courses:workshop:question_write", "courses:workshop:question_look")
def new_question_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "kind": "single"}


@theirs("courses:workshop:question_edit")
def question_of_north(units: Any) -> dict[str, Any]:
    return {"course_slug": _draft(units), "question_uid": "any"}


def _article(units: Any) -> Any:
    from tests.content.importing.articles import make_article
    from tests.factories.accounts import UserFactory

    return make_article(units.north, UserFactory(unit=units.north)).public_id


@theirs(
    "courses:workshop:article_detail",
    "courses:workshop:article_accept_all",
    "courses:workshop:article_undo",
    "courses:workshop:article_redact",
    "courses:workshop:article_case",
    "courses:workshop:article_compare",
)
def article_of_north(units: Any) -> dict[str, Any]:
    return {"public_id": _article(units)}


@theirs("courses:workshop:article_decide", "courses:workshop:article_edit")
def proposal_of_north(units: Any) -> dict[str, Any]:
    return {"public_id": _article(units), "position": 0}

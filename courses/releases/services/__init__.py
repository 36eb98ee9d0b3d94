"""Every write to candidates, releases and parts: compile, publish, withdraw, redact, clear."""

from courses.releases.services.clearing import clear_leftovers
from courses.releases.services.compiling import compile_candidate
from courses.releases.services.exchanging import import_path, validate_path
from courses.releases.services.exporting import export_course
from courses.releases.services.intaking import (
    LARGEST_INTAKE,
    NotConfirmable,
    confirm_intake,
    go_on_with,
    let_intake_go,
    receive_files,
    take_up_intakes,
)
from courses.releases.services.loading import load_library
from courses.releases.services.planning import (
    cancel_plan,
    look_at_emergency,
    plan_publication,
    publish_due,
)
from courses.releases.services.publishing import publish, withdraw
from courses.releases.services.redacting import approve_redaction, request_redaction
from courses.releases.services.requesting import fulfil, request_candidate, take_up_requests
from courses.releases.services.reviewing import (
    add_comment,
    give_review,
    request_review,
    settle_comment,
)
from courses.releases.services.reviving import draft_from
from courses.releases.services.taking_out import (
    NothingThere,
    ReasonNeeded,
    is_restricted_policy,
    take_course_out,
    take_library_out,
)

__all__ = [
    "LARGEST_INTAKE",
    "NotConfirmable",
    "NothingThere",
    "ReasonNeeded",
    "add_comment",
    "approve_redaction",
    "cancel_plan",
    "clear_leftovers",
    "compile_candidate",
    "confirm_intake",
    "draft_from",
    "export_course",
    "fulfil",
    "give_review",
    "go_on_with",
    "import_path",
    "is_restricted_policy",
    "let_intake_go",
    "load_library",
    "look_at_emergency",
    "plan_publication",
    "publish",
    "publish_due",
    "receive_files",
    "request_candidate",
    "request_redaction",
    "request_review",
    "settle_comment",
    "take_course_out",
    "take_library_out",
    "take_up_intakes",
    "take_up_requests",
    "validate_path",
    "withdraw",
]

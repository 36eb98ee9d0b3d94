"""Every write to candidates, releases and parts: compile, publish, withdraw, redact, clear."""

from courses.releases.services.clearing import clear_leftovers
from courses.releases.services.compiling import compile_candidate
from courses.releases.services.exchanging import import_path, validate_path
from courses.releases.services.exporting import export_course
from courses.releases.services.loading import load_library
from courses.releases.services.publishing import publish, withdraw
from courses.releases.services.redacting import approve_redaction, request_redaction
from courses.releases.services.requesting import fulfil, request_candidate, take_up_requests

__all__ = [
    "approve_redaction",
    "clear_leftovers",
    "compile_candidate",
    "export_course",
    "fulfil",
    "import_path",
    "load_library",
    "publish",
    "request_candidate",
    "request_redaction",
    "take_up_requests",
    "validate_path",
    "withdraw",
]

"""What was compiled and published, and what people said and planned about it."""

from courses.releases.models.compiled import (
    DIGEST_LENGTH,
    Candidate,
    CandidatePart,
    CompiledPart,
    CompileRequest,
    Part,
    Redaction,
    Release,
    ReleaseCitation,
)
from courses.releases.models.intake import Intake
from courses.releases.models.planning import EmergencyPublication, PublishPlan
from courses.releases.models.reviewing import Review, ReviewComment, ReviewRequest

__all__ = [
    "DIGEST_LENGTH",
    "Candidate",
    "CandidatePart",
    "CompileRequest",
    "CompiledPart",
    "EmergencyPublication",
    "Intake",
    "Part",
    "PublishPlan",
    "Redaction",
    "Release",
    "ReleaseCitation",
    "Review",
    "ReviewComment",
    "ReviewRequest",
]

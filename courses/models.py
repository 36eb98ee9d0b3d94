"""Every model of courses, so that Django finds them; each stands in its capability."""

from courses.assessment.models import Attempt, ExtraTime, Grading, Response, Step
from courses.catalogue.models import (
    Course,
    CourseGrant,
    CourseModule,
    DraftEdit,
    Lesson,
    LessonText,
    Question,
    QuestionText,
    Slot,
    Variant,
)
from courses.certification.models import Certificate, CertificatePrint, ClauseTraining
from courses.enrolment.models import Assignment, Enrolment
from courses.progress.models import CompletionEvent, SlotProgress, VariantTaken
from courses.releases.models import (
    Candidate,
    CandidatePart,
    CompiledPart,
    CompileRequest,
    Part,
    Redaction,
    Release,
    ReleaseCitation,
)

__all__ = [
    "Assignment",
    "Attempt",
    "Candidate",
    "CandidatePart",
    "Certificate",
    "CertificatePrint",
    "ClauseTraining",
    "CompileRequest",
    "CompiledPart",
    "CompletionEvent",
    "Course",
    "CourseGrant",
    "CourseModule",
    "DraftEdit",
    "Enrolment",
    "ExtraTime",
    "Grading",
    "Lesson",
    "LessonText",
    "Part",
    "Question",
    "QuestionText",
    "Redaction",
    "Release",
    "ReleaseCitation",
    "Response",
    "Slot",
    "SlotProgress",
    "Step",
    "Variant",
    "VariantTaken",
]

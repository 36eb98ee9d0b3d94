"""What happens to attempts: starting, saving, handing in, closing at the end, settling."""

from courses.assessment.services.extra_attempt import grant_attempt
from courses.assessment.services.extra_time import grant_extra_time
from courses.assessment.services.finishing import close_overdue, grade_attempt, hand_in
from courses.assessment.services.opening import mark_for_review, note_opened
from courses.assessment.services.saving import Read, Save, Saved, SaveReport, save_answers
from courses.assessment.services.settling import accept_late, settle
from courses.assessment.services.starting import start_attempt
from courses.assessment.weighing import Weighed, weigh

__all__ = [
    "Read",
    "Save",
    "SaveReport",
    "Saved",
    "Weighed",
    "accept_late",
    "close_overdue",
    "grade_attempt",
    "grant_attempt",
    "grant_extra_time",
    "hand_in",
    "mark_for_review",
    "note_opened",
    "save_answers",
    "settle",
    "start_attempt",
    "weigh",
]

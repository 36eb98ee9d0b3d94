"""What happens to attempts: starting, saving, handing in, closing at the end."""

from courses.assessment.services.extra_time import grant_extra_time
from courses.assessment.services.finishing import close_overdue, grade_attempt, hand_in
from courses.assessment.services.saving import Read, Save, Saved, SaveReport, save_answers
from courses.assessment.services.starting import start_attempt

__all__ = [
    "Read",
    "Save",
    "SaveReport",
    "Saved",
    "close_overdue",
    "grade_attempt",
    "grant_extra_time",
    "hand_in",
    "save_answers",
    "start_attempt",
]

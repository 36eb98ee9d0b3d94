"""Attempts, steps, responses and gradings."""

from courses.assessment.models.attempt import Attempt, ExtraAttempt, ExtraTime
from courses.assessment.models.grading import Grading
from courses.assessment.models.judging import (
    Contest,
    FailConfirmation,
    LateDecision,
    Marking,
    MarkingTurn,
    SecondMarking,
)
from courses.assessment.models.step import ContextOpening, Response, Step

__all__ = [
    "Attempt",
    "Contest",
    "ContextOpening",
    "ExtraAttempt",
    "ExtraTime",
    "FailConfirmation",
    "Grading",
    "LateDecision",
    "Marking",
    "MarkingTurn",
    "Response",
    "SecondMarking",
    "Step",
]

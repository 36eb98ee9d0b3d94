"""Attempts, steps, responses and gradings."""

from courses.assessment.models.attempt import Attempt, ExtraTime
from courses.assessment.models.grading import Grading
from courses.assessment.models.step import Response, Step

__all__ = ["Attempt", "ExtraTime", "Grading", "Response", "Step"]

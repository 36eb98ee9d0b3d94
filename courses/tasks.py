"""Every task of courses, so that Celery finds them; each stands in its capability."""

from courses.assessment import tasks as assessment
from courses.certification import tasks as certification
from courses.enrolment import tasks as enrolment
from courses.insight import tasks as insight
from courses.releases import tasks as releases
from courses.retention import tasks as retention
from courses.rollout import tasks as rollout

__all__ = [
    "assessment",
    "certification",
    "enrolment",
    "insight",
    "releases",
    "retention",
    "rollout",
]

"""Who takes what by when."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from accounts.models import User


class Assignment(models.Model):
    """A course that one person, or everyone at a unit and below it, is asked to take.

    Written by `enrolment.services.assign_*`; withdrawn, never deleted.
    """

    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="assignments"
    )
    unit = models.ForeignKey(
        "accounts.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="course_assignments",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="course_assignments",
    )
    due_on = models.DateField(null=True, blank=True)
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments_made"
    )
    assigned_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, person__isnull=True)
                | Q(unit__isnull=True, person__isnull=False),
                name="%(app_label)s_%(class)s_one_target",
            ),
        ]
        indexes = [
            # The sweep that enrols people who joined a unit after the assignment.
            models.Index(
                fields=["unit"],
                condition=Q(withdrawn_at__isnull=True, unit__isnull=False),
                name="courses_assignment_live_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments in the words of the domain."""

    def open(self) -> "EnrolmentQuerySet":
        """Those that a person is taking or has been asked to take."""
        return self.filter(state=Enrolment.State.OPEN)

    def visible_to(self, user: "User") -> "EnrolmentQuerySet":
        """A person's own enrolments: the learner's pages read nothing else."""
        return self.filter(user_id=user.pk)


class Enrolment(models.Model):
    """One person taking one course, once; a renewal is another row.

    Pinned to a release by the first start, not by assignment. Never deleted.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        PASSED = "passed", "passed"
        WITHDRAWN = "withdrawn", "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrolments"
    )
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="enrolments"
    )
    release = models.ForeignKey(
        "courses.Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
    )
    assignment = models.ForeignKey(
        Assignment, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    language = models.CharField(max_length=12, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "course"],
                condition=Q(state="open"),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(release__isnull=True, started_at__isnull=True)
                | Q(release__isnull=False, started_at__isnull=False),
                name="%(app_label)s_%(class)s_pinned_when_started",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="%(app_label)s_%(class)s_ended_when_not_open",
            ),
            models.CheckConstraint(
                condition=~Q(state="passed") | Q(release__isnull=False),
                name="%(app_label)s_%(class)s_passed_a_release",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "state"], name="courses_enrolment_of_person"),
            models.Index(F("course"), F("state"), F("release"), name="courses_enrolment_of_course"),
        ]

    def __str__(self) -> str:
        return f"enrolment {self.pk}"

    @property
    def is_started(self) -> bool:
        """True once a release is pinned."""
        return self.release_id is not None

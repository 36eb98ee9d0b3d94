"""Publishing at a time to come, and publishing without a second pair of eyes."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class PublishPlan(models.Model):
    """A candidate that is to be published at a time; one waiting plan a course.

    Written by `releases.services.plan_publication`, carried out by the sweep. `stopped` says what
    stopped it: a code, and the data of its sentence, which whoever shows it words. `why` is the
    sentence that plans had before; nothing reads or writes it, and the next release drops it.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        PUBLISHED = "published", "published"
        STOPPED = "stopped", "stopped"
        CANCELLED = "cancelled", "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="publish_plans"
    )
    candidate = models.ForeignKey(
        "courses.Candidate", on_delete=models.CASCADE, related_name="publish_plans"
    )
    publish_at = models.DateTimeField()
    notes = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stopped = models.JSONField(
        blank=True, default=dict, db_default=models.Value({}, models.JSONField())
    )
    why = models.TextField(blank=True, db_default="")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publish_plans"
    )
    planned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-planned_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course"],
                condition=Q(state="waiting"),
                name="%(app_label)s_%(class)s_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", ended_at__isnull=True)
                | (~Q(state="waiting") & Q(ended_at__isnull=False)),
                name="%(app_label)s_%(class)s_ended_has_time",
            ),
        ]
        indexes = [
            # The sweep that publishes what is due.
            models.Index(
                fields=["publish_at"],
                condition=Q(state="waiting"),
                name="courses_plan_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} at {self.publish_at}"


class EmergencyPublication(models.Model):
    """A release that went out without the approval it needed: why, and who looked at it since.

    Written in the transaction of the publishing. Stands on a list until a second person has
    looked, which is due by `look_by`. Never deleted.
    """

    release = models.OneToOneField(
        "courses.Release", on_delete=models.PROTECT, related_name="emergency"
    )
    reason = models.TextField()
    look_by = models.DateTimeField()
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="emergencies_looked_at",
    )
    looked_at = models.DateTimeField(null=True, blank=True)
    finding = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="%(app_label)s_%(class)s_look_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["look_by"],
                condition=Q(looked_at__isnull=True),
                name="courses_emergency_open",
            ),
        ]

    def __str__(self) -> str:
        return f"emergency release {self.release_id}"

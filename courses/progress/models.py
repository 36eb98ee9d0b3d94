"""How far an enrolment has come, slot by slot."""

from django.db import models
from django.db.models import Q


class SlotProgress(models.Model):
    """Where one enrolment stands at one slot; one row each, written by `progress.services`.

    A slot without a row has not been opened. The row does not tell which variant was taken.
    `attempts_before`: attempts up to this number answered what stood here before the enrolment
    moved to a newer release, and count for nothing any more.
    """

    class State(models.TextChoices):
        IN_PROGRESS = "in_progress", "in progress"
        COMPLETED = "completed", "completed"

    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="slot_progress"
    )
    slot_uid = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=State, default=State.IN_PROGRESS)
    opened_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    attempts_before = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot_uid"], name="%(app_label)s_%(class)s_one_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False)
                | Q(state="in_progress", completed_at__isnull=True),
                name="%(app_label)s_%(class)s_completed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_uid}: {self.state}"


class CompletionEvent(models.Model):
    """A slot became complete: append-only, the history behind `SlotProgress`."""

    class Cause(models.TextChoices):
        READ = "read", "read"
        ATTESTED = "attested", "attested"
        HANDED_IN = "handed_in", "handed in"
        REGRADED = "regraded", "regraded"
        CARRIED_OVER = "carried_over", "carried over"
        TESTED_OUT = "tested_out", "shown in an assessment"

    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="completion_events"
    )
    release = models.ForeignKey("courses.Release", on_delete=models.PROTECT, related_name="+")
    slot_uid = models.CharField(max_length=64)
    cause = models.CharField(max_length=12, choices=Cause)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["enrolment", "at"], name="courses_completion_history")]

    def __str__(self) -> str:
        return f"{self.slot_uid} {self.cause}"


class VariantTaken(models.Model):
    """Which account of a slot a learner chose last. Private.

    Read by the learner's own pages alone: no lead page, export, statistic or admin page may
    join it (held by a convention test). Overwritten when the learner chooses again.
    """

    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.CASCADE, related_name="variants_taken"
    )
    slot_uid = models.CharField(max_length=64)
    lesson_uid = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot_uid"], name="%(app_label)s_%(class)s_one_per_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"variant of {self.slot_uid}"

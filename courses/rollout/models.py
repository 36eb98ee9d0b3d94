"""Long runs over many people, one row for each that is met."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Run(models.Model):
    """One long run: what it does to whom (`kind`, `parameters`), and how far it has come.

    Written by `rollout.services`. First its items are listed, then each is acted on in a
    transaction of its own, so that a run that was killed goes on where it stood. `beat_at` is
    renewed while it runs; a run that is silent is taken up by the sweep, one that `starts_at` a
    time to come not before that. Never deleted.
    """

    class State(models.TextChoices):
        LISTING = "listing", "finding whom it concerns"
        RUNNING = "running", "running"
        DONE = "done", "done"
        STOPPED = "stopped", "stopped"

    OPEN = (State.LISTING, State.RUNNING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=24)
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="runs")
    parameters = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.LISTING)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="runs"
    )
    requested_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    beat_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    listed_to = models.BigIntegerField(default=0)
    items_total = models.PositiveIntegerField(default=0)
    items_done = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "kind"],
                condition=Q(state__in=["listing", "running"]),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["listing", "running"], ended_at__isnull=True)
                | (~Q(state__in=["listing", "running"]) & Q(ended_at__isnull=False)),
                name="%(app_label)s_%(class)s_ended_has_time",
            ),
        ]
        indexes = [
            # The sweep that takes up what went silent.
            models.Index(
                fields=["beat_at"],
                condition=Q(state__in=["listing", "running"]),
                name="courses_run_open",
            ),
            models.Index(fields=["course", "kind", "-requested_at"], name="courses_run_of_course"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_open(self) -> bool:
        """True while there is something left to do."""
        return self.state in Run.OPEN

    def is_to_come(self, at: dt.datetime) -> bool:
        """True while the time at which it starts has not come."""
        return self.starts_at is not None and self.starts_at > at


class RunItem(models.Model):
    """One subject of a run, once: what it is by its id, and what came of it.

    Done in the transaction that did the work, so nothing is done twice. `enrolment` says whose
    record it is part of. What is *held* was met and has to wait for something that the person or
    somebody else does first; a sweep takes it up, also after the run has ended. Deleted by the
    retention command alone, with that record.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        HELD = "held", "held"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="items")
    subject = models.CharField(max_length=64)
    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="run_items"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    outcome = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "subject"], name="%(app_label)s_%(class)s_one_each"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "held"], done_at__isnull=True)
                | (~Q(state__in=["waiting", "held"]) & Q(done_at__isnull=False)),
                name="%(app_label)s_%(class)s_done_has_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["run", "id"],
                condition=Q(state="waiting"),
                name="courses_runitem_waiting",
            ),
            # The sweep that goes on with whoever had to wait.
            models.Index(fields=["id"], condition=Q(state="held"), name="courses_runitem_held"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of run {self.run_id}"


class Handover(models.Model):
    """What becomes of the people of older releases when a candidate is published.

    Written by `rollout.services.choose_handover` before the candidate goes out, now or as planned;
    carried out in the transaction that publishes it. `equivalents`: slot of the candidate -> slot
    of older releases whose completion counts for it. Goes with its candidate.
    """

    class InProgress(models.TextChoices):
        STAY = "stay", "stay on their release"
        MOVE = "move", "move to the new release"

    class Finished(models.TextChoices):
        STAY = "stay", "stay as they are"
        AGAIN = "again", "are asked to take it again"

    candidate = models.OneToOneField(
        "courses.Candidate", on_delete=models.CASCADE, related_name="handover"
    )
    in_progress = models.CharField(max_length=5, choices=InProgress, default=InProgress.STAY)
    finished = models.CharField(max_length=5, choices=Finished, default=Finished.STAY)
    equivalents = models.JSONField(default=dict)
    due_on = models.DateField(null=True, blank=True)
    regrade = models.JSONField(default=dict)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handovers"
    )
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"handover of candidate {self.candidate_id}"

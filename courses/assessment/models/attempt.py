"""One go at a quiz or exercise, and the extra attempt and extra time a person was granted."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Attempts in the words of the domain."""

    def visible_to(self, user: "User") -> "AttemptQuerySet":
        """A person's own attempts: nobody else reads answers through this table."""
        return self.filter(enrolment__user_id=user.pk)

    def open(self) -> "AttemptQuerySet":
        """Attempts that still take answers, or will be closed by the sweep."""
        return self.filter(state=Attempt.State.OPEN)

    def overdue(self, at: dt.datetime) -> "AttemptQuerySet":
        """Open attempts whose end has passed."""
        return self.open().filter(due_at__lt=at)


class Attempt(models.Model):
    """One go of one enrolment at a quiz or exercise, pinned to the release it was started on.

    Written by `assessment.services`. `drawn` holds the order and the shuffles as they were
    drawn, so that nothing moves: `[{"uid": …, "arrangement": …}, …]`; `flags` the questions that
    the learner wants to look at again. Deleted by the retention command alone, which long before
    deletes its answers and says so in `answers_deleted_at`.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        HANDED_IN = "handed_in", "handed in"
        OVERDUE = "overdue", "closed at its end"

    class Preset(models.TextChoices):
        PRACTICE = "practice", "practice"
        CHECK = "check", "check"
        ASSESSMENT = "assessment", "assessment"
        CALIBRATION = "calibration", "calibration"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enrolment = models.ForeignKey(
        "courses.Enrolment", on_delete=models.PROTECT, related_name="attempts"
    )
    release = models.ForeignKey(
        "courses.Release", on_delete=models.PROTECT, related_name="attempts"
    )
    slot_uid = models.CharField(max_length=64)
    lesson_uid = models.CharField(max_length=64)
    number = models.PositiveSmallIntegerField()
    preset = models.CharField(max_length=12, choices=Preset)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    drawn = models.JSONField()
    flags = models.JSONField(default=list, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    answers_deleted_at = models.DateTimeField(null=True, blank=True)
    current_grading = models.ForeignKey(
        "courses.Grading", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "slot_uid", "number"],
                name="%(app_label)s_%(class)s_numbered",
            ),
            models.UniqueConstraint(
                fields=["enrolment", "slot_uid"],
                condition=Q(state="open"),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="%(app_label)s_%(class)s_closed_has_time",
            ),
        ]
        indexes = [
            # The sweep that closes what is past its end.
            models.Index(
                fields=["due_at"],
                condition=Q(state="open", due_at__isnull=False),
                name="courses_attempt_due",
            ),
            # The sweep that deletes answers whose time to be kept is over.
            models.Index(
                fields=["closed_at"],
                condition=Q(closed_at__isnull=False, answers_deleted_at__isnull=True),
                name="courses_attempt_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"

    @property
    def is_open(self) -> bool:
        """True while no hand-in and no end has closed it."""
        return self.state == Attempt.State.OPEN

    @property
    def question_uids(self) -> list[str]:
        """The drawn questions, in the order in which they are asked."""
        return [entry["uid"] for entry in self.drawn]

    @property
    def extra(self) -> "ExtraAttempt | None":
        """The attempt that a person allowed on top, after this one; None without one.

        A query, unless the attempt was read with its `extra_attempt`.
        """
        return getattr(self, "extra_attempt", None)

    def uid_of(self, question: str | int) -> str:
        """Return the uid of a question named by its uid or its number; empty for no such number."""
        if isinstance(question, str):
            return question
        return self.question_uids[question - 1] if 1 <= question <= len(self.drawn) else ""

    def keep_flags(self, uids: set[str], *, flag: bool) -> None:
        """Keep whether questions are to be looked at again; a query only for a change."""
        before = set(self.flags)
        after = before | uids if flag else before - uids
        if after != before:
            self.flags = sorted(after)
            self.save(update_fields=["flags"])


class ExtraAttempt(models.Model):
    """One more attempt at a slot that a person allowed, after the last one there; no reason.

    Written by `assessment.services.grant_attempt`; append-only. It belongs to the attempt that
    it follows, which says of which enrolment and slot it is: allowing it twice is one row, and
    where an enrolment moves and begins a slot afresh it is left behind with that attempt.
    Deleted by the retention command alone.
    """

    after = models.OneToOneField(Attempt, on_delete=models.PROTECT, related_name="extra_attempt")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_attempts_granted"
    )
    granted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"one more after attempt {self.after_id}"


class ExtraTime(models.Model):
    """Extra time for timed quizzes that a person was granted; holds no reason.

    Written by `assessment.services.grant_extra_time`; ended by `until`, and deleted a while
    after that by the retention command alone.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_time"
    )
    percent = models.PositiveSmallIntegerField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_time_approved"
    )
    approved_at = models.DateTimeField()
    until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=300),
                name="%(app_label)s_%(class)s_percent_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} % until {self.until}"

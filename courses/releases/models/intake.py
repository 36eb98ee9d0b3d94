"""Files that somebody brought, until a person has looked at what they would make."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Intakes, as people may see them."""

    def visible_to(self, user: User) -> Self:
        """Return those that the person brought: nobody else looks at them."""
        return self.filter(brought_by=user)


class Intake(models.Model):
    """Files that a person brought: looked through by a task, taken in when the person says so.

    `content` is the file as it came (folders as one archive) and is emptied once the intake has
    ended. `report` is what the files would make, or made, and what is wrong with them; `rests_on`
    in it says on which revisions that was found. `course` is the bank that rows are for, `draft`
    the policy that clauses are for, `owner` the unit of what is new. From `due_at` on the sweep
    takes it up. Deleted 7 days after it came if it has not ended, else 90 days after it ended.
    """

    class Kind(models.TextChoices):
        FOLDERS = "folders", _("Folders")
        QUESTIONS = "questions", _("Questions")
        DECISIONS = "decisions", _("Decision items")
        CLAUSES = "clauses", _("Clauses")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        READING = "reading", _("Being looked through")
        READY = "ready", _("Waiting for you")
        CONFIRMED = "confirmed", _("About to be taken in")
        TAKING = "taking", _("Being taken in")
        DONE = "done", _("Taken in")
        STOPPED = "stopped", _("Stopped by problems")
        FAILED = "failed", _("Failed")
        LET_GO = "let_go", _("Let go")

    OPEN = (State.WAITING, State.READING, State.CONFIRMED, State.TAKING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    owner = models.ForeignKey(
        "accounts.Unit", null=True, on_delete=models.PROTECT, related_name="intakes"
    )
    course = models.ForeignKey(
        "courses.Course", null=True, on_delete=models.CASCADE, related_name="intakes"
    )
    draft = models.ForeignKey(
        "content.LibraryDraft", null=True, on_delete=models.CASCADE, related_name="intakes"
    )
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    report = models.JSONField(default=dict)
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="intakes"
    )
    brought_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-brought_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["questions", "decisions"]) | Q(course__isnull=False),
                name="%(app_label)s_%(class)s_rows_have_a_course",
            ),
            models.CheckConstraint(
                condition=~Q(kind="clauses") | Q(draft__isnull=False),
                name="%(app_label)s_%(class)s_clauses_have_a_draft",
            ),
        ]
        indexes = [
            # What the sweep takes up.
            models.Index(
                fields=["state", "due_at"],
                condition=Q(state__in=["waiting", "reading", "confirmed", "taking"]),
                name="courses_intake_open",
            ),
            # What a person brought, the newest first.
            models.Index(fields=["brought_by", "-brought_at"], name="courses_intake_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether a worker has something to do with it."""
        return self.state in self.OPEN

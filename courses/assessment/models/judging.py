"""What waits for a person and what the person said: contests, marking, fails, late answers."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User


class ContestQuerySet(models.QuerySet["Contest"]):
    """Contests in the words of the domain."""

    def visible_to(self, user: "User") -> "ContestQuerySet":
        """A person's own contests; whoever decides reads them through `contests.open_contests`."""
        return self.filter(attempt__enrolment__user_id=user.pk)

    def open(self) -> "ContestQuerySet":
        """Contests that nobody has decided."""
        return self.filter(state=Contest.State.OPEN)


class Contest(models.Model):
    """A learner says that the key to one question is wrong, and what a trainer answered.

    Written by `services.judging`. Goes to those who may judge for the course and to nobody else:
    no lead, QA or auditor page, export, statistic, trail or admin page reads this table (held
    by a test). Append-only but for the decision; the reason is emptied when the person is
    erased, or when the answers of the attempt are deleted.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        UPHELD = "upheld", "upheld"
        DECLINED = "declined", "declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="contests")
    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="contests"
    )
    question_uid = models.CharField(max_length=64)
    reason = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ContestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_uid"],
                condition=Q(state="open"),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="%(app_label)s_%(class)s_decided_whole",
            ),
        ]
        indexes = [
            # The queue of a course, the oldest first.
            models.Index(
                fields=["course", "opened_at"],
                condition=Q(state="open"),
                name="courses_contest_open",
            ),
        ]

    def __str__(self) -> str:
        return f"contest {self.public_id}"

    @property
    def is_open(self) -> bool:
        """True while nobody has decided it."""
        return self.state == Contest.State.OPEN


class SecondMarking(models.Model):
    """How many of a course's free-text answers, in percent, are marked by two people."""

    course = models.OneToOneField(
        "courses.Course", on_delete=models.PROTECT, related_name="second_marking"
    )
    percent = models.PositiveSmallIntegerField(default=0)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__lte=100), name="%(app_label)s_%(class)s_percent_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"


class MarkingTurn(models.Model):
    """One marker's turn at one free-text answer: the first, the second of a sample, or the third.

    Opened in the transaction that found the answer unmarked. A claim is a lock that expires:
    taken by a conditional update, free again after `claimed_until`. `waived_at`: a trainer let
    the markings that stand decide. Deleted by the retention command alone.
    """

    class Place(models.IntegerChoices):
        FIRST = 1, "first"
        SECOND = 2, "second"
        THIRD = 3, "third"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="marking_turns"
    )
    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="marking_turns"
    )
    question_uid = models.CharField(max_length=64)
    place = models.PositiveSmallIntegerField(choices=Place, default=Place.FIRST)
    opened_at = models.DateTimeField()
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    claimed_until = models.DateTimeField(null=True, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_uid", "place"],
                name="%(app_label)s_%(class)s_one_each",
            ),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=3), name="%(app_label)s_%(class)s_place_known"
            ),
            models.CheckConstraint(
                condition=Q(claimed_by__isnull=True, claimed_until__isnull=True)
                | Q(claimed_by__isnull=False, claimed_until__isnull=False),
                name="%(app_label)s_%(class)s_claim_whole",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True, waived_by__isnull=True)
                | Q(waived_at__isnull=False, waived_by__isnull=False, marked_at__isnull=True),
                name="%(app_label)s_%(class)s_waived_whole",
            ),
        ]
        indexes = [
            # The queue of a course, the oldest first.
            models.Index(
                fields=["course", "opened_at"],
                condition=Q(marked_at__isnull=True, waived_at__isnull=True),
                name="courses_marking_open",
            ),
        ]

    def __str__(self) -> str:
        return f"turn {self.place} at {self.question_uid}"


class Marking(models.Model):
    """What one marker found in one turn: a level for each criterion of the rubric; append-only.

    The comment is for the learner; it is emptied with the answers of the attempt.
    """

    turn = models.OneToOneField(MarkingTurn, on_delete=models.PROTECT, related_name="marking")
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="markings"
    )
    levels = models.JSONField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"marking of turn {self.turn_id}"


class FailConfirmation(models.Model):
    """A fail for a duty that nothing offsets waits for a person, and what the person said.

    Opened with the grading that awaits it. Append-only but for the decision; the reason is
    emptied with the answers of the attempt.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        CONFIRMED = "confirmed", "confirmed"
        LET_PASS = "let_pass", "let pass"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="fail_confirmations"
    )
    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="fail_confirmations"
    )
    grading = models.OneToOneField(
        "courses.Grading", on_delete=models.PROTECT, related_name="confirmation"
    )
    opened_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="open") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="%(app_label)s_%(class)s_decided_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["course", "opened_at"],
                condition=Q(state="open"),
                name="courses_confirmation_open",
            ),
        ]

    def __str__(self) -> str:
        return f"confirmation {self.public_id}"


class LateDecision(models.Model):
    """Whether an answer that arrived after the end counts, with a note; append-only."""

    step = models.OneToOneField(
        "courses.Step", on_delete=models.PROTECT, related_name="late_decision"
    )
    is_accepted = models.BooleanField()
    note = models.TextField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decision on step {self.step_id}"

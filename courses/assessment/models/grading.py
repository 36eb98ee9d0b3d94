"""A computed result of one attempt."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Grading(models.Model):
    """What one attempt was worth, under one policy and one release's keys; append-only.

    `marks` maps each drawn question to its quanta (one mark is 10,000), `possible` to what it
    could have given, `outcomes` to the codes of its parts. `Attempt.current_grading` points to
    the one that counts.

    `total` and `total_possible` leave out the questions in `kept_out`, which count toward no pass.
    `regraded` names the questions that this grading judged anew (null: all of them); the others
    keep what they had. `missed` names what cannot be offset and was not reached. While a grading
    `awaits` a person, `is_passed` is empty: nothing is passed and nothing failed; `decided` is what
    the person said of a fail that had to be confirmed.
    """

    class Policy(models.TextChoices):
        FIRST = "first", "as handed in"
        FULL_CREDIT = "full_credit", "full credit for all"
        BEST_OF_BOTH = "best_of_both", "best of old and new key"
        NEW_KEY = "new_key", "new key only"
        MARKED = "marked", "marked by a person"
        CONFIRMED = "confirmed", "looked at by a person"
        LATE = "late", "late answer accepted"

    class Awaits(models.TextChoices):
        NOTHING = "", "nothing"
        MARKING = "marking", "a person marks a text"
        CONFIRMATION = "confirmation", "a person confirms a fail"

    class Decided(models.TextChoices):
        NOTHING = "", "nothing"
        CONFIRMED = "confirmed", "the fail stands"
        LET_PASS = "let_pass", "passed all the same"

    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="gradings"
    )
    number = models.PositiveSmallIntegerField()
    release = models.ForeignKey("courses.Release", on_delete=models.PROTECT, related_name="+")
    policy = models.CharField(max_length=12, choices=Policy)
    grader_version = models.PositiveSmallIntegerField()
    marks = models.JSONField()
    possible = models.JSONField()
    outcomes = models.JSONField()
    total = models.BigIntegerField()
    total_possible = models.BigIntegerField()
    is_passed = models.BooleanField(null=True)
    kept_out = models.JSONField(default=list, blank=True)
    regraded = models.JSONField(null=True, blank=True)
    missed = models.JSONField(default=list, blank=True)
    awaits = models.CharField(max_length=12, choices=Awaits, default=Awaits.NOTHING, blank=True)
    decided = models.CharField(max_length=12, choices=Decided, default=Decided.NOTHING, blank=True)
    graded_at = models.DateTimeField()
    graded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "number"], name="%(app_label)s_%(class)s_numbered"
            ),
            models.CheckConstraint(
                condition=Q(total__gte=0, total__lte=F("total_possible")),
                name="%(app_label)s_%(class)s_total_in_range",
            ),
            models.CheckConstraint(
                condition=Q(awaits="") | Q(is_passed__isnull=True),
                name="%(app_label)s_%(class)s_waits_undecided",
            ),
        ]

    def __str__(self) -> str:
        return f"grading {self.number} of attempt {self.attempt_id}"

    @property
    def percent(self) -> int:
        """The share of the possible marks in whole percent, rounded down; 0 of nothing.

        Rounded down so that a shown percentage never reaches a pass mark that the marks miss.
        """
        if self.total_possible == 0:
            return 0
        return self.total * 100 // self.total_possible

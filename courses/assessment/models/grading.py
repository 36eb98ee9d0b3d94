"""A computed result of one attempt."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Grading(models.Model):
    """What one attempt was worth, under one policy and one release's keys; append-only.

    `marks` maps each drawn question to its quanta (one mark is 10,000), `possible` to what it
    could have given, `outcomes` to the codes of its parts. `Attempt.current_grading` points to
    the one that counts.
    """

    class Policy(models.TextChoices):
        FIRST = "first", "as handed in"
        FULL_CREDIT = "full_credit", "full credit for all"
        BEST_OF_BOTH = "best_of_both", "best of old and new key"
        NEW_KEY = "new_key", "new key only"

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

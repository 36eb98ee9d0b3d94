"""The log of saved answers, the latest answer to each question, and what was opened meanwhile."""

from django.db import models
from django.db.models import Q

_KNOWN_CERTAINTY = Q(certainty__isnull=True) | Q(certainty__gte=1, certainty__lte=3)


class Step(models.Model):
    """One answer that arrived and was kept; append-only, in order of acceptance (`id`).

    `(attempt, tab, sequence)` is unique, so a save that is sent again changes nothing. The
    attempt's row is locked while a step is written, so `id` rises in the order of acceptance.
    `is_late`: it came after the end and does not count unless a trainer accepts it.
    `is_superseded`: a newer answer from the same tab to the same question had come before it.
    `certainty`: how sure the learner was, 1 to 3, where the lesson asks; read by the learner's own
    pages and, without the person, by item analysis.
    """

    attempt = models.ForeignKey("courses.Attempt", on_delete=models.PROTECT, related_name="steps")
    tab = models.UUIDField()
    sequence = models.PositiveIntegerField()
    question_uid = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    accepted_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    is_superseded = models.BooleanField(default=False)
    is_check = models.BooleanField(default=False)
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "tab", "sequence"], name="%(app_label)s_%(class)s_once"
            ),
            models.CheckConstraint(
                condition=_KNOWN_CERTAINTY, name="%(app_label)s_%(class)s_certainty"
            ),
        ]
        indexes = [
            # The list of what came after the end, which a trainer may accept.
            models.Index(fields=["attempt"], condition=Q(is_late=True), name="courses_step_late"),
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"


class Response(models.Model):
    """The answer that counts for one question of one attempt; rebuildable from the steps.

    `newest` maps each tab to the highest sequence accepted from it for this question, so that
    a delayed older save from that tab never becomes current.
    """

    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="responses"
    )
    question_uid = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    step = models.ForeignKey("courses.Step", on_delete=models.PROTECT, related_name="+")
    tab = models.UUIDField()
    newest = models.JSONField()
    saved_at = models.DateTimeField()
    certainty = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_uid"], name="%(app_label)s_%(class)s_one_each"
            ),
            models.CheckConstraint(
                condition=_KNOWN_CERTAINTY, name="%(app_label)s_%(class)s_certainty"
            ),
        ]

    def __str__(self) -> str:
        return f"response to {self.question_uid}"


class ContextOpening(models.Model):
    """A learner opened one piece of a report's context in an attempt, the first time.

    For item analysis alone, never by person: no lead page, export or admin page reads it.
    """

    attempt = models.ForeignKey(
        "courses.Attempt", on_delete=models.PROTECT, related_name="context_openings"
    )
    question_uid = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_uid", "key"],
                name="%(app_label)s_%(class)s_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.question_uid}"

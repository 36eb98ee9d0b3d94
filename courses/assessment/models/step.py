"""The log of saved answers, and the latest answer to each question."""

from django.db import models


class Step(models.Model):
    """One answer that arrived and was kept; append-only, in order of acceptance (`id`).

    `(attempt, tab, sequence)` is unique, so a save that is sent again changes nothing. The
    attempt's row is locked while a step is written, so `id` rises in the order of acceptance.
    `is_late`: it came after the end and does not count unless a trainer accepts it.
    `is_superseded`: a newer answer from the same tab to the same question had come before it.
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "tab", "sequence"], name="%(app_label)s_%(class)s_once"
            ),
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "question_uid"], name="%(app_label)s_%(class)s_one_each"
            ),
        ]

    def __str__(self) -> str:
        return f"response to {self.question_uid}"

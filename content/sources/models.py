"""Published documents that facts and legal statuses cite."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """One published document in the list of one fact set (``set_slug``), under that list's own key.

    Written by the library and by importing; kept as long as anything cites it.
    Dates may be partial; empty means *not given* and is shown so. If the text
    was imported it stands here as received, with its SHA-256.
    """

    class Grade(models.TextChoices):
        """How far a source carries: A the actor itself, B reporting, C with a second one only."""

        A = "A", _("A: statute, authority, court or the acting organisation")
        B = "B", _("B: news agency, established outlet, or a copy of an official text")
        C = "C", _("C: aggregator or tracker, used only with a second source")

    set_slug = models.SlugField(max_length=64)
    key = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    publisher = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=500)
    url = models.CharField(max_length=2000, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    read_on = models.CharField(max_length=10, blank=True)
    grade = models.CharField(max_length=1, choices=Grade.choices)
    note = models.TextField(blank=True)
    received_text = models.TextField(blank=True)
    received_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["set_slug", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["set_slug", "key"], name="%(app_label)s_%(class)s_set_key"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__in=["A", "B", "C"]), name="%(app_label)s_%(class)s_grade"
            ),
            models.CheckConstraint(
                condition=models.Q(received_text="") | ~models.Q(received_sha256=""),
                name="%(app_label)s_%(class)s_text_has_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.set_slug}/{self.key}"


class Redaction(models.Model):
    """A span of a received text that was taken out for good: its place, hash and reason remain."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="redactions")
    start = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    removed_sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    redacted_at = models.DateTimeField()
    redacted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="source_redactions"
    )

    class Meta:
        ordering = ["source", "start"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="%(app_label)s_%(class)s_has_reason"
            ),
            models.CheckConstraint(
                condition=models.Q(length__gt=0), name="%(app_label)s_%(class)s_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.start}+{self.length}"

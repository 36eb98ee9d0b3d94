"""Clauses in versions, and what stands beside a version without making a new one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Clause(models.Model):
    """A code in a policy (CSE-2.1); what it says stands in its versions. Never deleted."""

    policy = models.ForeignKey("content.Policy", on_delete=models.PROTECT, related_name="clauses")
    chapter = models.ForeignKey(
        "content.Chapter", on_delete=models.SET_NULL, null=True, related_name="clauses"
    )
    code = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    chapter_position = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)
    titles = models.JSONField(default=dict)

    class Meta:
        ordering = ["policy", "position", "code"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "code"], name="%(app_label)s_%(class)s_code")
        ]

    def __str__(self) -> str:
        return self.code


class ClauseVersion(models.Model):
    """The normative text of a clause; append-only (held by database triggers).

    A *clarification* breaks nobody's currency, a *change* does. Explanation,
    examples and translations stand beside it in revisions of their own.
    """

    class Change(models.TextChoices):
        """Whether people trained on the version before are still current."""

        CLARIFICATION = "clarification", _("Clarification")
        CHANGE = "change", _("Change")

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=16, choices=Change.choices, blank=True)
    text = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="clause_versions"
    )

    class Meta:
        ordering = ["clause", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "number"], name="%(app_label)s_%(class)s_number"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, change="")
                | models.Q(number__gt=1, change__in=["clarification", "change"]),
                name="%(app_label)s_%(class)s_change_from_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause_id}@{self.number}"


class ClauseTranslation(models.Model):
    """A clause version in a further language; a better translation is a new revision."""

    version = models.ForeignKey(
        ClauseVersion, on_delete=models.PROTECT, related_name="translations"
    )
    language = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    text = models.TextField()
    made_from = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["version", "language", "revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "revision"],
                name="%(app_label)s_%(class)s_revision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.language}.{self.revision}"


class ClauseCommentary(models.Model):
    """Explanation and examples of a clause in one language, in revisions; the highest is current.

    ``examples`` is a list of {uid, text, verdict}. ``made_from`` is the digest of
    the source-language commentary a translation was made from, else empty.
    """

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="commentaries")
    language = models.CharField(max_length=20)
    revision = models.PositiveIntegerField()
    explanation = models.TextField(blank=True)
    examples = models.JSONField(default=list, blank=True)
    made_from = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["clause", "language", "revision"]
        verbose_name_plural = "clause commentaries"
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "language", "revision"],
                name="%(app_label)s_%(class)s_revision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause_id}/{self.language}.{self.revision}"


class LegalStatus(models.Model):
    """One line of a clause's log: its status in law since a day, by which source, checked when.

    A check adds a line and makes no new clause version.
    """

    class Status(models.TextChoices):
        """How far the text is law."""

        PROPOSED = "proposed", _("Proposed")
        PROVISIONAL = "provisional", _("Provisional agreement")
        ADOPTED = "adopted", _("Adopted, not yet applicable")
        IN_FORCE = "in-force", _("In force")
        PARTLY_IN_FORCE = "partly-in-force", _("Partly in force")
        SUSPENDED = "suspended", _("Suspended")
        LAPSED = "lapsed", _("Lapsed")
        REPEALED = "repealed", _("Repealed")
        VOLUNTARY = "voluntary", _("Voluntary")

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="statuses")
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=16, choices=Status.choices)
    since = models.CharField(max_length=10, blank=True)
    source = models.ForeignKey(
        "content.Source", on_delete=models.PROTECT, related_name="legal_statuses"
    )
    checked_on = models.DateField()
    notes = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["clause", "position"]
        verbose_name_plural = "legal statuses"
        constraints = [
            models.UniqueConstraint(
                fields=["clause", "position"], name="%(app_label)s_%(class)s_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.clause_id}: {self.status}"

"""A policy, law or code, its chapters, and its editions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.visibility import Visibility, VisibleQuerySet


class Policy(models.Model):
    """A policy, law or code; its facts stand in the fact set under the same slug. Never deleted.

    ``is_example`` marks one that no organisation has adopted; it is said wherever it is shown.
    """

    class Kind(models.TextChoices):
        """Who speaks: an organisation, a legislator, or an industry code."""

        POLICY = "policy", _("Policy")
        LAW = "law", _("Law")
        CODE = "code", _("Code of practice")

    slug = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    is_example = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    languages = models.JSONField(default=list)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    fact_set = models.OneToOneField(
        "content.FactSet", on_delete=models.PROTECT, related_name="policy"
    )
    jurisdiction = models.ForeignKey(
        "content.Jurisdiction", on_delete=models.PROTECT, null=True, related_name="policies"
    )
    taxonomy = models.CharField(max_length=32)
    harm_areas = models.ManyToManyField("content.HarmArea", related_name="policies")
    visibility = models.CharField(
        max_length=10, choices=Visibility.choices, default=Visibility.OPEN
    )
    units = models.ManyToManyField("accounts.Unit", related_name="policies_shared")
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="policies_updated"
    )

    objects = VisibleQuerySet["Policy"].as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="law") | models.Q(jurisdiction__isnull=False),
                name="%(app_label)s_%(class)s_law_has_jurisdiction",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Chapter(models.Model):
    """A headed group of clauses; replaced with the policy when it is imported again."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="chapters")
    uid = models.SlugField(max_length=64)
    position = models.PositiveIntegerField()
    titles = models.JSONField(default=dict)

    class Meta:
        ordering = ["policy", "position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "uid"], name="%(app_label)s_%(class)s_uid")
        ]

    def __str__(self) -> str:
        return self.uid


class Edition(models.Model):
    """A set of clause versions with the day it takes effect. Once in effect it is never changed."""

    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="editions")
    uid = models.SlugField(max_length=64)
    labels = models.JSONField(default=dict)
    effective_on = models.DateField()

    class Meta:
        ordering = ["policy", "effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "uid"], name="%(app_label)s_%(class)s_uid"),
            models.UniqueConstraint(
                fields=["policy", "effective_on"], name="%(app_label)s_%(class)s_one_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class EditionClause(models.Model):
    """One clause version in an edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="contents")
    version = models.ForeignKey(
        "content.ClauseVersion", on_delete=models.PROTECT, related_name="in_editions"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "version"], name="%(app_label)s_%(class)s_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}:{self.version_id}"

"""Real events told for training."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Case(models.Model):
    """A real event told for training; its facts stand in the fact set under the same slug.

    Written by the library. ``revision`` grows with every change of what is told,
    so a compile can check that it read one state. ``source_digest`` is the digest of
    all that the source language tells: a translation made from another is stale.
    Never deleted: courses name it.
    """

    slug = models.SlugField(max_length=64, unique=True)
    revision = models.PositiveIntegerField(default=1)
    languages = models.JSONField(default=list)
    fact_set = models.OneToOneField(
        "content.FactSet", on_delete=models.PROTECT, related_name="case"
    )
    taxonomy = models.CharField(max_length=32)
    harm_areas = models.ManyToManyField("content.HarmArea", related_name="cases")
    jurisdictions = models.ManyToManyField("content.Jurisdiction", related_name="cases")
    intensity = models.PositiveSmallIntegerField(default=0)
    checked_on = models.DateField()
    source_digest = models.CharField(max_length=64)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="cases_updated"
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(intensity__lte=3), name="%(app_label)s_%(class)s_intensity"
            )
        ]

    def __str__(self) -> str:
        return self.slug


class CaseText(models.Model):
    """The framing texts of a case in one language; replaced in place, counted by its revision.

    ``made_from`` is the digest of everything the source language said when this
    translation was made; empty in the source language.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    standfirst = models.TextField()
    topic = models.CharField(max_length=300)
    decision = models.TextField()
    made_from = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "language"], name="%(app_label)s_%(class)s_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CaseSection(models.Model):
    """One headed passage of a case in one language; the uid is the same in every language."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sections")
    language = models.CharField(max_length=20)
    uid = models.SlugField(max_length=64)
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300)
    body = models.TextField()

    class Meta:
        ordering = ["case", "language", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "language", "uid"], name="%(app_label)s_%(class)s_uid"
            )
        ]

    def __str__(self) -> str:
        return self.heading


class TimelineEntry(models.Model):
    """Something that happened, on a partial date; *then* was known at once, *later* came out."""

    class Known(models.TextChoices):
        """When it became known."""

        THEN = "then", _("Known at the time")
        LATER = "later", _("Known later")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="timeline")
    uid = models.SlugField(max_length=64)
    position = models.PositiveIntegerField()
    happened_on = models.CharField(max_length=10)
    known = models.CharField(max_length=8, choices=Known.choices)
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "uid"], name="%(app_label)s_%(class)s_uid")
        ]

    def __str__(self) -> str:
        return self.uid


class OpenQuestion(models.Model):
    """What nobody knows yet, or the law has not settled."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="open_questions")
    uid = models.SlugField(max_length=64)
    position = models.PositiveIntegerField()
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "uid"], name="%(app_label)s_%(class)s_uid")
        ]

    def __str__(self) -> str:
        return self.uid


class GlanceFact(models.Model):
    """A fact shown at a glance at the head of the case."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="glance")
    fact = models.ForeignKey("content.Fact", on_delete=models.PROTECT, related_name="glanced_in")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["case", "position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "fact"], name="%(app_label)s_%(class)s_fact")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.fact_id}"

"""Harm areas, jurisdictions and the glossary: the words that everything else is tagged with."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.texts import pick


class Category(models.Model):
    """A category of the statement of reasons in one version of the taxonomy; never deleted."""

    taxonomy = models.CharField(max_length=32)
    code = models.CharField(max_length=120)
    position = models.PositiveIntegerField(default=0)
    labels = models.JSONField(default=dict)

    class Meta:
        ordering = ["taxonomy", "position", "code"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "code"], name="%(app_label)s_%(class)s_taxonomy_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.taxonomy}/{self.code}"

    def label(self, language: str) -> str:
        """The label in that language, else in English."""
        return pick(self.labels, language, ("en",))


class HarmArea(models.Model):
    """One harm area in one version of the taxonomy; loaded from vocabulary.yaml, never deleted.

    A tag keeps the taxonomy version it was made under, so a renamed category
    does not change what an older course said.
    """

    taxonomy = models.CharField(max_length=32)
    slug = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    categories = models.ManyToManyField(Category, related_name="harm_areas")
    keywords = models.JSONField(default=list, blank=True)
    content_types = models.JSONField(default=list, blank=True)
    dtsp_terms = models.JSONField(default=list, blank=True)
    labels = models.JSONField(default=dict)

    class Meta:
        ordering = ["taxonomy", "position", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "slug"], name="%(app_label)s_%(class)s_taxonomy_slug"
            )
        ]

    def __str__(self) -> str:
        return f"{self.taxonomy}/{self.slug}"

    def label(self, language: str) -> str:
        """The label in that language, else in English."""
        return pick(self.labels, language, ("en",))


class Jurisdiction(models.Model):
    """Where a law holds (eu, dk, us); loaded from vocabulary.yaml, never deleted."""

    slug = models.SlugField(max_length=64, unique=True)
    position = models.PositiveIntegerField(default=0)
    labels = models.JSONField(default=dict)

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.slug

    def label(self, language: str) -> str:
        """The label in that language, else in English."""
        return pick(self.labels, language, ("en",))


class Term(models.Model):
    """An entry of the glossary; its words stand in TermText. Loaded from vocabulary.yaml."""

    slug = models.SlugField(max_length=64, unique=True)
    position = models.PositiveIntegerField(default=0)
    languages = models.JSONField(default=list)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class TermText(models.Model):
    """Label and definition of a term in one language, replaced in place when the vocabulary is.

    ``made_from`` is the digest of the source-language text a translation was made
    from; empty in the source language.
    """

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    definition = models.TextField()
    made_from = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"], name="%(app_label)s_%(class)s_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term_id}/{self.language}"


class GuardedWord(models.Model):
    """Words that a writer is warned of: too explicit, or the name of a private person.

    Kept by the organisation's policy owners on a page of the workshop; shipped empty.
    A line that was taken off the list warns nobody and can be brought back; the audit
    trail keeps that it was taken off, and not the words.
    """

    class Kind(models.TextChoices):
        """Why the words are on the list."""

        EXPLICIT = "explicit", _("Too explicit")
        NAME = "name", _("Name of a private person")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    words = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    advice = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="guarded_words"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        related_name="unguarded_words",
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words=""), name="%(app_label)s_%(class)s_words"
            ),
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="%(app_label)s_%(class)s_removed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

"""Checkable statements in versions, with what they rest on and where the sources disagree."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactSet(models.Model):
    """The facts of one case, one policy, or of nothing but themselves (background).

    The slug is that of the case or policy and unique in the installation. The
    first of ``languages`` is the one the statements are written in.
    """

    class Kind(models.TextChoices):
        """What the set belongs to."""

        CASE = "case", _("Case")
        POLICY = "policy", _("Policy")
        BACKGROUND = "background", _("Background")

    slug = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    languages = models.JSONField(default=list)
    titles = models.JSONField(default=dict)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug


class Fact(models.Model):
    """A key in a fact set; what it says stands in its versions. Never deleted: releases cite it."""

    fact_set = models.ForeignKey(FactSet, on_delete=models.PROTECT, related_name="facts")
    key = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["fact_set", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact_set", "key"], name="%(app_label)s_%(class)s_set_key"
            )
        ]

    def __str__(self) -> str:
        return self.key


class FactVersion(models.Model):
    """What a fact says from this version on; append-only (held by database triggers).

    ``as_of`` is the partial date from which it holds; empty means always.
    """

    class Change(models.TextChoices):
        """Whether a new version says something else or says the same better."""

        EDITORIAL = "editorial", _("Editorial")
        SUBSTANTIVE = "substantive", _("Substantive")

    class Status(models.TextChoices):
        """How far the statement is established; shown with it. Charged is not convicted."""

        REPORTED = "reported", _("Reported")
        ESTIMATED = "estimated", _("Estimated")
        DISPUTED = "disputed", _("Disputed")
        CONFIRMED = "confirmed", _("Confirmed")
        SUSPECTED = "suspected", _("Suspected")
        ALLEGED = "alleged", _("Alleged")
        ARRESTED = "arrested", _("Arrested")
        CHARGED = "charged", _("Charged")
        CONVICTED = "convicted", _("Convicted")
        ACQUITTED = "acquitted", _("Acquitted")
        DISMISSED = "dismissed", _("Dismissed")
        APPEALED = "appealed", _("Appealed")
        PROPOSED = "proposed", _("Proposed")
        PROVISIONAL = "provisional", _("Provisional")
        ADOPTED = "adopted", _("Adopted")
        IN_FORCE = "in-force", _("In force")
        LAPSED = "lapsed", _("Lapsed")
        OPEN = "open", _("Open")

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=16, choices=Change.choices, blank=True)
    statement = models.TextField()
    figures = models.JSONField(default=list, blank=True)
    unit = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=16, choices=Status.choices, blank=True)
    as_of = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="fact_versions"
    )

    class Meta:
        ordering = ["fact", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "number"], name="%(app_label)s_%(class)s_number"
            ),
            models.CheckConstraint(
                condition=models.Q(number=1, change="")
                | models.Q(number__gt=1, change__in=["editorial", "substantive"]),
                name="%(app_label)s_%(class)s_change_from_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id}@{self.number}"


class FactText(models.Model):
    """A fact version in a further language; ``made_from`` is the digest it was made from."""

    version = models.ForeignKey(FactVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=20)
    statement = models.TextField()
    made_from = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="%(app_label)s_%(class)s_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id}/{self.language}"


class BaseCitation(models.Model):
    """A source and what in it carries the claim: a short quote, a locator, or both."""

    position = models.PositiveIntegerField(default=0)
    source = models.ForeignKey(
        "content.Source", on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    quote = models.CharField(max_length=400, blank=True)
    locator = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(quote="") | ~models.Q(locator=""),
                name="%(app_label)s_%(class)s_quote_or_locator",
            )
        ]

    def __str__(self) -> str:
        return self.quote or self.locator


class Citation(BaseCitation):
    """What one fact version rests on; part of the version, so append-only with it."""

    version = models.ForeignKey(FactVersion, on_delete=models.PROTECT, related_name="citations")

    class Meta(BaseCitation.Meta):
        pass


class Conflict(models.Model):
    """Where sources disagree: the question, the positions, which one is taught, and why.

    Replaced with its set when the folder is imported again.
    """

    fact_set = models.ForeignKey(FactSet, on_delete=models.CASCADE, related_name="conflicts")
    uid = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)
    facts = models.ManyToManyField(Fact, related_name="conflicts")
    questions = models.JSONField(default=dict)
    taught = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    is_shown = models.BooleanField(default=True)

    class Meta:
        ordering = ["fact_set", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact_set", "uid"], name="%(app_label)s_%(class)s_set_uid"
            )
        ]

    def __str__(self) -> str:
        return self.uid


class ConflictPosition(models.Model):
    """One of the values that sources give for the same thing."""

    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, related_name="positions")
    position = models.PositiveIntegerField(default=0)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ["conflict", "position"]

    def __str__(self) -> str:
        return f"{self.conflict_id}:{self.position}"


class ConflictCitation(BaseCitation):
    """What one position of a conflict rests on."""

    held = models.ForeignKey(ConflictPosition, on_delete=models.CASCADE, related_name="citations")

    class Meta(BaseCitation.Meta):
        pass

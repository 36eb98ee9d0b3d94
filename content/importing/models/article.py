"""A received report and how far its reading is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import below
from content.sources.models import Source
from content.visibility import INSIDERS

if TYPE_CHECKING:
    from accounts.models import User


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, as people may see them."""

    def visible_to(self, user: User) -> Self:
        """Those of the units where the person is trainer or policy owner, and of those below."""
        return self.filter(below(user.paths_held(*INSIDERS), field="owner__path"))


class Article(models.Model):
    """One report as received, with what its sender told of it; never deleted.

    Written by the services of this room. ``structure`` holds the blocks that its markup
    told, ``names`` who and what is named. ``case_slug`` is the case it was made part of, or
    is compared with; ``source_key`` its source there, once it was handed over, and
    ``fact_keys`` what the case calls each fact that it took in. Nobody has requested what
    came by the command line. ``beat_at`` is renewed while it is read, so that
    a reading whose worker died is taken up again.
    """

    class State(models.TextChoices):
        """How far its reading is."""

        WAITING = "waiting", _("Waiting")
        READING = "reading", _("Being read")
        READY = "ready", _("Read")
        FAILED = "failed", _("Could not be read")

    OPEN = (State.WAITING, State.READING)

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    owner = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="articles")
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    read_on = models.CharField(max_length=10, blank=True)
    grade = models.CharField(max_length=1, choices=Source.Grade.choices, default=Source.Grade.B)
    language = models.CharField(max_length=35, default="en")
    intensity = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=4, default="txt")
    received_text = models.TextField()
    received_sha256 = models.CharField(max_length=64)
    replaced = models.PositiveIntegerField(default=0)
    structure = models.JSONField(default=list, blank=True)
    names = models.JSONField(default=dict, blank=True)
    case_slug = models.SlugField(max_length=64, blank=True)
    source_key = models.SlugField(max_length=64, blank=True)
    fact_keys = models.JSONField(default=dict, blank=True)
    is_source_told = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles_imported",
    )
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "reading", "ready", "failed"]),
                name="%(app_label)s_%(class)s_state",
            ),
            models.CheckConstraint(
                condition=models.Q(intensity__lte=3), name="%(app_label)s_%(class)s_intensity"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "beat_at"],
                condition=models.Q(state__in=["waiting", "reading"]),
                name="content_article_to_read",
            ),
            models.Index(
                fields=["case_slug"],
                condition=models.Q(is_source_told=False) & ~models.Q(source_key=""),
                name="content_article_to_tell",
            ),
            models.Index(fields=["owner", "-requested_at"], name="content_article_recent"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be read."""
        return self.state in self.OPEN

    @property
    def is_intense(self) -> bool:
        """Whether its reader is told before it is shown."""
        return self.intensity >= 2


class ArticleRedaction(models.Model):
    """A span taken out of an article for good: its place, hash and reason remain; append-only."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="redactions")
    start = models.PositiveIntegerField()
    length = models.PositiveIntegerField()
    removed_sha256 = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    redacted_at = models.DateTimeField()
    redacted_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="article_redactions"
    )

    class Meta:
        ordering = ["article", "start"]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.start}+{self.length}"

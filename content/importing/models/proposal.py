"""What was found in an article, as proposals that a person decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.importing.models.article import Article


class Proposal(models.Model):
    """One thing that was found: a fact, a dated event, a section or a question; never deleted.

    ``data`` is what was found, ``edited`` what a person made of it. ``start`` and ``end`` are
    the place of its quote in the article's text, ``mark_*`` that of the words that say it.
    """

    class Kind(models.TextChoices):
        """What it may become."""

        FACT = "fact", _("Fact")
        EVENT = "event", _("Dated event")
        SECTION = "section", _("Section")
        QUESTION = "question", _("Question")

    class State(models.TextChoices):
        """What a person said to it."""

        PROPOSED = "proposed", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        EDITED = "edited", _("Accepted with changes")
        DROPPED = "dropped", _("Dropped")

    TAKEN = (State.ACCEPTED, State.EDITED)

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=64)
    section = models.CharField(max_length=300, blank=True)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    mark_start = models.PositiveIntegerField(default=0)
    mark_end = models.PositiveIntegerField(default=0)
    is_on = models.BooleanField(default=True)
    names_private = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    edited = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals_decided",
    )

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "position"], name="%(app_label)s_%(class)s_position"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "accepted", "edited", "dropped"]),
                name="%(app_label)s_%(class)s_state",
            ),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_by=None, decided_at=None)
                | (~models.Q(state="proposed") & models.Q(decided_at__isnull=False)),
                name="%(app_label)s_%(class)s_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}/{self.position} {self.key}"

    @property
    def told(self) -> dict[str, object]:
        """What it says now: as edited, or as found."""
        return dict(self.edited if self.edited is not None else self.data)


class ProposalChange(models.Model):
    """One decision on one proposal, so that it can be undone; those of one act share a batch."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="changes")
    batch = models.UUIDField()
    before_state = models.CharField(max_length=8)
    before_edited = models.JSONField(null=True)
    after_state = models.CharField(max_length=8)
    is_undone = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="proposal_changes"
    )

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["by", "-id"],
                condition=models.Q(is_undone=False),
                name="content_change_undoable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.after_state}"

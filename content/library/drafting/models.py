"""Cases, policies and background sets in the making, and everything that was ever saved of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import below
from content.policies.models import Policy
from content.visibility import INSIDERS

if TYPE_CHECKING:
    from accounts.models import User


class LibraryDraftQuerySet(models.QuerySet["LibraryDraft"]):
    """Drafts, as people may see them."""

    def visible_to(self, user: User) -> Self:
        """Drafts of the units where the person is trainer or policy owner, and of those below.

        A draft of a policy that the person may not read in the library is not among them.
        """
        hidden = Policy.objects.exclude(pk__in=Policy.objects.visible_to(user).values("pk"))
        return self.filter(below(user.paths_held(*INSIDERS), field="owner__path")).exclude(
            kind="policy", slug__in=hidden.values("slug")
        )

    def open(self) -> Self:
        """Those that are still being written."""
        return self.filter(state=LibraryDraft.State.OPEN)


class LibraryDraft(models.Model):
    """One case, policy or background set in the making, at the unit that owns the draft.

    Written by the services of this room. ``body`` holds the values of the folder's
    files by file name; it may be half done. ``base`` is what the library told when the
    draft was opened or last brought up to date, ``base_digest`` its digest (empty: the
    library did not know it); ``told`` is what it told otherwise when adopting was refused
    for that, until the draft is brought up to date. ``revision`` grows with every save.
    Never deleted: its history hangs on it. At most one open draft of a slug at a unit.
    """

    class Kind(models.TextChoices):
        """What is being written."""

        CASE = "case", _("Case")
        POLICY = "policy", _("Policy")
        BACKGROUND = "background", _("Background")

    class State(models.TextChoices):
        """Being written, put into the library, or laid aside."""

        OPEN = "open", _("Open")
        ADOPTED = "adopted", _("In the library")
        DISCARDED = "discarded", _("Discarded")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    slug = models.SlugField(max_length=64)
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, related_name="library_drafts"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    body = models.JSONField(default=dict)
    base = models.JSONField(default=dict, blank=True)
    base_digest = models.CharField(max_length=64, blank=True)
    told = models.JSONField(default=dict, blank=True)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="library_drafts_created"
    )
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="library_drafts_updated"
    )

    objects = LibraryDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "slug"],
                condition=models.Q(state="open"),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["case", "policy", "background"]),
                name="%(app_label)s_%(class)s_kind",
            ),
        ]
        indexes = [models.Index(fields=["state", "-updated_at"], name="librarydraft_recent")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be written."""
        return self.state == self.State.OPEN


class LibraryDraftVersion(models.Model):
    """One part of a draft as one save changed it; append-only (held by database triggers).

    ``before`` and ``after`` are the values of the part, null where there was or is none.
    One save can change several parts; they share its revision. ``deed`` says what it was.
    """

    class Deed(models.TextChoices):
        """What was done."""

        SAVED = "saved", _("Saved")
        HANDED_OVER = "handed-over", _("Taken from a report")
        RESTORED = "restored", _("Restored")
        REBASED = "rebased", _("Brought up to date")

    draft = models.ForeignKey(LibraryDraft, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveIntegerField()
    part = models.CharField(max_length=200)
    deed = models.CharField(max_length=16, choices=Deed.choices)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="library_draft_versions"
    )

    class Meta:
        ordering = ["draft", "-revision", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "revision", "part"], name="%(app_label)s_%(class)s_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}@{self.revision}: {self.part}"

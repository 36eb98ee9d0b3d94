"""Ways into an account that work once: invitations, and links handed over by a lead."""

from __future__ import annotations

from datetime import datetime
from typing import Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import Role


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, at: datetime) -> Self:
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)


class Invitation(models.Model):
    """An offer to join a unit with a role, for one address or employee number, usable once.

    Written by the invitation services. The address is emptied when it was used, revoked or
    swept after its end; only a hash of the token is kept. Without `invited_by` the person asked
    for it (open sign-up).
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001 -- unique where given
    employee_number = models.CharField(_("employee number"), max_length=40, null=True, blank=True)  # noqa: DJ001 -- bound to it where given
    employer = models.ForeignKey(
        "accounts.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey("accounts.Unit", on_delete=models.PROTECT, related_name="invitations")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.LEARNER)
    language = models.CharField(_("language"), max_length=12, default="en")
    invited_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_made",
    )
    is_mailed = models.BooleanField(default=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email__isnull=False)
                | models.Q(employee_number__isnull=False, employer__isnull=False)
                | models.Q(used_at__isnull=False)
                | models.Q(revoked_at__isnull=False),
                name="%(app_label)s_%(class)s_is_bound",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, used_by__isnull=True)
                | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="%(app_label)s_%(class)s_used_at_and_by",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "-created_at"], name="invitation_unit_newest"),
            # What the sweep looks for: mails to send, and ends that were reached unused.
            models.Index(
                fields=["created_at"],
                name="accounts_invitation_to_mail",
                condition=models.Q(is_mailed=True, mailed_at=None, used_at=None, revoked_at=None),
            ),
            models.Index(
                fields=["expires_at"],
                name="accounts_invitation_to_forget",
                condition=models.Q(used_at=None, revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class OneTimeLink(models.Model):
    """A way to set a new password: mailed to the person, or shown once to whoever made it.

    Written by the link services; only a hash of the token is kept; deleted with the leftovers
    a while after its end. `made_by` is empty when the person asked for it.
    """

    class Purpose(models.TextChoices):
        RESET = "reset", _("new password")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="one_time_links"
    )
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.RESET)
    token_hash = models.CharField(max_length=64, unique=True)
    is_mailed = models.BooleanField(default=False)
    mailed_at = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time link")
        verbose_name_plural = _("one-time links")
        indexes = [
            # What the sweep looks for: mails to send, and links that ended long ago.
            models.Index(
                fields=["created_at"],
                name="accounts_link_to_mail",
                condition=models.Q(is_mailed=True, mailed_at=None, used_at=None),
            ),
            models.Index(fields=["expires_at"], name="accounts_link_end"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

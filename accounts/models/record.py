"""The audit trail: who did what to what, when; written with the change itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import Role, below

if TYPE_CHECKING:
    from accounts.models.person import User


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, user: User) -> Self:
        """Entries about units below the reader's; entries about no unit for the root's readers."""
        roles = [held for held in user.roles_held() if held.role in (Role.AUDITOR, Role.ADMIN)]
        if roots := [held.path for held in roles if held.is_root]:
            everywhere = models.Q(scope_path="") | below(roots, field="scope_path")
        else:
            everywhere = models.Q(pk__in=[])
        return self.filter(everywhere | below([held.path for held in roles], field="scope_path"))


class AuditEntry(models.Model):
    """One thing that was done. Written by `record` in the transaction of the change.

    Never changed, and deleted by the retention command alone: the database refuses the rest.
    Ids stand as text, so that an entry outlives what it speaks of; it holds no name or address.
    """

    at = models.DateTimeField(_("when"))
    action = models.CharField(_("what"), max_length=60)
    by = models.CharField(_("by"), max_length=40, blank=True)
    target = models.CharField(_("about"), max_length=120)
    scope_path = models.CharField(max_length=255, blank=True)
    old = models.JSONField(_("before"), null=True, blank=True)
    new = models.JSONField(_("after"), null=True, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="auditentry_newest"),
            models.Index(fields=["action", "-at"], name="auditentry_action"),
            models.Index(fields=["target", "-at"], name="auditentry_target"),
            models.Index(fields=["by", "-at"], name="auditentry_by"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"

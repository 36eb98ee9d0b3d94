"""What a person is told by the product, and where they can get support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models.person import User


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> Self:
        return self.filter(read_at__isnull=True)

    def visible_to(self, user: User) -> Self:
        return self.filter(person=user)


class Notice(models.Model):
    """One thing a person is told on their notices page; `kind` and `payload` become its words.

    Written by `notify`; marked read by the person alone; swept when old.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="notice_person_newest"),
            models.Index(
                fields=["person"],
                name="notice_person_unread",
                condition=models.Q(read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class SupportLink(models.Model):
    """Where a person can turn for support: a web address, a telephone number, or both.

    Written by the organisation settings page. Opening one goes straight there: nothing counts
    or notes it. Without a unit it is shown to everybody, else to people of that unit and below.
    """

    unit = models.ForeignKey(
        "accounts.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="support_links",
    )
    label = models.CharField(_("name"), max_length=120)
    description = models.CharField(_("what it is"), max_length=300, blank=True)
    url = models.URLField(_("web address"), max_length=500, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("support link")
        verbose_name_plural = _("support links")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(url="") | ~models.Q(phone=""),
                name="%(app_label)s_%(class)s_leads_somewhere",
            )
        ]

    def __str__(self) -> str:
        return self.label

"""The one row that holds what this installation decided for everybody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


def default_mfa_roles() -> list[str]:
    """The roles that need a second step at sign-in unless the organisation says otherwise."""
    return ["admin"]


class Organisation(models.Model):
    """One installation serves one organisation: one row, its defaults until somebody saves it.

    Written by the organisation's pages and the retention sweep; never deleted.
    """

    name = models.CharField(_("name"), max_length=120, default="Casebook")
    open_sign_up = models.BooleanField(_("anyone may sign up"), default=False)
    open_sign_up_unit = models.ForeignKey(
        "accounts.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit that people who sign up join"),
    )
    mfa_roles = models.JSONField(_("roles that need a second step"), default=default_mfa_roles)
    default_language = models.CharField(_("default language"), max_length=12, default="en")
    default_time_zone = models.CharField(_("default time zone"), max_length=64, default="UTC")
    # What courses.retention keeps here: shorter periods by name, and what its last runs deleted.
    retention_months = models.JSONField(_("periods kept shorter"), default=dict, blank=True)
    retention_ran_at = models.DateTimeField(null=True, blank=True, editable=False)
    retention_gone = models.JSONField(default=dict, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=1), name="%(app_label)s_%(class)s_is_one_row"
            ),
            models.CheckConstraint(
                condition=models.Q(open_sign_up=False) | models.Q(open_sign_up_unit__isnull=False),
                name="%(app_label)s_%(class)s_open_sign_up_names_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Organisation:
        """The one row, or its defaults while nobody has saved it: reading never writes."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

"""The organisation's tree, who works where, and who holds which role there."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models.person import User


class Role(models.TextChoices):
    """What a person may do in a unit and below it; the labels are what the pages say."""

    LEARNER = "learner", _("learner")
    TRAINER = "trainer", _("trainer")
    LEAD = "lead", _("lead")
    POLICY_OWNER = "policy_owner", _("policy owner")
    QA = "qa", _("quality assurance")
    AUDITOR = "auditor", _("auditor")
    ADMIN = "admin", _("administrator")


def below(paths: list[str], *, field: str = "path") -> models.Q:
    """A condition that is true for the units of `paths` and all units below them."""
    condition = models.Q(pk__in=[])
    for path in paths:
        condition |= models.Q(**{f"{field}__startswith": path})
    return condition


class UnitQuerySet(models.QuerySet["Unit"]):
    def below(self, *paths: str) -> Self:
        return self.filter(below(list(paths)))

    def employers(self) -> Self:
        return self.filter(kind__in=[Unit.Kind.CLIENT, Unit.Kind.VENDOR])

    def visible_to(self, user: User, *roles: str) -> Self:
        return self.below(*user.paths_held(*roles))


class Unit(models.Model):
    """A node of the tree: a client, a vendor, a site or a team.

    Written by the unit services, which keep `path`; never deleted once a person was a member.
    `path` is the ids from the root down ("000001.000004."), so that what is below a unit is
    what starts with its path.
    """

    class Kind(models.TextChoices):
        CLIENT = "client", _("client")
        VENDOR = "vendor", _("vendor")
        SITE = "site", _("site")
        TEAM = "team", _("team")

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=255, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    short_code = models.CharField(_("short code"), max_length=20, null=True, blank=True)  # noqa: DJ001 -- unique where given
    daily_intense_minutes = models.PositiveSmallIntegerField(
        _("intense minutes a day"), null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(
                Lower("short_code"),
                name="%(app_label)s_%(class)s_short_code_unique",
                condition=models.Q(short_code__isnull=False),
            ),
            models.CheckConstraint(
                condition=models.Q(short_code__isnull=True)
                | models.Q(kind__in=["client", "vendor"]),
                name="%(app_label)s_%(class)s_short_code_for_employers",
            ),
            models.CheckConstraint(
                condition=~models.Q(short_code="") & ~models.Q(name=""),
                name="%(app_label)s_%(class)s_name_not_empty",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_employer(self) -> bool:
        return self.kind in {self.Kind.CLIENT, self.Kind.VENDOR}

    @property
    def depth(self) -> int:
        return self.path.count(".")

    @property
    def ancestor_ids(self) -> list[int]:
        """The ids from the root down to this unit, itself included."""
        return [int(part) for part in self.path.split(".") if part]

    def is_within(self, path: str) -> bool:
        return self.path.startswith(path)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self, at: datetime) -> Self:
        return self.filter(
            models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=at), started_at__lte=at
        )

    def visible_to(self, user: User) -> Self:
        return self.filter(below(user.paths_held(), field="unit__path") | models.Q(user=user))


class Membership(models.Model):
    """One stretch of time in which a person worked in a unit.

    Written by the people services; ended, never deleted: records of that time keep meaning.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"],
                condition=models.Q(ended_at__isnull=True),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(ended_at__gte=models.F("started_at")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["unit", "ended_at"], name="membership_unit_open")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.unit_id}"


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def active(self, at: datetime) -> Self:
        return self.filter(
            models.Q(ended_at__isnull=True) | models.Q(ended_at__gt=at), started_at__lte=at
        )


class RoleGrant(models.Model):
    """A role that a person holds at a unit (and so for what is below it), from when until when.

    Written by grant_role and revoke_role; ended, never deleted.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="role_grants")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="role_grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="%(app_label)s_%(class)s_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="%(app_label)s_%(class)s_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(ended_at__gte=models.F("started_at")),
                name="%(app_label)s_%(class)s_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["unit", "role", "ended_at"], name="rolegrant_unit_role")]

    def __str__(self) -> str:
        return f"{self.role} of {self.unit_id}"

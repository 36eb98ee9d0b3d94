"""A person who signs in. Names and addresses stand here and in no other table of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Self
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import Membership, Role, RoleGrant, Unit, below
from core.db.reading import rows

# Who may look people of their unit up by name. Learners and policy owners see themselves alone.
ROLES_THAT_SEE_PEOPLE = (Role.TRAINER, Role.LEAD, Role.QA, Role.AUDITOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that somebody holds, and the path of the unit where it is held."""

    role: str
    path: str

    @property
    def is_root(self) -> bool:
        """Whether it is held at the top of the tree."""
        return self.path.count(".") == 1


# As `role_grants.active(at).order_by("pk")` reads them (see also RoleGrantQuerySet.active).
_ROLES_HELD = (
    "SELECT held.role, unit.path FROM accounts_rolegrant held "
    "JOIN accounts_unit unit ON unit.id = held.unit_id "
    "WHERE held.user_id = %s AND held.started_at <= %s "
    "AND (held.ended_at IS NULL OR held.ended_at > %s) ORDER BY held.id"
)


class UserQuerySet(models.QuerySet["User"]):
    def visible_to(self, user: User, *roles: str) -> Self:
        """People who work now in a unit where `user` holds one of `roles`, and `user`.

        Who holds one at the root sees everybody, also who works nowhere at the moment.
        """
        wanted = roles or ROLES_THAT_SEE_PEOPLE
        if any(held.is_root and held.role in wanted for held in user.roles_held()):
            return self.all()
        paths = user.paths_held(*wanted)
        return self.filter(models.Q(pk=user.pk) | _working_below(paths))

    def working_below(self, *paths: str) -> Self:
        return self.filter(_working_below(list(paths)))

    def members_of(self, unit: Unit, *, at: datetime) -> Self:
        """People with a membership at `unit` or below it that is active at `at`."""
        here = Membership.objects.active(at).filter(unit__path__startswith=unit.path)
        return self.filter(models.Exists(here.filter(user=models.OuterRef("pk"))))

    def present(self) -> Self:
        return self.filter(is_active=True, erased_on__isnull=True)


def _working_below(paths: list[str]) -> models.Q:
    if not paths:
        return models.Q(pk__in=[])
    here = (
        Membership.objects.active(timezone.now())
        .filter(below(paths, field="unit__path"))
        .filter(user=models.OuterRef("pk"))
    )
    return models.Q(models.Exists(here))


UserManager = BaseUserManager.from_queryset(UserQuerySet)


class User(AbstractBaseUser):
    """One person. Written by the people services and by the person's own pages.

    Never deleted: erasing empties the name and addresses and keeps the row, so that records
    that point here by id stay whole. Signs in by e-mail address or by employee number, which
    is unique within the client or vendor that employs the person. `needs_second_step` is derived
    from the roles held and kept by the role services; raising `session_version` signs the
    person out everywhere.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), null=True, blank=True)  # noqa: DJ001 -- unique where given
    employer = models.ForeignKey(
        "accounts.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="employees",
        verbose_name=_("employer"),
    )
    employee_number = models.CharField(_("employee number"), max_length=40, null=True, blank=True)  # noqa: DJ001 -- unique where given
    display_name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=12, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    verification_enabled = models.BooleanField(_("certificates can be verified"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    needs_second_step = models.BooleanField(default=False, editable=False)
    session_version = models.PositiveIntegerField(default=0, editable=False)
    is_demo = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    erased_on = models.DateField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "public_id"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="%(app_label)s_%(class)s_email_unique",
                condition=models.Q(email__isnull=False),
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | models.Q(email=Lower("email")),
                name="%(app_label)s_%(class)s_email_lower_case",
            ),
            models.UniqueConstraint(
                "employer",
                Lower("employee_number"),
                name="%(app_label)s_%(class)s_employee_number_unique",
                condition=models.Q(employee_number__isnull=False),
            ),
            models.CheckConstraint(
                condition=models.Q(employee_number__isnull=True) | models.Q(employer__isnull=False),
                name="%(app_label)s_%(class)s_number_has_employer",
            ),
            models.CheckConstraint(
                condition=(models.Q(email__isnull=True) | ~models.Q(email=""))
                & (models.Q(employee_number__isnull=True) | ~models.Q(employee_number="")),
                name="%(app_label)s_%(class)s_null_not_empty",
            ),
            models.CheckConstraint(
                condition=(models.Q(erased_on__isnull=True) & ~models.Q(display_name=""))
                | models.Q(
                    erased_on__isnull=False,
                    display_name="",
                    email__isnull=True,
                    employee_number__isnull=True,
                    is_active=False,
                ),
                name="%(app_label)s_%(class)s_erased_is_nameless",
            ),
        ]
        indexes = [models.Index(Lower("display_name"), name="user_display_name")]

    def __str__(self) -> str:
        return self.display_name or str(_("erased person"))

    def get_full_name(self) -> str:
        return str(self)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django's own, with the version beside the password: one number ends all sessions.
        return salted_hmac(
            "accounts.User.session",
            f"{self.password}:{self.session_version}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def is_erased(self) -> bool:
        return self.erased_on is not None

    @property
    def sign_in_name(self) -> str:
        """What the person types to sign in; the employer must be loaded for a number."""
        if self.employee_number and self.employer:
            return f"{self.employer.short_code}-{self.employee_number}"
        return self.email or ""

    def grants_held(self) -> list[RoleGrant]:
        """The grants that hold now, with their units; `roles_held` is what rules ask."""
        return list(self.role_grants.active(timezone.now()).select_related("unit").order_by("pk"))

    def roles_held(self) -> list[HeldRole]:
        """The roles held now: one small query for the life of this object, as every page asks."""
        cached: list[HeldRole] | None = self.__dict__.get("_roles_held")
        if cached is None:
            now = timezone.now()
            cached = [HeldRole(*row) for row in rows(_ROLES_HELD, self.pk, now, now)]
            self.__dict__["_roles_held"] = cached
        return cached

    def forget_grants(self) -> None:
        self.__dict__.pop("_roles_held", None)

    def paths_held(self, *roles: str) -> list[str]:
        """The paths of the units where one of `roles` (default: any but learner) is held."""
        wanted = set(roles) or set(Role.values) - {Role.LEARNER.value}
        return sorted({held.path for held in self.roles_held() if held.role in wanted})

    # What Django's admin asks; its site decides by role, see accounts.admin.
    @property
    def is_staff(self) -> bool:
        return bool(self.paths_held(Role.ADMIN, Role.AUDITOR))

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False

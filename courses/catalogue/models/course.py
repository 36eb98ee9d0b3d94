"""A course in the making, and who may write in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from accounts.models.unit import below
from content.visibility import Visibility

if TYPE_CHECKING:
    from accounts.models import User

UID_LENGTH = 64
REUSERS = ("trainer", "policy_owner")


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, filtered by who is asking."""

    def visible_to(self, user: User) -> CourseQuerySet:
        """Keep what `user` may find: open to all, internal to those who reuse, restricted by unit.

        A restricted course is found by those who reuse at a named unit, above it or below it. A
        course that a person was assigned is reached through the enrolment, not through this.
        """
        granted = CourseGrant.objects.filter(course=OuterRef("pk"), user=user)
        seen = Q(visibility="open") | Q(Exists(granted))
        if held := user.paths_held(*REUSERS):
            above = {int(step) for path in held for step in path.split(".") if step}
            named = Course.restricted_units.through.objects.filter(
                Q(unit__in=above) | below(held, field="unit__path"), course=OuterRef("pk")
            )
            seen |= Q(visibility="internal") | Q(Exists(named), visibility="restricted")
        return self.filter(seen)

    def editable_by(self, user: User) -> CourseQuerySet:
        """Keep the drafts that `user` may edit: as author, or as trainer at or above the owner.

        A course without an owner is the organisation's: trainers at the top of the tree edit it.
        """
        author = CourseGrant.objects.filter(course=OuterRef("pk"), user=user, role="author")
        held = user.paths_held("trainer")
        editable = Q(Exists(author)) | below(held, field="owner__path")
        if any(path.count(".") == 1 for path in held):
            editable |= Q(owner__isnull=True)
        return self.filter(editable)

    def reusable_by(self, user: User) -> CourseQuerySet:
        """Keep the courses whose questions `user` may read and copy: their own drafts, and what
        they may find as trainer or policy owner."""
        own = self.editable_by(user)
        if not user.paths_held(*REUSERS):
            return own
        found = self.model.objects.visible_to(user).values("pk")
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=found))


class Course(models.Model):
    """A course in the making: settings, outline and owner.

    Written by `catalogue.services` and by the import of a course folder. A course that was ever
    published is never deleted, as releases hang on it.
    """

    Visibility = Visibility

    slug = models.CharField(max_length=UID_LENGTH, unique=True)
    code = models.CharField(max_length=32, unique=True)
    visibility = models.CharField(
        max_length=16, choices=Visibility.choices, default=Visibility.INTERNAL
    )
    owner = models.ForeignKey(
        "accounts.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_courses",
    )
    restricted_units = models.ManyToManyField(
        "accounts.Unit", blank=True, related_name="restricted_courses"
    )
    requires = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="required_by"
    )
    languages = models.JSONField(default=list)
    titles = models.JSONField(default=dict)
    summaries = models.JSONField(default=dict)
    # By language the digest of the titles and summary that a translation of them was made from.
    head_sources = models.JSONField(default=dict, blank=True)
    harm_areas = models.JSONField(default=list, blank=True)
    has_certificate = models.BooleanField(default=True)
    certificate_valid_months = models.PositiveSmallIntegerField(null=True, blank=True)
    draft_revision = models.PositiveIntegerField(default=1)
    loaded_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    edited_at = models.DateTimeField(db_default=Now())

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certificate_valid_months__isnull=True)
                | Q(has_certificate=True, certificate_valid_months__gt=0),
                name="%(app_label)s_%(class)s_validity_needs_certificate",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def source_language(self) -> str:
        """The language that the others are translated from."""
        return str(self.languages[0])

    def title(self, language: str = "") -> str:
        """The title in `language`, or in the source language where that one is missing."""
        return str(self.titles.get(language) or self.titles.get(self.source_language, ""))

    def summary(self, language: str = "") -> str:
        """The summary in `language`, or in the source language where that one is missing."""
        return str(self.summaries.get(language) or self.summaries.get(self.source_language, ""))


class CourseGrant(models.Model):
    """The right of one person to write, review or mark in one course. Removed when withdrawn."""

    class Role(models.TextChoices):
        AUTHOR = "author", _("Author")
        REVIEWER = "reviewer", _("Reviewer")
        MARKER = "marker", _("Marker")
        EMERGENCY = "emergency", _("May publish in an emergency")

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="course_grants"
    )
    role = models.CharField(max_length=16, choices=Role.choices)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user", "role"], name="%(app_label)s_%(class)s_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.course_id}"

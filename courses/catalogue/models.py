"""Drafts: a course, its outline, its lessons and its question bank, with texts per language.

Everything here is a draft that people edit; what learners see is compiled from it into releases.
Every edit raises the course's `draft_revision` and leaves a `DraftEdit` row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from accounts.models.unit import below

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


class Course(models.Model):
    """A course in the making: settings, outline and owner.

    Written by `catalogue.services` and by the import of a course folder. A course that was ever
    published is never deleted, as releases hang on it.
    """

    class Visibility(models.TextChoices):
        OPEN = "open", "Open"
        INTERNAL = "internal", "Internal"
        RESTRICTED = "restricted", "Restricted"

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


class DraftEdit(models.Model):
    """One edit of a draft: which revision it made, by whom, of what. Append-only.

    Whoever has a row here later than the last release cannot approve the next one.
    """

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="draft_edits",
    )
    at = models.DateTimeField()
    action = models.CharField(max_length=64)
    item = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "revision"], name="%(app_label)s_%(class)s_one_per_revision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} r{self.revision} {self.action}"


class CourseGrant(models.Model):
    """The right of one person to write, review or mark in one course. Removed when withdrawn."""

    class Role(models.TextChoices):
        AUTHOR = "author", "Author"
        REVIEWER = "reviewer", "Reviewer"
        MARKER = "marker", "Marker"

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


class CourseModule(models.Model):
    """One module of a draft's outline: a titled run of slots."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="modules")
    uid = models.CharField(max_length=UID_LENGTH)
    position = models.PositiveSmallIntegerField()
    titles = models.JSONField(default=dict)

    class Meta:
        ordering = ["course", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class Slot(models.Model):
    """One place in a draft's outline; it holds a lesson, or variants that cover the same clauses.

    `after` are the slots of the same course that come first. `course` repeats the module's, so
    that the uid is unique in the course whichever module the slot stands in.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="slots")
    module = models.ForeignKey(CourseModule, on_delete=models.CASCADE, related_name="slots")
    uid = models.CharField(max_length=UID_LENGTH)
    position = models.PositiveSmallIntegerField()
    after = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="before")

    class Meta:
        ordering = ["module", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class Lesson(models.Model):
    """One lesson of a draft, without its texts.

    `settings` are typed by kind in `catalogue.lesson_settings`; `covers` holds clause references
    as the author wrote them (`platform/CSE-2.1`).
    """

    class Kind(models.TextChoices):
        READING = "reading", "Reading"
        CASE = "case", "Case"
        EXERCISE = "exercise", "Decision exercise"
        QUIZ = "quiz", "Quiz"
        ATTESTATION = "attestation", "Attestation"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    uid = models.CharField(max_length=UID_LENGTH)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    minutes = models.PositiveSmallIntegerField()
    intensity = models.PositiveSmallIntegerField(default=0)
    settings = models.JSONField(default=dict, blank=True)
    covers = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["course", "uid"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
            models.CheckConstraint(
                condition=Q(intensity__lte=3), name="%(app_label)s_%(class)s_intensity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gt=0), name="%(app_label)s_%(class)s_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class Variant(models.Model):
    """A lesson in a slot; the first by position is the full account."""

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="variants")
    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="placed")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["slot", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "lesson"], name="%(app_label)s_%(class)s_once_in_slot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot_id}: {self.lesson_id}"


class LessonText(models.Model):
    """The words of a lesson in one language.

    `source_digest` says what a translation was made from (empty in the source language); it is
    stale once the source's digest is another. A text that is not ready enters no candidate.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    source_digest = models.CharField(max_length=64, blank=True)
    is_ready = models.BooleanField(default=True)

    class Meta:
        ordering = ["lesson", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "language"], name="%(app_label)s_%(class)s_one_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_id}.{self.language}"


class Question(models.Model):
    """One question of a course's bank, without its texts.

    `definition` is the type's own structure with the keys and never a sentence; the type's schema
    checks it on the way in. A retired question stays in old releases and enters no new one.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    uid = models.CharField(max_length=UID_LENGTH)
    position = models.PositiveIntegerField(default=0)
    type = models.CharField(max_length=32)
    definition = models.JSONField(default=dict)
    marks = models.PositiveSmallIntegerField(default=1)
    difficulty = models.PositiveSmallIntegerField(default=1)
    intensity = models.PositiveSmallIntegerField(default=0)
    tags = models.JSONField(default=list, blank=True)
    covers = models.JSONField(default=list, blank=True)
    is_retired = models.BooleanField(default=False)

    class Meta:
        ordering = ["course", "position", "uid"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "uid"], name="%(app_label)s_%(class)s_uid_in_course"
            ),
            models.CheckConstraint(
                condition=Q(intensity__lte=3), name="%(app_label)s_%(class)s_intensity_in_range"
            ),
            models.CheckConstraint(
                condition=Q(difficulty__gte=1, difficulty__lte=3),
                name="%(app_label)s_%(class)s_difficulty_in_range",
            ),
            models.CheckConstraint(
                condition=Q(marks__gte=1), name="%(app_label)s_%(class)s_is_worth_something"
            ),
        ]

    def __str__(self) -> str:
        return self.uid


class QuestionText(models.Model):
    """The words of a question in one language, in the shape of its type; see `LessonText`."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=16)
    texts = models.JSONField(default=dict)
    source_digest = models.CharField(max_length=64, blank=True)
    is_ready = models.BooleanField(default=True)

    class Meta:
        ordering = ["question", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "language"], name="%(app_label)s_%(class)s_one_per_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}.{self.language}"

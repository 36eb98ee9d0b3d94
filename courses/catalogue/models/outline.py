"""The outline of a draft: modules, slots and lessons, with texts per language."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models.course import UID_LENGTH, Course


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
        READING = "reading", _("Reading")
        CASE = "case", _("Case")
        EXERCISE = "exercise", _("Decision exercise")
        QUIZ = "quiz", _("Quiz")
        ATTESTATION = "attestation", _("Attestation")

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

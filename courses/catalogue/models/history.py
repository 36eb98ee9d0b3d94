"""What was edited, by whom, and what it said before."""

from django.conf import settings
from django.db import models

from courses.catalogue.models.course import UID_LENGTH, Course


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


class ItemVersion(models.Model):
    """What an item of a draft said before the edit that made `revision`. Append-only.

    `body` is the JSON of `catalogue.items`; empty where the item was not there before. Written
    with every edit, except that keystrokes of one person, kept a moment apart, are one. What the
    item said after the edit stands in its next row, or in the draft.
    """

    class Kind(models.TextChoices):
        SETTINGS = "settings", "Settings"
        OUTLINE = "outline", "Outline"
        LESSON = "lesson", "Lesson"
        LESSON_TEXT = "lesson_text", "Text of a lesson"
        QUESTION = "question", "Question"
        QUESTION_TEXT = "question_text", "Text of a question"
        POOL = "pool", "Pool"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="item_versions")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    uid = models.CharField(max_length=UID_LENGTH, blank=True)
    language = models.CharField(max_length=16, blank=True)
    body = models.JSONField(null=True)
    revision = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="item_versions",
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["-revision", "kind", "uid", "language"]
        constraints = [
            models.UniqueConstraint(
                # Finds the history of one item, the newest last.
                fields=["course", "kind", "uid", "language", "revision"],
                name="%(app_label)s_%(class)s_once_per_edit",
            ),
        ]
        indexes = [
            # What one edit changed; the history of a course.
            models.Index(fields=["course", "revision"], name="courses_itemversion_of_edit"),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} r{self.revision} {self.kind} {self.uid}"

"""A second pair of eyes: who was asked to look, what they said, and where."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReviewRequest(models.Model):
    """The wish that somebody looks a candidate over; `asked` is empty where anybody may.

    Written by `releases.services.request_review`; goes with a candidate that expires.
    """

    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="review_requests"
    )
    candidate = models.ForeignKey(
        "courses.Candidate", on_delete=models.CASCADE, related_name="review_requests"
    )
    asked = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews_asked_of",
    )
    note = models.TextField(blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_requests"
    )
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        indexes = [
            models.Index(
                fields=["course"],
                condition=Q(answered_at__isnull=True),
                name="courses_review_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.candidate_id}"


class Review(models.Model):
    """What one person decided about one compiled state of a course; append-only.

    It holds for the digest at that revision of the draft: any edit makes another revision, and
    so voids it. The candidate may expire; the review stays.
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("Approved")
        CHANGES = "changes", _("Changes asked for")

    course = models.ForeignKey("courses.Course", on_delete=models.PROTECT, related_name="reviews")
    candidate = models.ForeignKey(
        "courses.Candidate", null=True, on_delete=models.SET_NULL, related_name="reviews"
    )
    digest = models.CharField(max_length=64)
    draft_revision = models.PositiveIntegerField()
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    comment = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    reviewed_at = models.DateTimeField()

    class Meta:
        ordering = ["-reviewed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="approved") | ~Q(comment=""),
                name="%(app_label)s_%(class)s_changes_are_named",
            ),
        ]
        indexes = [
            models.Index(fields=["course", "draft_revision"], name="courses_review_of_revision"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.digest[:12]}"


class ReviewComment(models.Model):
    """A remark pinned to a paragraph or a question of a compiled course.

    `excerpt` keeps the words that it was pinned to, so that it is understood when they are gone.
    Kept with the course when the candidate expires; settled, never deleted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    course = models.ForeignKey(
        "courses.Course", on_delete=models.PROTECT, related_name="review_comments"
    )
    candidate = models.ForeignKey(
        "courses.Candidate", null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    digest = models.CharField(max_length=64)
    lesson_uid = models.CharField(max_length=64)
    question_uid = models.CharField(max_length=64, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    excerpt = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="review_comments"
    )
    written_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="review_comments_settled",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="%(app_label)s_%(class)s_settled_whole",
            ),
            models.CheckConstraint(
                condition=~Q(body=""), name="%(app_label)s_%(class)s_says_something"
            ),
        ]
        indexes = [
            models.Index(fields=["course", "lesson_uid"], name="courses_comment_of_lesson"),
        ]

    def __str__(self) -> str:
        return f"comment on {self.lesson_uid}"

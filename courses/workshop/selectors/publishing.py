"""The rows of review, publishing and the history of releases, as one person may see them."""

import datetime as dt
from collections import Counter

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from core.orm import for_list
from courses.catalogue.models import Course
from courses.releases.models import (
    Candidate,
    EmergencyPublication,
    PublishPlan,
    ReviewComment,
    ReviewRequest,
)
from courses.releases.selectors import reviewed_by, reviewers_of
from courses.rollout.models import Handover


def course_for_review(user: User, slug: str) -> Course | None:
    """Return a course whose candidates the person may read, with its owner, or None."""
    return reviewed_by(user).filter(slug=slug).select_related("owner").first()


def reviewers_for(course: Course, *, by: User, at: dt.datetime) -> QuerySet[User]:
    """Return who may be asked to look: reviewers of the course, and trainers at or above its owner.

    Only people whom the asking person may see, and not that person.
    """
    may = reviewers_of(course, at=at).values("pk")
    rows = User.objects.visible_to(by).filter(pk__in=may).exclude(pk=by.pk)
    return rows.order_by("display_name")


def open_comments(course: Course, *, lesson_uid: str = "") -> QuerySet[ReviewComment]:
    """Return the remarks on a course that nobody has settled, oldest first."""
    rows = ReviewComment.objects.filter(course=course, settled_at__isnull=True)
    if lesson_uid:
        rows = rows.filter(lesson_uid=lesson_uid)
    return for_list(
        rows.select_related("written_by", "candidate")
        .defer("candidate__manifest", "candidate__citations", "candidate__draft")
        .order_by("written_at", "pk")
    )


def comments_by_lesson(course: Course) -> Counter[str]:
    """Return how many remarks are open in each lesson, in one query."""
    rows = ReviewComment.objects.filter(course=course, settled_at__isnull=True)
    return Counter(rows.values_list("lesson_uid", flat=True))


def requests_of(candidate: Candidate) -> list[ReviewRequest]:
    """Return the open wishes for a review of a candidate."""
    rows = candidate.review_requests.filter(answered_at__isnull=True)
    return list(rows.select_related("asked", "requested_by"))


def waiting_for(user: User, *, at: dt.datetime) -> QuerySet[ReviewRequest]:
    """Return the reviews that wait for the person: asked of them, or of anybody who may."""
    rows = ReviewRequest.objects.filter(
        Q(asked=user) | Q(asked=None),
        course__in=reviewed_by(user).values("pk"),
        answered_at__isnull=True,
        candidate__expires_at__gt=at,
        candidate__release__isnull=True,
    ).exclude(requested_by=user)
    return for_list(
        rows.select_related("course", "candidate", "requested_by")
        .defer("candidate__manifest", "candidate__citations", "candidate__draft")
        .order_by("requested_at", "pk")
    )


def emergencies_for(user: User) -> QuerySet[EmergencyPublication]:
    """Return what went out in an emergency in the person's courses, unlooked at first."""
    rows = EmergencyPublication.objects.filter(
        release__course__in=reviewed_by(user).values("pk")
    ).select_related("release__course__owner", "release__published_by", "looked_by")
    return for_list(rows.order_by("looked_at", "look_by", "pk"))


def waiting_plan(course: Course) -> PublishPlan | None:
    """Return the plan of a course that waits for its time, or None."""
    rows = PublishPlan.objects.filter(course=course, state=PublishPlan.State.WAITING)
    return rows.select_related("planned_by", "candidate").first()


def with_plans(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Add what its newest plan says to each candidate: `plan_state`, `planned_for` and
    `plan_stopped`.

    Each is None where there was never a plan. No further query.
    """
    plans = PublishPlan.objects.filter(candidate=OuterRef("pk")).order_by("-planned_at", "-pk")
    return candidates.annotate(
        plan_state=Subquery(plans.values("state")[:1]),
        planned_for=Subquery(plans.values("publish_at")[:1]),
        plan_stopped=Subquery(plans.values("stopped")[:1]),
    )


def last_plan(course: Course) -> PublishPlan | None:
    """Return the newest plan of a course; while one waits, it is the newest."""
    rows = PublishPlan.objects.filter(course=course).order_by("-planned_at", "-pk")
    return rows.select_related("planned_by").first()


def handover_of(candidate: Candidate) -> Handover | None:
    """Return what was chosen for the people of older releases, or None."""
    kept: Handover | None = getattr(candidate, "handover", None)
    return kept

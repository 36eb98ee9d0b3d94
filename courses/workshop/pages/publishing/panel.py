"""The part of a candidate's page about the second pair of eyes, and about when it goes out."""

from dataclasses import dataclass

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.models import Candidate, PublishPlan, Review, ReviewRequest
from courses.releases.rules import (
    can_publish_in_emergency,
    can_review,
    edited_since_last_release,
)
from courses.releases.selectors import is_approved, needs_approval, reviews_of
from courses.workshop.pages.words import stop_of
from courses.workshop.selectors import publishing as rows


@dataclass(frozen=True)
class ReviewPanel:
    """Whether an approval is needed and given, what was said, and what this person may do."""

    is_needed: bool
    is_approved: bool
    reviews: list[Review]
    requests: list[ReviewRequest]
    open_comments: int
    may_review: bool
    has_edited: bool
    may_in_emergency: bool
    plan: PublishPlan | None
    stopped: PublishPlan | None
    stop: str

    @property
    def is_missing(self) -> bool:
        """Whether publishing waits for an approval."""
        return self.is_needed and not self.is_approved

    @property
    def wants_changes(self) -> bool:
        """Whether the newest decision asks for changes."""
        return bool(self.reviews) and not self.is_approved

    @property
    def is_emergency_only(self) -> bool:
        """Whether this person can publish only by the named right, with a reason."""
        return self.is_missing and self.may_in_emergency


def review_panel(
    user: User, course: Course, candidate: Candidate, *, open_comments: int
) -> ReviewPanel:
    """Return the panel of a candidate."""
    reviews = reviews_of(candidate)
    may = can_review(user, course)
    plan = rows.last_plan(course)
    is_waiting = plan is not None and plan.state == PublishPlan.State.WAITING
    stopped = plan if plan and plan.state == PublishPlan.State.STOPPED else None
    return ReviewPanel(
        is_needed=needs_approval(candidate),
        is_approved=is_approved(reviews),
        reviews=reviews,
        requests=rows.requests_of(candidate),
        open_comments=open_comments,
        may_review=may,
        has_edited=may and edited_since_last_release(user, course),
        may_in_emergency=can_publish_in_emergency(user, course),
        plan=plan if is_waiting else None,
        stopped=stopped,
        stop=stop_of(stopped.stopped) if stopped else "",
    )

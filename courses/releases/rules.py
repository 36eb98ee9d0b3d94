"""Who may do what with drafts, candidates and releases."""

from accounts.models import User
from courses.catalogue.models import Course, CourseGrant
from courses.releases.models import Redaction


def can_edit(user: User, course: Course) -> bool:
    """Whether the person may edit and compile the draft: as author, or as trainer of the owner."""
    return Course.objects.editable_by(user).filter(pk=course.pk).exists()


def can_publish(user: User, course: Course) -> bool:
    """Whether the person may publish and withdraw: as trainer at the owning unit or above it."""
    held = user.paths_held("trainer")
    if course.owner is None:
        return any(path.count(".") == 1 for path in held)
    return any(course.owner.is_within(path) for path in held)


def can_review(user: User, course: Course) -> bool:
    """Whether the person was made a reviewer of the course."""
    grants = CourseGrant.objects.filter(course=course, user=user, role=CourseGrant.Role.REVIEWER)
    return grants.exists()


def edited_since_last_release(user: User, course: Course) -> bool:
    """Whether the person changed the draft since it was last published, and so cannot approve."""
    last = course.releases.order_by("-number").first()
    edits = course.edits.filter(by=user)
    if last is not None:
        edits = edits.filter(revision__gt=last.candidate.draft_revision)
    return edits.exists()


def can_approve_redaction(user: User, redaction: Redaction) -> bool:
    """Whether the person may be the second of two."""
    is_second = redaction.requested_by_id != user.pk and redaction.approved_at is None
    return is_second and can_publish(user, redaction.release.course)

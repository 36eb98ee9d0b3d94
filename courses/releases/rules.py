"""Who may do what with drafts, candidates and releases."""

from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from courses.catalogue.models import Course, CourseGrant
from courses.releases.models import EmergencyPublication, Redaction, Release


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
    """Whether the person may look a candidate over: as reviewer, or as trainer of the owner."""
    grants = CourseGrant.objects.filter(course=course, user=user, role=CourseGrant.Role.REVIEWER)
    return can_publish(user, course) or grants.exists()


def can_see_candidate(user: User, course: Course) -> bool:
    """Whether the person may read what was compiled: who edits it, and who reviews it."""
    return can_edit(user, course) or can_review(user, course)


def can_publish_in_emergency(user: User, course: Course) -> bool:
    """Whether the person holds the named right to publish without an approval, with a reason."""
    grants = CourseGrant.objects.filter(course=course, user=user, role=CourseGrant.Role.EMERGENCY)
    return grants.exists() and can_edit(user, course)


def can_look_at_emergency(user: User, emergency: EmergencyPublication) -> bool:
    """Whether the person may be the second one who looks at it afterwards."""
    release = emergency.release
    return release.published_by_id != user.pk and can_review(user, release.course)


def edited_since_last_release(user: User, course: Course) -> bool:
    """Whether the person changed the draft since it was last published, and so cannot approve."""
    last = Release.objects.filter(course=course).order_by("-number")
    revision = Subquery(last.values("candidate__draft_revision")[:1])
    edits = course.edits.filter(by=user)
    return edits.filter(revision__gt=Coalesce(revision, Value(0))).exists()


def can_approve_redaction(user: User, redaction: Redaction) -> bool:
    """Whether the person may be the second of two."""
    is_second = redaction.requested_by_id != user.pk and redaction.approved_at is None
    return is_second and can_publish(user, redaction.release.course)

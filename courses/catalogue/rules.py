"""Who may do what with a draft besides editing it (`Course.objects.editable_by`)."""

from accounts.models import User
from content.visibility import Visibility
from courses.catalogue.models import Course, CourseGrant


def can_share(user: User, course: Course) -> bool:
    """Whether the person says who may find the course, write in it, review it and mark it.

    A trainer at the owning unit or above it does, an author does not. A course without an owner
    is shared by trainers at the top of the tree.
    """
    held = user.paths_held("trainer")
    if course.owner is None:
        return any(path.count(".") == 1 for path in held)
    return any(course.owner.is_within(path) for path in held)


def can_grant(user: User, course: Course, *, person: User, role: str) -> bool:
    """Whether the person gives somebody this right in the course.

    Nobody gives themselves the right to publish without the approval of a second person.
    """
    if role == CourseGrant.Role.EMERGENCY and user.pk == person.pk:
        return False
    return can_share(user, course)


def holds_restricted(course: Course) -> bool:
    """Whether its files need a reason to leave: the course is restricted, or a pool of its bank."""
    if course.visibility == Visibility.RESTRICTED:
        return True
    return course.pools.filter(visibility=Visibility.RESTRICTED).exists()

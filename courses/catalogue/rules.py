"""Who may do what with a draft besides editing it (`Course.objects.editable_by`)."""

from accounts.models import User
from content.visibility import Visibility
from courses.catalogue.models import Course


def can_share(user: User, course: Course) -> bool:
    """Whether the person says who may find the course, write in it, review it and mark it.

    A trainer at the owning unit or above it does, an author does not. A course without an owner
    is shared by trainers at the top of the tree.
    """
    held = user.paths_held("trainer")
    if course.owner is None:
        return any(path.count(".") == 1 for path in held)
    return any(course.owner.is_within(path) for path in held)


def holds_restricted(course: Course) -> bool:
    """Whether its files need a reason to leave: the course is restricted, or a pool of its bank."""
    if course.visibility == Visibility.RESTRICTED:
        return True
    return course.pools.filter(visibility=Visibility.RESTRICTED).exists()

"""Who is offered the workshop. Which drafts are whose is `Course.objects.editable_by`."""

from accounts.models import Role, User
from courses.catalogue.models import CourseGrant

ROLES = (Role.TRAINER, Role.POLICY_OWNER, Role.ADMIN)


def can_enter(user: User) -> bool:
    """Whether the person makes courses: by a role, or as author of one."""
    if user.paths_held(*ROLES):
        return True
    return CourseGrant.objects.filter(user=user, role=CourseGrant.Role.AUTHOR).exists()


def has_work(user: User) -> bool:
    """Whether anything in the workshop is for the person: by a role, or a right in one course."""
    return bool(user.paths_held(*ROLES)) or CourseGrant.objects.filter(user=user).exists()


def can_keep_words(user: User) -> bool:
    """Whether the person keeps the organisation's list of guarded words: at the top of the tree."""
    return any(path.count(".") == 1 for path in user.paths_held(*ROLES))

"""Who may open these pages, and do what to whom there."""

from accounts.models import Unit, User
from courses.catalogue.models import Course
from courses.oversight.readers import ROLES, Deed, roles_that_do


def can_oversee(user: User) -> bool:
    """Whether the person holds any role that these pages are for."""
    return bool(user.paths_held(*ROLES))


def can(user: User, deed: Deed) -> bool:
    """Whether the person may do this somewhere; to whom is the selectors' question."""
    return bool(user.paths_held(*roles_that_do(deed)))


def reaches_unit(course: Course, unit: Unit) -> bool:
    """Whether people of the unit may be asked to take the course: a restricted one has units."""
    if course.visibility != Course.Visibility.RESTRICTED:
        return True
    return any(unit.is_within(named.path) for named in course.restricted_units.all())


def reaches_person(course: Course, person: User) -> bool:
    """Whether the person may be asked to take the course; see `reaches_unit`."""
    if course.visibility != Course.Visibility.RESTRICTED:
        return True
    named = [unit.path for unit in course.restricted_units.all()]
    return User.objects.working_below(*named).filter(pk=person.pk).exists()

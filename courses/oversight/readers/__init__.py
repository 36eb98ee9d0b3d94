"""One file per kind of reader, held by tests; here only the choice among them. Pure."""

from collections.abc import Collection

from accounts.models import User
from courses.oversight.readers.admin import ADMIN
from courses.oversight.readers.auditor import AUDITOR
from courses.oversight.readers.lead import LEAD
from courses.oversight.readers.qa import QA
from courses.oversight.readers.reader import Deed, Reader, Sight

READERS: tuple[Reader, ...] = (LEAD, QA, AUDITOR, ADMIN)
ROLES: tuple[str, ...] = tuple(reader.role for reader in READERS)

__all__ = [
    "READERS",
    "ROLES",
    "Deed",
    "Reader",
    "Sight",
    "deeds_of",
    "roles_that_do",
    "roles_that_see",
    "sights_of",
]


def roles_that_do(deed: Deed) -> tuple[str, ...]:
    """Return the roles whose readers may do this."""
    return tuple(reader.role for reader in READERS if deed in reader.does)


def roles_that_see(sight: Sight) -> tuple[str, ...]:
    """Return the roles whose readers may see this."""
    return tuple(reader.role for reader in READERS if sight in reader.sees)


def sights_of(user: User, paths: Collection[str]) -> frozenset[Sight]:
    """Return what `user` may see of somebody who works in the units of these paths."""
    return frozenset().union(*(one.sees for one in READERS if _reaches(user, one, paths)))


def deeds_of(user: User, paths: Collection[str]) -> frozenset[Deed]:
    """Return what `user` may do about somebody who works in the units of these paths."""
    return frozenset().union(*(one.does for one in READERS if _reaches(user, one, paths)))


def _reaches(user: User, reader: Reader, paths: Collection[str]) -> bool:
    """A role at the top of the tree reaches everybody, also who works nowhere at the moment."""
    held = tuple(user.paths_held(reader.role))
    is_at_top = any(path.count(".") == 1 for path in held)
    return is_at_top or any(path.startswith(held) for path in paths)

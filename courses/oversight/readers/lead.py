"""What a lead sees of the people of the unit and below it.

Status and result by clause, and where no attempt is left. Never answers, certainty, opened
context, free text, minutes, or which account of a lesson was read.
"""

from accounts.models import Role
from courses.oversight.readers.reader import Deed, Reader, Sight

LEAD = Reader(
    role=Role.LEAD,
    sees=frozenset(
        {
            Sight.STATUS,
            Sight.CERTIFICATE,
            Sight.CLAUSES,
            Sight.RESULTS,
            Sight.EXTRA_TIME,
            Sight.ASSIGNMENTS,
        }
    ),
    does=frozenset({Deed.ASSIGN, Deed.GRANT_TIME, Deed.GRANT_ATTEMPT, Deed.EXPORT}),
)

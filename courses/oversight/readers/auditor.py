"""What an auditor sees: the proof that people are trained, and how they passed.

Not who was granted extra time: that is between a person and the lead.
"""

from accounts.models import Role
from courses.oversight.readers.reader import Deed, Reader, Sight

AUDITOR = Reader(
    role=Role.AUDITOR,
    sees=frozenset(
        {Sight.STATUS, Sight.CERTIFICATE, Sight.CLAUSES, Sight.RESULTS, Sight.ASSIGNMENTS}
    ),
    does=frozenset({Deed.EXPORT}),
)

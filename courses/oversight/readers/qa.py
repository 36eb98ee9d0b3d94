"""What quality assurance sees: who is trained on what. No result of a single quiz."""

from accounts.models import Role
from courses.oversight.readers.reader import Reader, Sight

QA = Reader(
    role=Role.QA,
    sees=frozenset({Sight.STATUS, Sight.CERTIFICATE, Sight.CLAUSES}),
    does=frozenset(),
)

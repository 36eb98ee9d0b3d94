"""What a kind of reader can be allowed to see and to do about other people. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Sight(StrEnum):
    """One thing that a page of this room can show of a person."""

    STATUS = "status"
    CERTIFICATE = "certificate"
    CLAUSES = "clauses"
    RESULTS = "results"
    EXTRA_TIME = "extra_time"
    ASSIGNMENTS = "assignments"


class Deed(StrEnum):
    """One thing that a reader can do about a person or unit."""

    ASSIGN = "assign"
    GRANT_TIME = "grant_time"
    GRANT_ATTEMPT = "grant_attempt"
    EXPORT = "export"


@dataclass(frozen=True)
class Reader:
    """A role, and everything that it opens: what stands in neither set is not shown or done."""

    role: str
    sees: frozenset[Sight]
    does: frozenset[Deed]

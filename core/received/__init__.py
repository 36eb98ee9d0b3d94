"""Files that people bring: looked at before they are opened, read within bounds, never run.

Owns archives (`archives`), tables (`sheets`) and headed documents (`documents`). What cannot be
taken as a whole is NotReceivable with a code; what is wrong with one row or paragraph is a
`core.problems.Problem` that names it. No domain word here.
"""

from core.received.errors import NotReceivable

__all__ = ["NotReceivable"]

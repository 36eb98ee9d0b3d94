"""Everything that changes the people: each verb names its actor and writes its audit row."""

from accounts.services.notices import mark_all_read, mark_read, notify
from accounts.services.trail import record

__all__ = ["mark_all_read", "mark_read", "notify", "record"]

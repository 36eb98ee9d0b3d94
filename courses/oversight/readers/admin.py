"""What an administrator sees on these pages: the same as a lead, for stepping in for one."""

from accounts.models import Role
from courses.oversight.readers.lead import LEAD
from courses.oversight.readers.reader import Reader

ADMIN = Reader(role=Role.ADMIN, sees=LEAD.sees, does=LEAD.does)

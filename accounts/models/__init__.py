"""Every table of the people: who they are, where they work, what they may do, what was done."""

from accounts.models.invitation import Invitation, OneTimeLink
from accounts.models.notice import Notice, SupportLink
from accounts.models.organisation import Organisation
from accounts.models.person import User
from accounts.models.record import AuditEntry
from accounts.models.unit import Membership, Role, RoleGrant, Unit

__all__ = [
    "AuditEntry",
    "Invitation",
    "Membership",
    "Notice",
    "OneTimeLink",
    "Organisation",
    "Role",
    "RoleGrant",
    "SupportLink",
    "Unit",
    "User",
]

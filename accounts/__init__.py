"""Who: people, units, roles, invitations, notices to a person, privacy, audit trail."""

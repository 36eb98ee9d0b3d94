"""Who takes what by when: enrolments and assignments."""

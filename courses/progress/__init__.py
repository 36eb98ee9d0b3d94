"""One row per enrolment and slot, completion events, and the pure completion rules."""

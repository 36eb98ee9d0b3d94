"""What progress tells the rooms above it."""

from django.dispatch import Signal

# Every slot of an enrolment is complete and the enrolment is passed. Sent inside the
# transaction that completed the last slot. Keywords: enrolment_id (int), at (datetime).
course_completed = Signal()

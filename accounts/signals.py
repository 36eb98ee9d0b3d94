"""What other rooms may want to know about people; sent with ids as keywords."""

from django.dispatch import Signal

# user_id: the name that records show has changed or is gone. Kept files with it are to be
# deleted. Sent inside the transaction of the change.
person_renamed_or_erased = Signal()

"""What releases tell the rooms above them."""

from django.dispatch import Signal

# A candidate was published. Sent inside the transaction that numbered it.
# Keywords: release_id (int), at (datetime).
release_published = Signal()

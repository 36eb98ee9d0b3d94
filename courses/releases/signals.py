"""What releases tell the rooms above them."""

from django.dispatch import Signal

# A candidate was published. Sent inside the transaction that numbered it.
# Keywords: release_id (int), at (datetime).
release_published = Signal()

# Words were taken out of releases. Sent inside the transaction that emptied them.
# Keywords: release_ids (list of int), at (datetime).
words_taken_out = Signal()

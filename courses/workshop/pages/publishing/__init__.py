"""What the pages of review, publishing and history show, as plain values."""

"""What the pages of the library show, as plain values."""

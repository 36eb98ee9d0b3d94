"""What the pages of imported reports show."""

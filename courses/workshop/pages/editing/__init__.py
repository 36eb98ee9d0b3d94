"""What the pages of making a course show."""

"""What becomes of the people of older releases: choosing, and how far the runs are."""

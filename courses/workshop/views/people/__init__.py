"""Moving people between releases: choosing, and how far the runs are."""

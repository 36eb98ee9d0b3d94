"""Review, publishing, and the history of releases."""

"""Template tags of the elements."""

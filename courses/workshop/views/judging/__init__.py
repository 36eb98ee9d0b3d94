"""Views of what waits for a person."""

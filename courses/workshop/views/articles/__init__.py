"""Views of imported reports."""

"""Views of bringing and taking files."""

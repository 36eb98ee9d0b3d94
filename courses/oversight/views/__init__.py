"""The views of the oversight pages."""

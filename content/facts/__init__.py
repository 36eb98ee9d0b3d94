"""Checkable statements in versions, with citations and conflicts."""

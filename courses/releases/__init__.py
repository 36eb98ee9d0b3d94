"""Candidates, releases, parts and citations: compile, publish, compare; the course file format."""

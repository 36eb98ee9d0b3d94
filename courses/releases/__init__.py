"""Candidates, releases, parts and citations: compile, publish, compare, and the course file format."""

"""matching/1: a choice for every prompt."""

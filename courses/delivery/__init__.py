"""The learner's pages. Owns no table; composes the rooms below."""

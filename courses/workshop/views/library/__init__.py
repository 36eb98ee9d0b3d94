"""The views of the library: the shelf, drafts, parts, sources, guarded words."""

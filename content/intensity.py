"""How demanding something is to read: 0 none, 1, 2, 3. Pure."""

# Intense is 2 or 3 (docs/glossary.md): never timed, announced before, approved by a second person.
INTENSE = 2


def is_intense(intensity: int) -> bool:
    """Return whether this is announced before it is shown."""
    return intensity >= INTENSE

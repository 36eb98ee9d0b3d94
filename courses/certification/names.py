"""When a typed name is the name on a certificate. Pure."""

import unicodedata


def same_name(typed: str, shown: str) -> bool:
    """Return whether two names are one, whatever their case, spacing and accents.

    An empty name equals nothing: an erased person cannot be verified.
    """
    return bool(_folded(shown)) and _folded(typed) == _folded(shown)


def _folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return " ".join(bare.casefold().split())

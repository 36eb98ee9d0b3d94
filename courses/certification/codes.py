"""Certificate codes: 130 random bits that a person can read out. Pure but for the random source."""

import secrets

# Crockford's base 32 (douglas-crockford "Base 32", 2002): no I, L, O or U, so that what is read
# aloud or copied by hand has one meaning.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
GROUP = 5
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_code() -> str:
    """Return a new code of 26 characters (130 bits), without separators."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def readable(code: str) -> str:
    """Return the code in groups of five, for people."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def canonical(typed: str) -> str:
    """Return what a person typed as a code in its stored form: case, gaps and misreadings mended.

    What could not be a code is returned as the empty string.
    """
    code = "".join(typed.split()).replace("-", "").upper().translate(MISREAD)
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return ""
    return code

"""Names that never change, made from words that people typed. Pure."""

import re
import unicodedata
from collections.abc import Container

from content.texts import SLUG_LENGTH

# Room for a number behind the name.
_ROOM = 4


def uid_from(words: str, fallback: str) -> str:
    """Return a uid made from words: letters without marks, the rest as hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    uid = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return uid[: SLUG_LENGTH - _ROOM].rstrip("-") or fallback


def fresh_uid(uid: str, taken: Container[str]) -> str:
    """Return the uid, with the first number behind it that is free if it is taken."""
    if uid not in taken:
        return uid
    stem = re.sub(r"-[0-9]{1,3}$", "", uid)[: SLUG_LENGTH - _ROOM]
    number = 2
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"

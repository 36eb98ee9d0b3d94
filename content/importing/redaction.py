"""What stands in the place of words that were taken out for good, and who is named still (pure)."""

import re
from collections.abc import Mapping
from typing import Any

BLOCK = "█"


def places_of(words: str, text: str) -> list[int]:
    """Return where these words stand in a text and are no part of longer ones, in order."""
    if not words:
        return []
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    return [match.start() for match in re.finditer(left + re.escape(words) + right, text)]


def private_persons(names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the private persons whose names were not taken out of an article."""
    return [
        one
        for one in names.get("persons", [])
        if one.get("is_private") and one["name"].strip(f"{BLOCK} ")
    ]

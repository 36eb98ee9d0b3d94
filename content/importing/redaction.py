"""What stands in the place of words that were taken out for good, and who is named still (pure)."""

from collections.abc import Mapping
from typing import Any

BLOCK = "█"


def private_persons(names: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the private persons whose names were not taken out of an article."""
    return [
        one
        for one in names.get("persons", [])
        if one.get("is_private") and one["name"].strip(f"{BLOCK} ")
    ]

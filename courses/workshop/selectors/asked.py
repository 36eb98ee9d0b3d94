"""What a question asks, in a line: for lists that cannot hold the question itself."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator

_SHORT = 180
_REFERENCE = re.compile(r"\s*\[(?:fact|case|term|clause):[^\]]+\]")


def beginning_of(texts: Mapping[str, Any], most: int = _SHORT) -> str:
    """Return the beginning of the stem, or of the report that is to be decided on; may be empty.

    `texts` are those of one language, as they were written.
    """
    report = texts.get("report")
    asked = texts.get("stem") or (report.get("post") if isinstance(report, Mapping) else "")
    return Truncator(without_references(str(asked or "")).replace("*", "")).chars(most)


def without_references(text: str) -> str:
    """Return a written text without what it cites."""
    return _REFERENCE.sub("", text)

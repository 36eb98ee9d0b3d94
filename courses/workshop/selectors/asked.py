"""What a question asks, in a line: for lists that cannot hold the question itself."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator

from content.rendering.references import without_references

_SHORT = 180


def asked_in(texts: Mapping[str, Any]) -> str:
    """Return the stem, or the report that is to be decided on, as it stands; may be empty.

    `texts` are those of one language.
    """
    report = texts.get("report")
    asked = texts.get("stem") or (report.get("post") if isinstance(report, Mapping) else "")
    return str(asked or "")


def beginning_of(texts: Mapping[str, Any], most: int = _SHORT) -> str:
    """Return the beginning of what texts ask that are as they were written; may be empty."""
    return Truncator(without_references(asked_in(texts)).replace("*", "")).chars(most)

"""Receiving and reading articles, deciding their proposals, redacting spans."""

from content.importing.services.deciding import decide, hand_over, redact_article, undo
from content.importing.services.reading import (
    import_article,
    read_article,
    take_up_articles,
    tell_sources,
)

__all__ = [
    "decide",
    "hand_over",
    "import_article",
    "read_article",
    "redact_article",
    "take_up_articles",
    "tell_sources",
    "undo",
]

"""The words of a report that are kept beside a fact: few, whole, and around what they show."""

import re

from content.importing.models import Article, Proposal
from content.library.checks.knowledge import MOST_QUOTED_WORDS


def quote_of(article: Article, proposal: Proposal) -> str:
    """Return what stands in the received text around the mark, in one line.

    It is cut at words and has at most as many of them as the library lets a quote have: first
    those of the mark, then what stands beside it, on both sides alike where there is room.
    """
    text = article.received_text
    words = [
        (proposal.start + one.start(), proposal.start + one.end())
        for one in re.finditer(r"\S+", text[proposal.start : proposal.end])
    ]
    if not words:
        return ""
    marked = [
        place
        for place, (start, end) in enumerate(words)
        if end > proposal.mark_start and start < proposal.mark_end
    ] or [0]
    first, last = _window(marked[0], marked[-1], len(words))
    return " ".join(text[words[first][0] : words[last][1]].split())


def _window(first: int, last: int, count: int) -> tuple[int, int]:
    """Return the first and last word to keep of `count`, around those from `first` to `last`."""
    last = min(last, first + MOST_QUOTED_WORDS - 1)
    room = MOST_QUOTED_WORDS - (last - first + 1)
    before = min(first, max(room // 2, room - (count - 1 - last)))
    after = min(count - 1 - last, room - before)
    return first - before, last + after

"""Drawn pieces of pages that are the same for many people, kept by the process.

A piece is named by everything that decides its bytes: the digests of the immutable parts in it,
where the reader stands, and the languages of course and page. Nothing of one person is in a key.
"""

from collections.abc import Callable, Hashable

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.releases.cache import BoundedCache

FRAGMENT_CACHE_BYTES = 24 * 1024 * 1024

_fragments: BoundedCache[tuple[Hashable, ...], SafeString] = BoundedCache(FRAGMENT_CACHE_BYTES)


def fragment(*key: Hashable, draw: Callable[[], str]) -> SafeString:
    """Return the piece of that name in the language of the page, drawn now if it is not kept."""
    whole = (get_language(), *key)
    kept = _fragments.get(whole)
    if kept is None:
        kept = mark_safe(draw())  # noqa: S308 -- drawn by a template, which escapes
        _fragments.put(whole, kept, weight=2 * len(kept) + 200, read_at=timezone.now())
    return kept


def forget_fragments() -> None:
    """Empty the cache of this process: between tests."""
    _fragments.clear()

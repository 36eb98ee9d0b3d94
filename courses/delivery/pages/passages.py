"""Compiled blocks as passages: cleaned HTML, and each source note once, where it is cited first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from courses.delivery.links import product_links

type Blocks = Iterable[tuple[str, Iterable[str]]]


@dataclass(frozen=True)
class Passage:
    """One block of a text and the notes that it cites first on its page."""

    html: SafeString
    notes: list[Mapping[str, Any]]


@dataclass
class Notes:
    """The notes of one page, handed out once each in the order in which the page is read."""

    by_key: Mapping[str, Mapping[str, Any]]
    told: set[str] = field(default_factory=set)

    def passages(self, blocks: Blocks) -> list[Passage]:
        """Return the blocks with the notes that no block before them had."""
        return [Passage(html=safe_html(html), notes=self.new(keys)) for html, keys in blocks]

    def new(self, keys: Iterable[str]) -> list[Mapping[str, Any]]:
        """Return the notes that were not handed out before."""
        fresh = [key for key in keys if key not in self.told]
        self.told.update(fresh)
        return [self.by_key[key] for key in fresh]


def safe_html(html: str) -> SafeString:
    """Return a part's HTML ready for the page, with links that lead to the product's pages.

    The compiler rendered and cleaned it (content.rendering); nothing else is ever passed here.
    """
    return mark_safe(product_links(html))  # noqa: S308 -- cleaned at compile, see above


def joined(blocks: Blocks) -> SafeString:
    """Return blocks as one piece of HTML, for places that show no notes."""
    return safe_html("".join(html for html, _keys in blocks))

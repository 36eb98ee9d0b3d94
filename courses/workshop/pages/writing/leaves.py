"""The texts of a question one by one, whatever its type: each a leaf of its shape. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

type Path = tuple[str, ...]


@dataclass(frozen=True)
class Leaf:
    """One text of a question: its path, and whether it is a list (one a line)."""

    path: Path
    text: str
    is_list: bool

    @property
    def name(self) -> str:
        """The name of its field."""
        return "text." + ".".join(self.path)


def leaves_of(texts: Mapping[str, Any], path: Path = ()) -> Iterator[Leaf]:
    """Yield every text of a question in the order of its shape."""
    for key, value in texts.items():
        here = (*path, str(key))
        if isinstance(value, str):
            yield Leaf(here, value, is_list=False)
        elif isinstance(value, list) and all(isinstance(one, str) for one in value):
            yield Leaf(here, "\n".join(value), is_list=True)
        elif isinstance(value, Mapping):
            yield from leaves_of(value, here)
        elif isinstance(value, list):
            yield from leaves_of({str(place): one for place, one in enumerate(value)}, here)


def initial_of(source: Mapping[str, Any], words: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what stands in the fields at first: the translation as far as there is one."""
    said = {leaf.path: leaf.text for leaf in leaves_of(words or {})}
    return {leaf.name: said.get(leaf.path, "") for leaf in leaves_of(source)}

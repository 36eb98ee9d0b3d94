"""One change to every text in a tree of plain data. Pure."""

from collections.abc import Callable
from typing import Any


def mapped_texts[T](tree: T, change: Callable[[str], str]) -> T:
    """Return the tree with `change` made to every string value; keys and other values stay.

    A string subclass keeps its class, so that what is marked as safe HTML stays marked.
    """
    changed: Any = tree
    if isinstance(tree, str):
        changed = type(tree)(change(tree))
    elif isinstance(tree, dict):
        changed = {key: mapped_texts(value, change) for key, value in tree.items()}
    elif isinstance(tree, list | tuple):
        changed = type(tree)(mapped_texts(value, change) for value in tree)
    return changed  # type: ignore[no-any-return]

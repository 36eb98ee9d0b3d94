"""One change to every text in a tree of plain data. Pure."""

from collections.abc import Callable
from typing import Any


def mapped_texts(tree: Any, change: Callable[[str], str]) -> Any:
    """Return the tree with `change` made to every string value; keys and other values stay.

    A string subclass keeps its class, so that what is marked as safe HTML stays marked.
    """
    if isinstance(tree, str):
        return type(tree)(change(tree))
    if isinstance(tree, dict):
        return {key: mapped_texts(value, change) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return type(tree)(mapped_texts(value, change) for value in tree)
    return tree

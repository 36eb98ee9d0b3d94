"""The order in which folders are taken: what is referred to comes first (pure)."""

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from content.library.bundles import Bundle
from content.library.write import file_texts
from core.problems import Problem, ProblemsFound

REFERENCE = re.compile(r"\[(?:fact|clause|case):(?P<key>[a-z0-9-]{1,64})[/@|\]]")


def references_of(bundle: Bundle) -> set[str]:
    """The slugs of other folders that this one's texts refer to."""
    found = {
        match["key"] for text in file_texts(bundle).values() for match in REFERENCE.finditer(text)
    }
    own = {fact.key for fact in bundle.knowledge.facts.facts} | {bundle.head.slug}
    return found - own


def in_order(references: Mapping[str, set[str]]) -> list[str]:
    """The names so that each comes after those it refers to; the same input, the same order.

    Raises ProblemsFound with the circle if there is one.
    """
    sorter = TopologicalSorter(
        {name: sorted(references[name] & set(references)) for name in sorted(references)}
    )
    try:
        return list(sorter.static_order())
    except CycleError as circle:
        told = " > ".join(circle.args[1])
        message = f"these refer to each other in a circle: {told}"
        raise ProblemsFound([Problem(circle.args[1][0], 1, "", message)]) from circle

"""How many people a figure must be about, so that it tells nothing of one of them. Pure."""

from collections.abc import Mapping

# The k of "figures over fewer than k people are not shown" (decision 7).
FEWEST = 5


def are_enough(people: int) -> bool:
    """Whether a figure about so many people may be kept and shown."""
    return people >= FEWEST


def sizes_that_may_be_told(sizes: Mapping[str, int]) -> frozenset[str]:
    """Return the parts of a whole whose figures may stand beside the figure of the whole.

    A part with too few people is left out. If what is left out is so small that it follows from
    the whole less the rest, the smallest of the others is left out with it.
    """
    told = {name for name, size in sizes.items() if are_enough(size)}
    hidden = sum(size for name, size in sizes.items() if name not in told)
    while told and 0 < hidden < FEWEST:
        smallest = min(told, key=lambda name: (sizes[name], name))
        told.remove(smallest)
        hidden += sizes[smallest]
    return frozenset(told)

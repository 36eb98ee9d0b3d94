"""What somebody would get who knows nothing and answers at random. Pure.

The random guess score of the Moodle documentation, "Quiz statistics calculations": the mean
share of the marks over every answer that can be given, all equally likely. A typed answer
is never guessed.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

from courses.questions import registry
from courses.questions.errors import UnknownQuestionType

# Beyond so many there are too many answers to try them all.
MOST_OPTIONS = 10
MOST_ITEMS = 6
TYPED = frozenset({"numeric", "short", "freetext"})


def guess_score(question: Mapping[str, Any]) -> float | None:
    """Return the share of the marks that guessing gives; None where it is not defined."""
    try:
        kind = registry.get(question["type"])
    except UnknownQuestionType:
        return None
    if kind.name in TYPED:
        return 0.0
    definition = kind.parse_definition(question["definition"])
    if kind.name == "matching":
        # Each prompt is guessed by itself, and the share is the mean over the prompts.
        return 1 / len(definition.choices)
    shares = [kind.grade(definition, answer).share for answer in _answers(kind.name, definition)]
    return float(sum(shares, Fraction(0)) / len(shares)) if shares else None


def _answers(name: str, definition: Any) -> Iterator[dict[str, Any]]:
    if name == "single":
        yield from ({"option": key} for key in definition.options)
    elif name == "multiple" and len(definition.options) <= MOST_OPTIONS:
        for size in range(1, len(definition.options) + 1):
            for chosen in combinations(definition.options, size):
                yield {"options": list(chosen)}
    elif name == "ordering" and len(definition.items) <= MOST_ITEMS:
        for order in permutations(definition.items):
            yield {"positions": {item: place for place, item in enumerate(order, start=1)}}

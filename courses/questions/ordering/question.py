"""Ordering: definition, answer and marks.

Answer: `{"positions": {item: 1…n}}`; an item that was not placed is absent, and no two
share a position. Partial credit is Kendall's rank correlation with the right order
(M. G. Kendall, "A New Measure of Rank Correlation", Biometrika 30, 1938, pp. 81-93):
of all pairs of items, those in the right order minus those in the wrong one, divided by
the number of pairs. The right order is 1, one neighbouring swap among n costs 4/(n(n-1)),
and a blind guess is worth 0 on average; a sum below zero (as for the reversed order) is
nothing. A pair with an item that was not placed counts for neither side.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from courses.questions.answers import FormData, Raw, read_object, sent_under
from courses.questions.arranging import Arrangement, arranged, shuffled
from courses.questions.errors import AnswerRefused, Fault
from courses.questions.keysets import compare
from courses.questions.marks import Graded
from courses.questions.question_type import Answer, Choices, QuestionType, View
from courses.questions.shapes import Key, Line, OptionKeys, Prose, Shape
from courses.questions.telling import tells_order


class OrderingDefinition(Shape):
    """The items in their right order."""

    items: OptionKeys


class OrderingTexts(Shape):
    """The words of the question in one language."""

    stem: Prose
    items: dict[Key, Line]
    feedback: Prose


class Ordering(QuestionType[OrderingDefinition, OrderingTexts]):
    """ordering/1."""

    key = "ordering/1"
    Definition = OrderingDefinition
    Texts = OrderingTexts

    def check_definition(self, definition: OrderingDefinition) -> list[Fault]:
        if not tells_order(definition.items):
            return []
        return [Fault(("items",), "the keys tell the right order to who reads the page source")]

    def check_texts(self, definition: OrderingDefinition, texts: OrderingTexts) -> list[Fault]:
        return list(compare(definition.items, texts.items, ("texts", "items")))

    def parse_answer(self, definition: OrderingDefinition, raw: object) -> dict[str, Any]:
        sent = read_object(raw, ("positions",)).get("positions", {})
        positions = read_object(sent, definition.items, ("positions",))
        placed: dict[str, int] = {}
        for item in definition.items:
            if item in positions:
                placed[item] = _position(positions[item], item, len(definition.items))
                if list(placed.values()).count(placed[item]) > 1:
                    path = ("positions", item)
                    raise AnswerRefused("duplicate", path, "shares its place with another item")
        return {"positions": placed}

    def read_form(self, definition: OrderingDefinition, data: FormData, prefix: str) -> Raw:
        sent = sent_under(data, f"{prefix}.position.")
        return {"positions": {item: _number(value) for item, value in sent.items()}}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and bool(answer["positions"])

    def missing(self, definition: OrderingDefinition, answer: Answer | None) -> tuple[str, ...]:
        placed = answer["positions"] if answer else {}
        return tuple(item for item in definition.items if item not in placed)

    def _score(
        self,
        definition: OrderingDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, OrderingTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        positions = answer["positions"]
        balance, pairs = 0, 0
        for earlier, later in combinations(definition.items, 2):
            pairs += 1
            if earlier in positions and later in positions:
                balance += 1 if positions[earlier] < positions[later] else -1
        outcomes = {
            item: _outcome(positions.get(item), place)
            for place, item in enumerate(definition.items, start=1)
        }
        return Fraction(balance, pairs), outcomes

    def choices(self, definition: OrderingDefinition) -> Mapping[str, Choices]:
        places = tuple(str(place) for place in range(1, len(definition.items) + 1))
        return {
            item: Choices(places, frozenset({place}))
            for item, place in zip(definition.items, places, strict=True)
        }

    def chosen(self, answer: Answer) -> Iterator[tuple[str, str]]:
        yield from ((item, str(place)) for item, place in answer["positions"].items())

    def arrange(self, definition: OrderingDefinition, rng: Random) -> Arrangement:
        return {"items": shuffled(definition.items, rng)}

    def shown(
        self, definition: OrderingDefinition, texts: OrderingTexts, arrangement: Arrangement | None
    ) -> View:
        order = arranged(sorted(definition.items), arrangement, "items")
        items = [{"key": key, "html": texts.items[key]} for key in order]
        return {"type": self.key, "stem": texts.stem, "items": items}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        positions = answer.get("positions", {})
        items = shown["items"]
        places = range(1, len(items) + 1)
        rows = [
            {
                **item,
                "id": f"{prefix}.item.{item['key']}",
                "name": f"{prefix}.position.{item['key']}",
                "where": f"positions.{item['key']}",
                "places": [(place, positions.get(item["key"]) == place) for place in places],
            }
            for item in items
        ]
        if sorted(map(str, positions.values())) == sorted(map(str, places)):
            rows.sort(key=lambda row: positions[row["key"]])
        return {"items": rows}

    def _review(
        self,
        definition: OrderingDefinition,
        texts: OrderingTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        positions = answer.get("positions", {})
        order = arranged(sorted(definition.items), arrangement, "items")
        behind = len(order) + 1
        order.sort(key=lambda item: positions.get(item, behind))
        given = [
            {
                "key": item,
                "html": texts.items[item],
                "position": positions.get(item),
                "outcome": graded.outcomes[item] if told else "",
                "place": definition.items.index(item) + 1 if told else None,
            }
            for item in order
        ]
        right = [{"key": item, "html": texts.items[item]} for item in definition.items]
        return {
            "stem": texts.stem,
            "items": given,
            "right": right if told else None,
            "feedback": texts.feedback if told else "",
        }


def _position(value: object, item: str, most: int) -> int:
    if type(value) is not int:
        raise AnswerRefused("wrong_type", ("positions", item), "is not a whole number")
    if not 1 <= value <= most:
        raise AnswerRefused("out_of_range", ("positions", item), f"is not from 1 to {most}")
    return value


def _number(value: object) -> object:
    """Return a form's digits as a number; anything else stays for parse_answer to refuse."""
    is_digits = isinstance(value, str) and value.isascii() and value.isdigit()
    return int(str(value)) if is_digits and len(str(value)) <= 3 else value


def _outcome(position: int | None, place: int) -> str:
    if position is None:
        return "unanswered"
    return "right" if position == place else "wrong"

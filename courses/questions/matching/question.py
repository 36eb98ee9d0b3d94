"""Matching: definition, answer and marks.

Answer: `{"pairs": {prompt: choice}}`; a prompt without a choice is absent, and a choice may
be given to several prompts. Partial credit is number-right scoring over the prompts, as the
response processing template `map_response` of IMS Question & Test Interoperability 2.1 does
for a matching interaction in which every right pair maps to 1/n and any other to 0: the
share is the number of prompts with their right choice, divided by the number of prompts.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from courses.questions.answers import FormData, Raw, read_key, read_object, sent_under
from courses.questions.arranging import Arrangement, arranged, shuffled
from courses.questions.errors import Fault
from courses.questions.keysets import compare
from courses.questions.marks import Graded
from courses.questions.markup import plain_text
from courses.questions.question_type import Answer, Choices, QuestionType, View
from courses.questions.shapes import Key, Line, OptionKeys, Prose, Shape
from courses.questions.telling import tells_pairs

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class MatchingDefinition(Shape):
    """Prompts, choices (more than are needed make it harder), and the right pairs."""

    prompts: OptionKeys
    choices: OptionKeys
    pairs: dict[Key, Key]


class MatchingTexts(Shape):
    """The words of the question in one language."""

    stem: Prose
    prompts: dict[Key, Line]
    choices: dict[Key, Line]
    feedback: Prose


class Matching(QuestionType[MatchingDefinition, MatchingTexts]):
    """matching/1."""

    key = "matching/1"
    Definition = MatchingDefinition
    Texts = MatchingTexts

    def check_definition(self, definition: MatchingDefinition) -> list[Fault]:
        faults = [
            Fault(("pairs", prompt), "has no choice")
            for prompt in definition.prompts
            if prompt not in definition.pairs
        ]
        for prompt, choice in definition.pairs.items():
            if prompt not in definition.prompts:
                faults.append(Fault(("pairs", prompt), "is none of the prompts"))
            if choice not in definition.choices:
                faults.append(Fault(("pairs", prompt), f"“{choice}” is none of the choices"))
        if tells_pairs(definition.pairs):
            faults.append(Fault(("pairs",), "the keys tell the pairs to who reads the page source"))
        return faults

    def check_texts(self, definition: MatchingDefinition, texts: MatchingTexts) -> list[Fault]:
        return [
            *compare(definition.prompts, texts.prompts, ("texts", "prompts")),
            *compare(definition.choices, texts.choices, ("texts", "choices")),
        ]

    def parse_answer(self, definition: MatchingDefinition, raw: object) -> dict[str, Any]:
        sent = read_object(raw, ("pairs",)).get("pairs", {})
        pairs = read_object(sent, definition.prompts, ("pairs",))
        return {
            "pairs": {
                prompt: read_key(pairs[prompt], definition.choices, ("pairs", prompt))
                for prompt in definition.prompts
                if prompt in pairs
            }
        }

    def read_form(self, definition: MatchingDefinition, data: FormData, prefix: str) -> Raw:
        return {"pairs": sent_under(data, f"{prefix}.pair.")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and bool(answer["pairs"])

    def missing(self, definition: MatchingDefinition, answer: Answer | None) -> tuple[str, ...]:
        pairs = answer["pairs"] if answer else {}
        return tuple(prompt for prompt in definition.prompts if prompt not in pairs)

    def _score(
        self,
        definition: MatchingDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, MatchingTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        outcomes = {
            prompt: _outcome(answer["pairs"].get(prompt), definition.pairs[prompt])
            for prompt in definition.prompts
        }
        right = list(outcomes.values()).count("right")
        return Fraction(right, len(definition.prompts)), outcomes

    def choices(self, definition: MatchingDefinition) -> Mapping[str, Choices]:
        return {
            prompt: Choices(definition.choices, frozenset({definition.pairs[prompt]}))
            for prompt in definition.prompts
        }

    def chosen(self, answer: Answer) -> Iterator[tuple[str, str]]:
        yield from answer["pairs"].items()

    def choice_words(self, texts: MatchingTexts, part: str, choice: str) -> str:
        return texts.choices.get(choice, choice)

    def arrange(self, definition: MatchingDefinition, rng: Random) -> Arrangement:
        return {
            "prompts": shuffled(definition.prompts, rng),
            "choices": shuffled(definition.choices, rng),
        }

    def shown(
        self, definition: MatchingDefinition, texts: MatchingTexts, arrangement: Arrangement | None
    ) -> View:
        prompts = arranged(definition.prompts, arrangement, "prompts")
        choices = arranged(sorted(definition.choices), arrangement, "choices")
        return {
            "type": self.key,
            "stem": texts.stem,
            "prompts": [{"key": key, "html": texts.prompts[key]} for key in prompts],
            "choices": [
                {
                    "key": key,
                    "letter": letter,
                    "html": texts.choices[key],
                    "plain": plain_text(texts.choices[key]),
                }
                for letter, key in zip(LETTERS, choices, strict=False)
            ],
        }

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        pairs = answer.get("pairs", {})
        rows = [
            {
                **prompt,
                "id": f"{prefix}.prompt.{prompt['key']}",
                "name": f"{prefix}.pair.{prompt['key']}",
                "where": f"pairs.{prompt['key']}",
                "choices": [
                    {**choice, "selected": pairs.get(prompt["key"]) == choice["key"]}
                    for choice in shown["choices"]
                ],
            }
            for prompt in shown["prompts"]
        ]
        return {"prompts": rows}

    def _review(
        self,
        definition: MatchingDefinition,
        texts: MatchingTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        pairs = answer.get("pairs", {})
        rows = [
            {
                "key": prompt,
                "html": texts.prompts[prompt],
                "chosen": texts.choices[pairs[prompt]] if prompt in pairs else "",
                "right": texts.choices[definition.pairs[prompt]] if told else None,
                "outcome": graded.outcomes[prompt] if told or prompt in pairs else "",
            }
            for prompt in arranged(definition.prompts, arrangement, "prompts")
        ]
        return {
            "stem": texts.stem,
            "prompts": rows,
            "feedback": texts.feedback if told else "",
        }


def _outcome(choice: str | None, right: str) -> str:
    if choice is None:
        return "unanswered"
    return "right" if choice == right else "wrong"

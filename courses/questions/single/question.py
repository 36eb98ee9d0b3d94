"""Single choice: definition, answer and marks.

Answer: `{"option": key}`, or `{"option": null}` for none. The right option is the full mark,
any other is nothing.
"""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from courses.questions.answers import FormData, Raw, read_key, read_object, sent_one
from courses.questions.arranging import Arrangement
from courses.questions.choosing import (
    ChoiceDefinition,
    ChoiceTexts,
    choice_faults,
    option_arrangement,
    option_controls,
    reviewed_options,
    shown_options,
)
from courses.questions.errors import Fault
from courses.questions.marks import Graded
from courses.questions.question_type import Answer, QuestionType, View
from courses.questions.shapes import Key


class SingleDefinition(ChoiceDefinition):
    """The options and the one that is right."""

    correct: Key


class Single(QuestionType[SingleDefinition, ChoiceTexts]):
    """single/1."""

    key = "single/1"
    Definition = SingleDefinition
    Texts = ChoiceTexts

    def check_definition(self, definition: SingleDefinition) -> list[Fault]:
        if definition.correct in definition.options:
            return []
        return [Fault(("correct",), f"“{definition.correct}” is none of the options")]

    def check_texts(self, definition: SingleDefinition, texts: ChoiceTexts) -> list[Fault]:
        return list(choice_faults(definition, texts))

    def parse_answer(self, definition: SingleDefinition, raw: object) -> dict[str, Any]:
        option = read_object(raw, ("option",)).get("option")
        if option is None:
            return {"option": None}
        return {"option": read_key(option, definition.options, ("option",))}

    def read_form(self, definition: SingleDefinition, data: FormData, prefix: str) -> Raw:
        return {"option": sent_one(data, f"{prefix}.option")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and answer["option"] is not None

    def missing(self, definition: SingleDefinition, answer: Answer | None) -> tuple[str, ...]:
        return () if self.is_answered(answer) else ("option",)

    def _score(
        self,
        definition: SingleDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, ChoiceTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        option = answer["option"]
        if option == definition.correct:
            return Fraction(1), {option: "right"}
        return Fraction(0), {option: "wrong", definition.correct: "missed"}

    def arrange(self, definition: SingleDefinition, rng: Random) -> Arrangement:
        return option_arrangement(definition, rng)

    def shown(
        self, definition: SingleDefinition, texts: ChoiceTexts, arrangement: Arrangement | None
    ) -> View:
        options = shown_options(definition, texts, arrangement)
        return {"type": self.key, "stem": texts.stem, "options": options}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        options = option_controls(shown["options"], answer.get("option"), prefix)
        return {"name": f"{prefix}.option", "options": options}

    def _review(
        self,
        definition: SingleDefinition,
        texts: ChoiceTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        option = answer.get("option")
        return {
            "stem": texts.stem,
            "options": reviewed_options(
                shown_options(definition, texts, arrangement),
                texts,
                chosen=[] if option is None else [option],
                correct=[definition.correct],
                outcomes=graded.outcomes,
                told=told,
            ),
            "feedback": texts.feedback if told else "",
        }

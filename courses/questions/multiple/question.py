"""Multiple choice: definition, answer and marks.

Answer: `{"options": [keys]}` in the order of the definition. Partial credit is Morgan's
balanced scheme (M. Morgan, "MCQ: an interactive computer program for multiple-choice
self-testing", Biochemical Education 7(3), 1979, pp. 67-69): with n right and m wrong
options, a right option that is chosen adds 1/n and a wrong one takes 1/m; an option that is
not chosen does neither. A sum below zero is nothing. So choosing exactly the right ones is
the full mark, ticking everything is 1 - 1 = 0 whatever n and m are, and so is ticking only
wrong ones. It needs a wrong option, which the check asks for.
"""

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import Any

from courses.questions.answers import FormData, Raw, read_keys, read_object, sent_all
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
from courses.questions.shapes import Keys


class MultipleDefinition(ChoiceDefinition):
    """The options and those that are right: at least one, and not all."""

    correct: Keys


class Multiple(QuestionType[MultipleDefinition, ChoiceTexts]):
    """multiple/1."""

    key = "multiple/1"
    Definition = MultipleDefinition
    Texts = ChoiceTexts

    def check_definition(self, definition: MultipleDefinition) -> list[Fault]:
        faults = [
            Fault(("correct", index), f"“{key}” is none of the options")
            for index, key in enumerate(definition.correct)
            if key not in definition.options
        ]
        if set(definition.correct) >= set(definition.options):
            faults.append(Fault(("correct",), "one option at least has to be wrong"))
        return faults

    def check_texts(self, definition: MultipleDefinition, texts: ChoiceTexts) -> list[Fault]:
        return list(choice_faults(definition, texts))

    def parse_answer(self, definition: MultipleDefinition, raw: object) -> dict[str, Any]:
        options = read_object(raw, ("options",)).get("options", [])
        return {"options": read_keys(options, definition.options, ("options",))}

    def read_form(self, definition: MultipleDefinition, data: FormData, prefix: str) -> Raw:
        return {"options": sent_all(data, f"{prefix}.option")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and bool(answer["options"])

    def missing(self, definition: MultipleDefinition, answer: Answer | None) -> tuple[str, ...]:
        return () if self.is_answered(answer) else ("options",)

    def _score(
        self,
        definition: MultipleDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, ChoiceTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        chosen, correct = set(answer["options"]), set(definition.correct)
        wrong = len(definition.options) - len(correct)
        share = Fraction(len(chosen & correct), len(correct))
        share -= Fraction(len(chosen - correct), wrong)
        codes = {True: {True: "right", False: "wrong"}, False: {True: "missed", False: ""}}
        outcomes = {key: codes[key in chosen][key in correct] for key in definition.options}
        return share, {key: code for key, code in outcomes.items() if code}

    def arrange(self, definition: MultipleDefinition, rng: Random) -> Arrangement:
        return option_arrangement(definition, rng)

    def shown(
        self, definition: MultipleDefinition, texts: ChoiceTexts, arrangement: Arrangement | None
    ) -> View:
        options = shown_options(definition, texts, arrangement)
        return {"type": self.key, "stem": texts.stem, "options": options}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        options = option_controls(shown["options"], answer.get("options", []), prefix)
        return {"name": f"{prefix}.option", "options": options}

    def _review(
        self,
        definition: MultipleDefinition,
        texts: ChoiceTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        return {
            "stem": texts.stem,
            "options": reviewed_options(
                shown_options(definition, texts, arrangement),
                texts,
                chosen=answer.get("options", []),
                correct=definition.correct,
                outcomes=graded.outcomes,
                told=told,
            ),
            "feedback": texts.feedback if told else "",
        }

"""Short text: definition, answer and marks.

Answer: `{"text": "…"}`, or `{"text": ""}` for none. What was typed is compared (see
`comparing`) with the accepted strings of every language, and the best that fits counts:
so marks are the same in every language, and who answers a Spanish page with the English
term is right. An accepted key may be worth less than the full mark.

`complete` puts the accepted strings of all languages into the definition; before that,
grading needs the texts by language.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from courses.questions.answers import SHORT_TEXT, FormData, Raw, read_object, read_text, sent_one
from courses.questions.arranging import Arrangement
from courses.questions.errors import Fault, NotComplete
from courses.questions.marks import FULL, Graded
from courses.questions.question_type import Answer, QuestionType, Supply, View
from courses.questions.shapes import Key, Prose, Shape
from courses.questions.short.accepting import Accepted, Accepting, code_of


class ShortDefinition(Accepting):
    """What is accepted, and how strictly it is compared."""

    accepted: dict[Key, tuple[str, ...]] | None = None


class ShortTexts(Shape):
    """The words of the question in one language, and the strings it accepts by key."""

    stem: Prose
    accepted: dict[Key, Accepted]
    feedback: Prose


class Short(QuestionType[ShortDefinition, ShortTexts]):
    """short/1."""

    key = "short/1"
    Definition = ShortDefinition
    Texts = ShortTexts
    compiled_definition_keys = frozenset({"accepted"})

    def check_definition(self, definition: ShortDefinition) -> list[Fault]:
        return definition.faults()

    def check_texts(self, definition: ShortDefinition, texts: ShortTexts) -> list[Fault]:
        return list(definition.text_faults(texts.accepted, ("texts", "accepted")))

    def complete(
        self, definition: ShortDefinition, texts: Mapping[str, ShortTexts], supply: Supply
    ) -> tuple[ShortDefinition, dict[str, ShortTexts]]:
        accepted = definition.gathered(one.accepted for one in texts.values())
        return definition.model_copy(update={"accepted": accepted}), dict(texts)

    def parse_answer(self, definition: ShortDefinition, raw: object) -> dict[str, Any]:
        text = read_object(raw, ("text",)).get("text")
        if text is None:
            return {"text": ""}
        return {"text": read_text(text, ("text",), limit=SHORT_TEXT)}

    def read_form(self, definition: ShortDefinition, data: FormData, prefix: str) -> Raw:
        return {"text": sent_one(data, f"{prefix}.text")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and answer["text"] != ""

    def missing(self, definition: ShortDefinition, answer: Answer | None) -> tuple[str, ...]:
        return () if self.is_answered(answer) else ("text",)

    def _score(
        self,
        definition: ShortDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, ShortTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        accepted = definition.accepted
        if accepted is None:
            if texts_by_language is None:
                raise NotComplete("short/1 needs its texts or a completed definition")
            accepted = definition.gathered(one.accepted for one in texts_by_language.values())
        best = definition.worth(accepted, answer["text"])
        return Fraction(best, FULL), {"text": code_of(best)}

    def shown(
        self, definition: ShortDefinition, texts: ShortTexts, arrangement: Arrangement | None
    ) -> View:
        return {"type": self.key, "stem": texts.stem}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        typed = answer.get("text") or ""
        return {"name": f"{prefix}.text", "typed": typed, "limit": SHORT_TEXT}

    def _review(
        self,
        definition: ShortDefinition,
        texts: ShortTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        return {
            "stem": texts.stem,
            "typed": answer.get("text", ""),
            "accepted": [texts.accepted[key][0] for key in definition.full_keys()]
            if told
            else None,
            "feedback": texts.feedback if told else "",
        }

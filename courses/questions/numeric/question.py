"""Numbers: definition, answer and marks.

Answer: `{"number": "1,000"}` as it was typed, or `{"number": ""}`. It is right when a
reading of it (see `reading`) lies within the tolerance of the key, both ends included.
All or nothing.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import StringConstraints

from courses.questions.answers import FormData, Raw, read_object, read_text, sent_one
from courses.questions.arranging import Arrangement
from courses.questions.errors import AnswerRefused, Fault
from courses.questions.marks import Graded
from courses.questions.numeric.reading import LIMIT, NotANumber, readings
from courses.questions.question_type import Answer, QuestionType, View
from courses.questions.shapes import Line, Prose, Shape

DecimalText = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$")]
ToleranceText = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,15}(\.[0-9]{1,15})?$")]


class NumericDefinition(Shape):
    """The number with a decimal point and no groups, and how far an answer may be off."""

    answer: DecimalText
    tolerance: ToleranceText = "0"


class NumericTexts(Shape):
    """The words of the question in one language; the unit stands behind the box."""

    stem: Prose
    unit: Line | None = None
    feedback: Prose


class Numeric(QuestionType[NumericDefinition, NumericTexts]):
    """numeric/1."""

    key = "numeric/1"
    Definition = NumericDefinition
    Texts = NumericTexts

    def check_definition(self, definition: NumericDefinition) -> list[Fault]:
        return []

    def check_texts(self, definition: NumericDefinition, texts: NumericTexts) -> list[Fault]:
        return []

    def parse_answer(self, definition: NumericDefinition, raw: object) -> dict[str, Any]:
        number = read_object(raw, ("number",)).get("number")
        if number is None:
            return {"number": ""}
        typed = read_text(number, ("number",), limit=LIMIT)
        if typed:
            try:
                readings(typed)
            except NotANumber as error:
                raise AnswerRefused("not_a_number", ("number",), "is not one number") from error
        return {"number": typed}

    def read_form(self, definition: NumericDefinition, data: FormData, prefix: str) -> Raw:
        return {"number": sent_one(data, f"{prefix}.number")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and answer["number"] != ""

    def missing(self, definition: NumericDefinition, answer: Answer | None) -> tuple[str, ...]:
        return () if self.is_answered(answer) else ("number",)

    def _score(
        self,
        definition: NumericDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, NumericTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        wanted, tolerance = Fraction(definition.answer), Fraction(definition.tolerance)
        if any(abs(value - wanted) <= tolerance for value in readings(answer["number"])):
            return Fraction(1), {"number": "right"}
        return Fraction(0), {"number": "wrong"}

    def shown(
        self, definition: NumericDefinition, texts: NumericTexts, arrangement: Arrangement | None
    ) -> View:
        return {"type": self.key, "stem": texts.stem, "unit": texts.unit}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        typed = answer.get("number") or ""
        return {"name": f"{prefix}.number", "typed": typed, "limit": LIMIT}

    def _review(
        self,
        definition: NumericDefinition,
        texts: NumericTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        exact = Fraction(definition.tolerance) == 0
        return {
            "stem": texts.stem,
            "unit": texts.unit,
            "typed": answer.get("number", ""),
            "answer": definition.answer if told else None,
            "tolerance": definition.tolerance if told and not exact else None,
            "feedback": texts.feedback if told else "",
        }

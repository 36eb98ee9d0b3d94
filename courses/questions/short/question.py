"""Short text: definition, answer and marks.

Answer: `{"text": "…"}`, or `{"text": ""}` for none. What was typed is compared (see
`comparing`) with the accepted strings of every language, and the best that fits counts:
so marks are the same in every language, and who answers a Spanish page with the English
term is right. An accepted key may be worth less than the full mark.

`complete` puts the accepted strings of all languages into the definition; before that,
grading needs the texts by language.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from courses.questions.answers import SHORT_TEXT, FormData, Raw, read_object, read_text, sent_one
from courses.questions.arranging import Arrangement
from courses.questions.errors import Fault, NotComplete
from courses.questions.keysets import compare
from courses.questions.marks import FULL, Graded
from courses.questions.question_type import Answer, QuestionType, Supply, View
from courses.questions.shapes import Flag, Key, Label, Prose, Shape, Whole, unique
from courses.questions.short.comparing import normalised


class Accept(Shape):
    """One answer that is accepted, in whatever words, and what it is worth."""

    key: Key
    quanta: Annotated[Whole, Field(ge=1, le=FULL)] = FULL


def _distinct(accepts: tuple[Accept, ...]) -> tuple[Accept, ...]:
    unique([accept.key for accept in accepts])
    return accepts


Accepted = Annotated[tuple[Label, ...], Field(min_length=1, max_length=50)]


class ShortDefinition(Shape):
    """What is accepted, and how strictly it is compared."""

    accept: Annotated[
        tuple[Accept, ...], Field(min_length=1, max_length=26), AfterValidator(_distinct)
    ]
    case_sensitive: Flag = False
    ignore_accents: Flag = False
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
        if any(accept.quanta == FULL for accept in definition.accept):
            return []
        return [Fault(("accept",), "one accepted answer has to be worth the full mark")]

    def check_texts(self, definition: ShortDefinition, texts: ShortTexts) -> list[Fault]:
        keys = [accept.key for accept in definition.accept]
        faults = list(compare(keys, texts.accepted, ("texts", "accepted")))
        for key, strings in texts.accepted.items():
            for index, string in enumerate(strings):
                path = ("texts", "accepted", key, index)
                if not _normal(definition, string):
                    faults.append(Fault(path, "holds nothing that is compared"))
                elif string in strings[:index]:
                    faults.append(Fault(path, "stands there twice"))
                elif len(string) > SHORT_TEXT:
                    faults.append(Fault(path, "is longer than an answer may be"))
        return faults

    def complete(
        self, definition: ShortDefinition, texts: Mapping[str, ShortTexts], supply: Supply
    ) -> tuple[ShortDefinition, dict[str, ShortTexts]]:
        accepted = _gathered(definition, texts.values())
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
            accepted = _gathered(definition, texts_by_language.values())
        given = _normal(definition, answer["text"])
        best = max((a.quanta for a in definition.accept if given in accepted[a.key]), default=0)
        code = "right" if best == FULL else "partly" if best else "wrong"
        return Fraction(best, FULL), {"text": code}

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
        full = [accept.key for accept in definition.accept if accept.quanta == FULL]
        return {
            "stem": texts.stem,
            "typed": answer.get("text", ""),
            "accepted": [texts.accepted[key][0] for key in full] if told else None,
            "feedback": texts.feedback if told else "",
        }


def _normal(definition: ShortDefinition, text: str) -> str:
    return normalised(
        text,
        case_sensitive=definition.case_sensitive,
        ignore_accents=definition.ignore_accents,
    )


def _gathered(
    definition: ShortDefinition, texts: Iterable[ShortTexts]
) -> dict[str, tuple[str, ...]]:
    spoken = list(texts)
    return {
        accept.key: tuple(
            sorted({_normal(definition, s) for words in spoken for s in words.accepted[accept.key]})
        )
        for accept in definition.accept
    }

"""Free text: definition, answer, and marks that a person gives.

Answer: `{"text": "…"}`, or `{"text": ""}` for none. Until a person has marked it, a text is
worth nothing and every criterion is `unmarked`. The marks are those of an analytic rubric:
each criterion earns the share of the level that was chosen, times its weight, divided by
the sum of weights.

Limits of words are told, counted and shown to the marker; they refuse nothing, so that a
text that is too long is saved all the same. Words are what white space parts.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from courses.questions.answers import (
    FormData,
    Raw,
    read_key,
    read_object,
    read_text,
    sent_one,
    sent_under,
)
from courses.questions.arranging import Arrangement
from courses.questions.errors import AnswerRefused, Fault
from courses.questions.freetext.definition import (
    FreeTextDefinition,
    FreeTextTexts,
    definition_faults,
    text_faults,
)
from courses.questions.marks import FULL, Graded
from courses.questions.question_type import Answer, QuestionType, View

LIMIT = 12_000
UNMARKED = "unmarked"


class FreeText(QuestionType[FreeTextDefinition, FreeTextTexts]):
    """freetext/1."""

    key = "freetext/1"
    Definition = FreeTextDefinition
    Texts = FreeTextTexts
    is_marked_by_person = True
    marking_template = "courses/questions/freetext/marking.html"

    def check_definition(self, definition: FreeTextDefinition) -> list[Fault]:
        return list(definition_faults(definition))

    def check_texts(self, definition: FreeTextDefinition, texts: FreeTextTexts) -> list[Fault]:
        return list(text_faults(definition, texts))

    def parse_answer(self, definition: FreeTextDefinition, raw: object) -> dict[str, Any]:
        text = read_object(raw, ("text",)).get("text")
        if text is None:
            return {"text": ""}
        return {"text": read_text(text, ("text",), limit=LIMIT, multiline=True)}

    def read_form(self, definition: FreeTextDefinition, data: FormData, prefix: str) -> Raw:
        return {"text": sent_one(data, f"{prefix}.text")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and answer["text"] != ""

    def missing(self, definition: FreeTextDefinition, answer: Answer | None) -> tuple[str, ...]:
        words = words_in(answer)
        least, most = definition.min_words or 1, definition.max_words or words
        return () if least <= words <= most else ("text",)

    def _score(
        self,
        definition: FreeTextDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, FreeTextTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        return Fraction(0), {criterion.key: UNMARKED for criterion in definition.criteria}

    def grade_marked(self, definition: FreeTextDefinition, levels: Mapping[str, str]) -> Graded:
        earned, weight, outcomes = 0, 0, {}
        for criterion in definition.criteria:
            level = levels.get(criterion.key, UNMARKED)
            quanta = criterion.quanta_of(level)
            earned += (quanta or 0) * criterion.weight
            weight += criterion.weight
            outcomes[criterion.key] = UNMARKED if quanta is None else level
        return Graded(Fraction(earned, weight * FULL), outcomes)

    def shown(
        self, definition: FreeTextDefinition, texts: FreeTextTexts, arrangement: Arrangement | None
    ) -> View:
        titles = [texts.criteria[criterion.key].title for criterion in definition.criteria]
        return {
            "type": self.key,
            "stem": texts.stem,
            "looked_at": titles if definition.show_criteria else [],
            "least": definition.min_words,
            "most": definition.max_words,
        }

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        typed = answer.get("text") or ""
        return {
            "name": f"{prefix}.text",
            "typed": typed,
            "limit": LIMIT,
            "words": len(str(typed).split()),
        }

    def _review(
        self,
        definition: FreeTextDefinition,
        texts: FreeTextTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        rubric = rubric_rows(definition, texts, graded.outcomes)
        return {
            "stem": texts.stem,
            "typed": answer.get("text", ""),
            "words": words_in(answer),
            "criteria": [row for row in rubric if row["level"]] if told else [],
            "model_answer": (texts.model_answer or "") if told else "",
            "feedback": texts.feedback if told else "",
        }

    # What a marker does.

    def read_levels(
        self, definition: FreeTextDefinition, data: FormData, prefix: str
    ) -> dict[str, str]:
        """Return a level for every criterion as marking.html sent them; raise AnswerRefused."""
        return self.parse_levels(definition, sent_under(data, f"{prefix}.level."))

    def parse_levels(self, definition: FreeTextDefinition, raw: object) -> dict[str, str]:
        """Return a level for every criterion; raise AnswerRefused where one is missing."""
        keys = [criterion.key for criterion in definition.criteria]
        sent = read_object(raw, keys, ("levels",))
        for key in keys:
            if key not in sent:
                raise AnswerRefused("unmarked", ("levels", key), "was not marked")
        return {
            criterion.key: read_key(
                sent[criterion.key],
                [level.key for level in criterion.levels],
                ("levels", criterion.key),
            )
            for criterion in definition.criteria
        }

    def marking_context(
        self,
        definition: FreeTextDefinition,
        texts: FreeTextTexts,
        answer: Answer | None,
        *,
        prefix: str,
        levels: Mapping[str, str] | None = None,
        refused: AnswerRefused | None = None,
    ) -> View:
        """Return `q` for marking.html: the text without a name, the rubric, the model answer."""
        rows = rubric_rows(definition, texts, levels or {})
        for row in rows:
            row["name"] = f"{prefix}.level.{row['key']}"
            row["where"] = f"levels.{row['key']}"
            for level in row["levels"]:
                level["id"] = f"{row['name']}.{level['key']}"
        return {
            "type": self.key,
            "template": self.marking_template,
            "prefix": prefix,
            "stem": texts.stem,
            "typed": (answer or {}).get("text", ""),
            "words": words_in(answer),
            "least": definition.min_words,
            "most": definition.max_words,
            "model_answer": texts.model_answer or "",
            "criteria": rows,
            "refused": {"code": refused.code, "where": refused.where} if refused else None,
        }


def words_in(answer: Answer | None) -> int:
    """Return how many words were written."""
    return len(str((answer or {}).get("text", "")).split())


def rubric_rows(
    definition: FreeTextDefinition, texts: FreeTextTexts, levels: Mapping[str, str]
) -> list[View]:
    """Return the rubric in words, with the level that was chosen in each criterion."""
    rows = []
    for criterion in definition.criteria:
        words = texts.criteria[criterion.key]
        quanta = criterion.quanta_of(levels.get(criterion.key, UNMARKED))
        chosen = "" if quanta is None else levels[criterion.key]
        rows.append(
            {
                "key": criterion.key,
                "title": words.title,
                "weight": criterion.weight,
                "level": words.levels[chosen] if chosen else "",
                "outcome": code_of_level(quanta),
                "levels": [
                    {
                        "key": level.key,
                        "html": words.levels[level.key],
                        "percent": round(Fraction(level.quanta * 100, FULL)),
                        "checked": level.key == chosen,
                    }
                    for level in criterion.levels
                ],
            }
        )
    return rows


def code_of_level(quanta: int | None) -> str:
    """Return right, partly or wrong for a level, or nothing where none was chosen."""
    if quanta is None:
        return ""
    return "right" if quanta == FULL else "partly" if quanta else "wrong"

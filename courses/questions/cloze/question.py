"""Cloze: definition, answer and marks.

Answer: `{"blanks": {blank: value}}` with an option's key, the words or the number as typed;
a blank that was left is absent. Partial credit is the weighted mean over the blanks, as in
the embedded-answers question of Moodle and in the sum of mapped responses of IMS Question &
Test Interoperability 2.1 (`map_response` per gap): each blank earns its own share (a choice
and a number all or nothing, a typed text what its accepted answer is worth), times its
weight, divided by the sum of weights. A wrong blank takes nothing from another, and no
guessing is corrected for: a blank that is left and one that is wrong are worth the same.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from courses.questions.answers import (
    SHORT_TEXT,
    FormData,
    Raw,
    read_key,
    read_object,
    read_text,
    sent_under,
)
from courses.questions.arranging import Arrangement, arranged, shuffled
from courses.questions.cloze.definition import (
    KINDS,
    Blank,
    ChoiceBlank,
    ClozeDefinition,
    ClozeTexts,
    NumberBlank,
    ShortBlank,
    definition_faults,
    pieces,
    seated,
    text_faults,
)
from courses.questions.errors import AnswerRefused, Fault, FaultsFound, NotComplete
from courses.questions.marks import FULL, Graded
from courses.questions.numeric.reading import LIMIT, NotANumber, readings
from courses.questions.question_type import Answer, Choices, QuestionType, Supply, View
from courses.questions.short.accepting import Strings, code_of

type Accepted = Mapping[str, Strings]


class Cloze(QuestionType[ClozeDefinition, ClozeTexts]):
    """cloze/1."""

    key = "cloze/1"
    Definition = ClozeDefinition
    Texts = ClozeTexts
    compiled_definition_keys = frozenset({"accepted"})

    def parse_definition(self, raw: object) -> ClozeDefinition:
        try:
            return super().parse_definition(raw)
        except FaultsFound as found:
            raise FaultsFound(_without_kind(fault) for fault in found.faults) from found

    def check_definition(self, definition: ClozeDefinition) -> list[Fault]:
        return list(definition_faults(definition))

    def check_texts(self, definition: ClozeDefinition, texts: ClozeTexts) -> list[Fault]:
        return list(text_faults(definition, texts))

    def complete(
        self, definition: ClozeDefinition, texts: Mapping[str, ClozeTexts], supply: Supply
    ) -> tuple[ClozeDefinition, dict[str, ClozeTexts]]:
        accepted = _gathered(definition, texts)
        return definition.model_copy(update={"accepted": accepted}), dict(texts)

    def parse_answer(self, definition: ClozeDefinition, raw: object) -> dict[str, Any]:
        keys = [blank.key for blank in definition.blanks]
        values = read_object(read_object(raw, ("blanks",)).get("blanks", {}), keys, ("blanks",))
        read = {
            blank.key: _value(blank, values[blank.key])
            for blank in definition.blanks
            if values.get(blank.key) is not None
        }
        return {"blanks": {key: value for key, value in read.items() if value}}

    def read_form(self, definition: ClozeDefinition, data: FormData, prefix: str) -> Raw:
        return {"blanks": sent_under(data, f"{prefix}.blank.")}

    def is_answered(self, answer: Answer | None) -> bool:
        return answer is not None and bool(answer["blanks"])

    def missing(self, definition: ClozeDefinition, answer: Answer | None) -> tuple[str, ...]:
        filled = answer["blanks"] if answer else {}
        return tuple(blank.key for blank in definition.blanks if blank.key not in filled)

    def _score(
        self,
        definition: ClozeDefinition,
        answer: Answer,
        texts_by_language: Mapping[str, ClozeTexts] | None,
    ) -> tuple[Fraction, dict[str, str]]:
        accepted: Accepted | None = definition.accepted
        if accepted is None:
            if texts_by_language is None:
                raise NotComplete("cloze/1 needs its texts or a completed definition")
            accepted = _gathered(definition, texts_by_language)
        earned, weight, outcomes = 0, 0, {}
        for blank in definition.blanks:
            given = answer["blanks"].get(blank.key)
            quanta = 0 if given is None else _worth(blank, given, accepted)
            earned += quanta * blank.weight
            weight += blank.weight
            outcomes[blank.key] = "unanswered" if given is None else code_of(quanta)
        return Fraction(earned, weight * FULL), outcomes

    def choices(self, definition: ClozeDefinition) -> Mapping[str, Choices]:
        return {
            blank.key: Choices(tuple(blank.options), frozenset({blank.correct}))
            for blank in definition.of_kind(ChoiceBlank)
        }

    def chosen(self, answer: Answer) -> Iterator[tuple[str, str]]:
        yield from answer["blanks"].items()

    def choice_words(self, texts: ClozeTexts, part: str, choice: str) -> str:
        return texts.options.get(part, {}).get(choice, choice)

    def arrange(self, definition: ClozeDefinition, rng: Random) -> Arrangement:
        return {
            blank.key: shuffled(blank.options, rng)
            for blank in definition.of_kind(ChoiceBlank)
            if not blank.fixed_order
        }

    def shown(
        self, definition: ClozeDefinition, texts: ClozeTexts, arrangement: Arrangement | None
    ) -> View:
        blanks = {blank.key: blank for blank in definition.blanks}
        rows: list[View] = []
        for what, value in pieces(texts.stem, blanks):
            if what == "html":
                rows.append({"html": value})
            else:
                number = sum("blank" in row for row in rows) + 1
                row = _shown_blank(blanks[value], texts, arrangement)
                rows.append({"blank": {**row, "number": number}})
        return {"type": self.key, "pieces": seated(rows)}

    def _controls(self, shown: View, answer: Answer, prefix: str) -> View:
        values = answer.get("blanks", {})
        return {"pieces": [_control(piece, values, prefix) for piece in shown["pieces"]]}

    def _review(
        self,
        definition: ClozeDefinition,
        texts: ClozeTexts,
        answer: Answer,
        graded: Graded,
        arrangement: Arrangement | None,
        *,
        told: bool,
    ) -> View:
        values = answer.get("blanks", {})
        blanks = {blank.key: blank for blank in definition.blanks}
        filled: list[View] = []
        rows: list[View] = []
        for what, value in pieces(texts.stem, blanks):
            if what == "html":
                filled.append({"html": value})
                continue
            speaks = told or value in values
            row = {
                "key": value,
                "number": len(rows) + 1,
                "given": _in_words(blanks[value], texts, values.get(value)),
                "outcome": graded.outcomes.get(value, "unanswered") if speaks else "",
                "right": _right(blanks[value], texts) if told else None,
                "feedback": texts.blank_feedback.get(value, "") if told else "",
            }
            filled.append({"blank": row})
            rows.append(row)
        return {
            "pieces": seated(filled),
            "blanks": rows,
            "feedback": texts.feedback if told else "",
        }


def _without_kind(fault: Fault) -> Fault:
    """The place as the file has it: the kind of a blank is no key on the way."""
    path = fault.path
    if len(path) > 2 and path[0] == "blanks" and path[2] in KINDS:
        path = (*path[:2], *path[3:])
    return Fault(path, fault.message)


def _gathered(
    definition: ClozeDefinition, texts: Mapping[str, ClozeTexts]
) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        blank.key: blank.gathered(words.accepted[blank.key] for words in texts.values())
        for blank in definition.of_kind(ShortBlank)
    }


def _value(blank: Blank, value: object) -> str:
    path = ("blanks", blank.key)
    if isinstance(blank, ChoiceBlank):
        return read_key(value, blank.options, path)
    if isinstance(blank, ShortBlank):
        return read_text(value, path, limit=SHORT_TEXT)
    typed = read_text(value, path, limit=LIMIT)
    if typed:
        try:
            readings(typed)
        except NotANumber as error:
            raise AnswerRefused("not_a_number", path, "is not one number") from error
    return typed


def _worth(blank: Blank, given: str, accepted: Accepted) -> int:
    if isinstance(blank, ChoiceBlank):
        return FULL if given == blank.correct else 0
    if isinstance(blank, ShortBlank):
        return blank.worth(accepted[blank.key], given)
    wanted, tolerance = Fraction(blank.answer), Fraction(blank.tolerance)
    return FULL if any(abs(value - wanted) <= tolerance for value in readings(given)) else 0


def _shown_blank(blank: Blank, texts: ClozeTexts, arrangement: Arrangement | None) -> View:
    row: View = {"key": blank.key, "kind": blank.kind}
    if isinstance(blank, ChoiceBlank):
        words = texts.options[blank.key]
        order = arranged(blank.options, arrangement, blank.key)
        row["options"] = [{"key": key, "label": words[key]} for key in order]
    return row


def _control(piece: View, values: Mapping[str, Any], prefix: str) -> View:
    if "blank" not in piece:
        return piece
    blank = piece["blank"]
    typed = values.get(blank["key"]) or ""
    row = {
        **blank,
        "name": f"{prefix}.blank.{blank['key']}",
        "where": f"blanks.{blank['key']}",
        "typed": typed,
        "limit": LIMIT if blank["kind"] == "number" else SHORT_TEXT,
    }
    if "options" in blank:
        row["options"] = [
            {**option, "selected": option["key"] == typed} for option in blank["options"]
        ]
    return {"blank": row}


def _in_words(blank: Blank, texts: ClozeTexts, given: str | None) -> str:
    if given is None:
        return ""
    return texts.options[blank.key][given] if isinstance(blank, ChoiceBlank) else given


def _right(blank: Blank, texts: ClozeTexts) -> str:
    """What is right in words; of several strings the first of the first full key."""
    if isinstance(blank, ChoiceBlank):
        return texts.options[blank.key][blank.correct]
    if isinstance(blank, NumberBlank):
        exact = Fraction(blank.tolerance) == 0
        return blank.answer if exact else f"{blank.answer} ± {blank.tolerance}"
    return texts.accepted[blank.key][blank.full_keys()[0]][0]

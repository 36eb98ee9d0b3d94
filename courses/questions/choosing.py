"""What single and multiple choice have in common: their texts, their options, their rows."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from random import Random

from courses.questions.arranging import Arrangement, arranged, shuffled
from courses.questions.errors import Fault
from courses.questions.keysets import compare
from courses.questions.question_type import View
from courses.questions.shapes import Flag, Key, Line, OptionKeys, Prose, Shape


class ChoiceDefinition(Shape):
    """Two to 26 options, in the author's order; `fixed_order` keeps them from being shuffled."""

    options: OptionKeys
    fixed_order: Flag = False


class ChoiceTexts(Shape):
    """The words of a choice in one language."""

    stem: Prose
    options: dict[Key, Line]
    option_feedback: dict[Key, Prose] = {}
    feedback: Prose


def choice_faults(definition: ChoiceDefinition, texts: ChoiceTexts) -> Iterator[Fault]:
    """Yield where the texts and the options do not fit."""
    yield from compare(definition.options, texts.options, ("texts", "options"))
    yield from compare(
        definition.options, texts.option_feedback, ("texts", "option_feedback"), partial=True
    )


def option_arrangement(definition: ChoiceDefinition, rng: Random) -> Arrangement:
    """Return a shuffle of the options, or nothing where their order is fixed."""
    return {} if definition.fixed_order else {"options": shuffled(definition.options, rng)}


def shown_options(
    definition: ChoiceDefinition, texts: ChoiceTexts, arrangement: Arrangement | None
) -> list[View]:
    """Return the options in their order on the page."""
    order = arranged(definition.options, arrangement, "options")
    return [{"key": key, "html": texts.options[key]} for key in order]


def option_controls(options: Sequence[View], chosen: object, prefix: str) -> list[View]:
    """Return the options with an id each, and those that were chosen as checked."""
    picked = chosen if isinstance(chosen, list) else [chosen]
    return [
        {**option, "id": f"{prefix}.option.{option['key']}", "checked": option["key"] in picked}
        for option in options
    ]


def reviewed_options(
    options: Sequence[View],
    texts: ChoiceTexts,
    *,
    chosen: Collection[str],
    correct: Collection[str],
    outcomes: Mapping[str, str],
    told: bool,
) -> list[View]:
    """Return the options with what was chosen and, once it may be told, what is right."""
    return [
        {
            **option,
            "chosen": option["key"] in chosen,
            "correct": option["key"] in correct if told else None,
            "outcome": outcomes.get(option["key"], "") if told or option["key"] in chosen else "",
            "feedback": texts.option_feedback.get(option["key"], "")
            if told or option["key"] in chosen
            else "",
        }
        for option in options
    ]

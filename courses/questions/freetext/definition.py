"""What an author writes of a free text: the rubric, limits of length, and the words."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from courses.questions.errors import Fault
from courses.questions.keysets import compare
from courses.questions.marks import FULL
from courses.questions.shapes import Flag, Key, Label, Line, Prose, Shape, Whole, unique

MOST_WORDS = 1_500
Words = Annotated[Whole, Field(ge=1, le=MOST_WORDS)]


class Level(Shape):
    """One step of a criterion, and the share of its weight that it earns, in quanta."""

    key: Key
    quanta: Annotated[Whole, Field(ge=0, le=FULL)]


def _distinct[K: (Level, "Criterion")](found: tuple[K, ...]) -> tuple[K, ...]:
    unique([one.key for one in found])
    return found


class Criterion(Shape):
    """One thing that a marker looks at; its levels stand in the author's order."""

    key: Key
    weight: Annotated[Whole, Field(ge=1, le=100)] = 1
    levels: Annotated[
        tuple[Level, ...], Field(min_length=2, max_length=8), AfterValidator(_distinct)
    ]

    def quanta_of(self, level: str) -> int | None:
        """Return what the level earns, or None where it is none of the criterion's."""
        return next((one.quanta for one in self.levels if one.key == level), None)


class FreeTextDefinition(Shape):
    """The rubric. `show_criteria` tells the learner beforehand what is looked at, by title."""

    criteria: Annotated[
        tuple[Criterion, ...], Field(min_length=1, max_length=12), AfterValidator(_distinct)
    ]
    min_words: Words | None = None
    max_words: Words | None = None
    show_criteria: Flag = False


class CriterionTexts(Shape):
    """The words of one criterion."""

    title: Label
    levels: dict[Key, Line]


class FreeTextTexts(Shape):
    """The words of one language; the model answer is shown afterwards only."""

    stem: Prose
    criteria: dict[Key, CriterionTexts]
    model_answer: Prose | None = None
    feedback: Prose


def definition_faults(definition: FreeTextDefinition) -> Iterator[Fault]:
    """Yield what does not fit together in the rubric."""
    for index, criterion in enumerate(definition.criteria):
        worth = {level.quanta for level in criterion.levels}
        if not {0, FULL} <= worth:
            path = ("criteria", index, "levels")
            yield Fault(path, "needs a level worth the full mark and one worth nothing")
    least, most = definition.min_words, definition.max_words
    if least is not None and most is not None and least > most:
        yield Fault(("max_words",), "is less than the least number of words")


def text_faults(definition: FreeTextDefinition, texts: FreeTextTexts) -> Iterator[Fault]:
    """Yield the keys of the rubric that the texts of a language lack or invent."""
    rubric = {criterion.key: criterion for criterion in definition.criteria}
    path = ("texts", "criteria")
    yield from compare(rubric, texts.criteria, path)
    for key, criterion in rubric.items():
        if key in texts.criteria:
            levels = [level.key for level in criterion.levels]
            yield from compare(levels, texts.criteria[key].levels, (*path, key, "levels"))

"""What an author writes of a cloze: the blanks and their keys, and the words around them.

A blank stands in the text as `{{key}}`, once in every language, wherever the sentence of
that language needs it.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from courses.questions.errors import Fault, Path
from courses.questions.keysets import compare
from courses.questions.numeric.question import DecimalText, ToleranceText
from courses.questions.shapes import Flag, Key, Label, OptionKeys, Prose, Shape, Whole, unique
from courses.questions.short.accepting import Accepted, Accepting

KINDS = frozenset({"choice", "short", "number"})
MARK = re.compile(r"\{\{([a-z0-9-]{1,64})\}\}")
_TAG_OR_MARK = re.compile(r"<[^>]*>|\{\{([a-z0-9-]{1,64})\}\}")
_BEHIND = re.compile(r"[.,;:!?)\]%’”»…]+")
_BEFORE = re.compile(r"[(\[¿¡‘“«]+$")
_NO_PLACE = re.compile(r"`[^`\n]*\{\{[^`\n]*`|\]\([^)\n]*\{\{[^)\n]*\)")

Weight = Annotated[Whole, Field(ge=1, le=100)]


class ChoiceBlank(Shape):
    """A blank with a list to choose from."""

    key: Key
    kind: Literal["choice"]
    options: OptionKeys
    correct: Key
    fixed_order: Flag = False
    weight: Weight = 1


class ShortBlank(Accepting):
    """A blank for a word or a few, compared as a short answer is."""

    key: Key
    kind: Literal["short"]
    weight: Weight = 1


class NumberBlank(Shape):
    """A blank for a number, read as a numeric answer is."""

    key: Key
    kind: Literal["number"]
    answer: DecimalText
    tolerance: ToleranceText = "0"
    weight: Weight = 1


Blank = Annotated[ChoiceBlank | ShortBlank | NumberBlank, Field(discriminator="kind")]


def _distinct(blanks: tuple[Blank, ...]) -> tuple[Blank, ...]:
    unique([blank.key for blank in blanks])
    return blanks


class ClozeDefinition(Shape):
    """The blanks. `accepted` is added by the compiler, never by an author."""

    blanks: Annotated[
        tuple[Blank, ...], Field(min_length=1, max_length=26), AfterValidator(_distinct)
    ]
    accepted: dict[Key, dict[Key, tuple[str, ...]]] | None = None

    def of_kind[B: ChoiceBlank | ShortBlank | NumberBlank](self, kind: type[B]) -> list[B]:
        """Return the blanks of one kind."""
        return [blank for blank in self.blanks if isinstance(blank, kind)]


class ClozeTexts(Shape):
    """The words of one language: the text with its blanks, and what each blank offers."""

    stem: Prose
    options: dict[Key, dict[Key, Label]] = {}
    accepted: dict[Key, dict[Key, Accepted]] = {}
    blank_feedback: dict[Key, Prose] = {}
    feedback: Prose


def definition_faults(definition: ClozeDefinition) -> Iterator[Fault]:
    """Yield what does not fit together in the blanks."""
    for index, blank in enumerate(definition.blanks):
        if isinstance(blank, ShortBlank):
            yield from blank.faults(("blanks", index))
        elif isinstance(blank, ChoiceBlank) and blank.correct not in blank.options:
            yield Fault(("blanks", index, "correct"), f"“{blank.correct}” is none of the options")


def text_faults(definition: ClozeDefinition, texts: ClozeTexts) -> Iterator[Fault]:
    """Yield where the words of a language do not fit the blanks."""
    yield from _mark_faults(definition, texts.stem)
    choices = {blank.key: blank for blank in definition.of_kind(ChoiceBlank)}
    yield from compare(choices, texts.options, ("texts", "options"))
    for key, choice in choices.items():
        if key in texts.options:
            yield from compare(choice.options, texts.options[key], ("texts", "options", key))
    typed = {blank.key: blank for blank in definition.of_kind(ShortBlank)}
    yield from compare(typed, texts.accepted, ("texts", "accepted"))
    for key, short in typed.items():
        if key in texts.accepted:
            yield from short.text_faults(texts.accepted[key], ("texts", "accepted", key))
    keys = [blank.key for blank in definition.blanks]
    yield from compare(keys, texts.blank_feedback, ("texts", "blank_feedback"), partial=True)


def _mark_faults(definition: ClozeDefinition, stem: str) -> Iterator[Fault]:
    path: Path = ("texts", "stem")
    keys, marks = [blank.key for blank in definition.blanks], MARK.findall(stem)
    for key in keys:
        if marks.count(key) != 1:
            times = "nowhere" if key not in marks else "more than once"
            yield Fault(path, f"the blank {{{{{key}}}}} stands {times} in the text")
    for key in dict.fromkeys(marks):
        if key not in keys:
            yield Fault(path, f"{{{{{key}}}}} is a blank that the question does not have")
    if "{{" in MARK.sub("", stem) or "}}" in MARK.sub("", stem):
        yield Fault(path, "has double braces that are no blank: write {{key}}")
    if _NO_PLACE.search(stem):
        yield Fault(path, "has a blank in code or in an address, where nothing can be filled in")


def pieces(html: str, keys: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return the text as ("html", …) and ("blank", key) in their order.

    Total on purpose: a mark inside a tag is left alone, and a blank that the text does not
    hold (its words were taken out of the release) follows at the end.
    """
    found: list[tuple[str, str]] = []
    placed: set[str] = set()
    start = 0
    for match in _TAG_OR_MARK.finditer(html):
        key = match[1]
        if key is None or key not in keys or key in placed:
            continue
        found += [("html", html[start : match.start()]), ("blank", key)]
        placed.add(key)
        start = match.end()
    found.append(("html", html[start:]))
    found += [("blank", key) for key in keys if key not in placed]
    return [(what, value) for what, value in found if value]


def seated(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with the punctuation beside a blank moved into it, so that none is torn off.

    A row is {"html": …} or {"blank": {…}}; a blank gains `before` and `behind`.
    """
    for row, following in pairwise(rows):
        if "blank" in row and "html" in following:
            ending = _BEHIND.match(following["html"])
            row["blank"]["behind"] = ending[0] if ending else ""
            following["html"] = following["html"].removeprefix(row["blank"]["behind"])
        elif "html" in row and "blank" in following:
            opening = _BEFORE.search(row["html"])
            following["blank"]["before"] = opening[0] if opening else ""
            row["html"] = row["html"].removesuffix(following["blank"]["before"])
    return rows

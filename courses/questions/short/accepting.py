"""What a typed text may say to be accepted, and what each of it is worth.

Shared by a short answer and by a typed blank of a cloze: one way of comparing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import AfterValidator, Field

from courses.questions.answers import SHORT_TEXT
from courses.questions.errors import Fault, Path
from courses.questions.keysets import compare
from courses.questions.marks import FULL
from courses.questions.shapes import Flag, Key, Label, Shape, Whole, unique
from courses.questions.short.comparing import normalised


class Accept(Shape):
    """One answer that is accepted, in whatever words, and what it is worth."""

    key: Key
    quanta: Annotated[Whole, Field(ge=1, le=FULL)] = FULL


def _distinct(accepts: tuple[Accept, ...]) -> tuple[Accept, ...]:
    unique([accept.key for accept in accepts])
    return accepts


Accepted = Annotated[tuple[Label, ...], Field(min_length=1, max_length=50)]
type Strings = Mapping[str, tuple[str, ...]]


class Accepting(Shape):
    """What is accepted, and how strictly it is compared."""

    accept: Annotated[
        tuple[Accept, ...], Field(min_length=1, max_length=26), AfterValidator(_distinct)
    ]
    case_sensitive: Flag = False
    ignore_accents: Flag = False

    def normal(self, text: str) -> str:
        """Return the form in which the text is compared."""
        return normalised(
            text, case_sensitive=self.case_sensitive, ignore_accents=self.ignore_accents
        )

    def gathered(self, spoken: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
        """Return by key what every language accepts, as it is compared."""
        lists = list(spoken)
        return {
            accept.key: tuple(
                sorted({self.normal(one) for words in lists for one in words[accept.key]})
            )
            for accept in self.accept
        }

    def worth(self, accepted: Strings, text: str) -> int:
        """Return the quanta of the best that fits; 0 where nothing does."""
        given = self.normal(text)
        return max((a.quanta for a in self.accept if given in accepted[a.key]), default=0)

    def full_keys(self) -> list[str]:
        """Return the keys that are worth the full mark."""
        return [accept.key for accept in self.accept if accept.quanta == FULL]

    def faults(self, path: Path = ()) -> list[Fault]:
        """Return what does not fit together in what is accepted."""
        if self.full_keys():
            return []
        return [Fault((*path, "accept"), "one accepted answer has to be worth the full mark")]

    def text_faults(self, accepted: Mapping[str, Sequence[str]], path: Path) -> Iterator[Fault]:
        """Yield what is wrong with the accepted strings of one language."""
        yield from compare([accept.key for accept in self.accept], accepted, path)
        for key, strings in accepted.items():
            for index, string in enumerate(strings):
                place = (*path, key, index)
                if not self.normal(string):
                    yield Fault(place, "holds nothing that is compared")
                elif string in strings[:index]:
                    yield Fault(place, "stands there twice")
                elif len(string) > SHORT_TEXT:
                    yield Fault(place, "is longer than an answer may be")


def code_of(quanta: int) -> str:
    """Return right, partly or wrong for what a typed text is worth."""
    return "right" if quanta == FULL else "partly" if quanta else "wrong"

"""What is found in a report: frozen values with positions in the received text (pure).

``start`` and ``end`` count characters; ``text[start:end] == quote`` holds for everything here.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

type BlockKind = Literal["heading", "paragraph", "item", "furniture"]
# The level of a block that is set as a heading and heads nothing: a standfirst.
NO_HEADING = 9
type FactKind = Literal["figure", "date", "operation", "role", "status", "named"]


@dataclass(frozen=True)
class Block:
    """A stretch of the text that stands by itself; ``level`` is that of a marked heading."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0


@dataclass(frozen=True)
class Span:
    """Words of the text at their place."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Section:
    """A heading of the article's own with the paragraphs below it."""

    heading: Span
    paragraphs: tuple[Span, ...]


@dataclass(frozen=True)
class Name:
    """Something named: its plain name, how often, and where it is named first."""

    name: str
    quote: str
    start: int
    end: int
    mentions: int = 1
    code: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class Figure:
    """A number as it is written and as it is meant; ``high`` is set for a range."""

    written: str
    value: Decimal
    start: int
    end: int
    high: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True)
class DateFound:
    """A date in ISO 8601, as partial as it is written; ``until`` closes a range.

    ``basis`` says where a part that is not written comes from: the year from the text, or the
    whole day from the day of publishing.
    """

    on: str
    start: int
    end: int
    until: str = ""
    basis: Literal["written", "context", "published"] = "written"
    is_ambiguous: bool = False

    @property
    def iso(self) -> str:
        return f"{self.on}/{self.until}" if self.until else self.on


@dataclass(frozen=True)
class Fact:
    """One claim of one sentence: ``quote`` is that sentence, ``mark_*`` where it says so."""

    key: str
    kind: FactKind
    quote: str
    start: int
    end: int
    mark_start: int
    mark_end: int
    statement: str
    figure: Figure | None = None
    date: DateFound | None = None
    unit: str = ""
    hedges: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    role: str = ""
    actor: str = ""
    section: str = ""
    repeats: tuple[int, ...] = ()


@dataclass(frozen=True)
class Event:
    """A dated event: the sentence that tells it."""

    on: str
    until: str
    quote: str
    start: int
    end: int
    hedges: tuple[str, ...] = ()
    basis: str = "written"
    fact: str = ""


@dataclass(frozen=True)
class QuestionProposal:
    """A question as plain data; the workshop makes one of it. ``is_on``: offered ticked."""

    kind: Literal["print-as-fact", "order", "role", "status", "number", "date"]
    uid: str
    is_on: bool
    facts: tuple[str, ...]
    data: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Findings:
    """Everything that was found in one text."""

    title: Span | None
    published_on: str
    lead: tuple[Span, ...]
    sections: tuple[Section, ...]
    furniture: tuple[Span, ...]
    facts: tuple[Fact, ...]
    timeline: tuple[Event, ...]
    organisations: tuple[Name, ...]
    countries: tuple[Name, ...]
    operations: tuple[Name, ...]
    persons: tuple[Name, ...]
    questions: tuple[QuestionProposal, ...]

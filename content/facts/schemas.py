"""The file model of facts, their translations and conflicts (pure)."""

from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints, field_validator

from content.schema_types import (
    Digest,
    Languages,
    Line,
    Lines,
    Number,
    PartialDate,
    Slug,
    Strict,
    Text,
    Texts,
)
from content.sources.schemas import CitationEntry

FactStatus = Literal[
    "reported", "estimated", "disputed", "confirmed", "suspected", "alleged", "arrested",
    "charged", "convicted", "acquitted", "dismissed", "appealed", "proposed", "provisional",
    "adopted", "in-force", "lapsed", "open",
]  # fmt: skip


class FactVersionEntry(Strict):
    number: Number
    change: Literal["editorial", "substantive"] | None = None
    statement: Text
    figures: list[Annotated[str, StringConstraints(min_length=1, max_length=60)]] = []
    unit: Annotated[Line, StringConstraints(max_length=100)] | None = None
    status: FactStatus | None = None
    as_of: PartialDate | None = None
    citations: list[CitationEntry]

    @field_validator("citations")
    @classmethod
    def rests_on_something(cls, citations: list[CitationEntry]) -> list[CitationEntry]:
        """A fact without a source is none."""
        if not citations:
            raise ValueError("rests on no source: cite one, with a quote or a place in it")
        return citations


class FactEntry(Strict):
    key: Slug
    versions: Annotated[list[FactVersionEntry], Field(min_length=1)]


class PositionEntry(Strict):
    value: Texts
    citations: list[CitationEntry] = []


class ConflictEntry(Strict):
    uid: Slug
    facts: Annotated[list[Slug], Field(min_length=1)]
    question: Texts
    positions: Annotated[list[PositionEntry], Field(min_length=2)]
    taught: Texts
    why: Texts
    shown: bool = True


class FactsFile(Strict):
    facts: list[FactEntry] = []
    conflicts: list[ConflictEntry] = []


class FactTextEntry(Strict):
    number: Number
    statement: Text
    of: Digest | None = None


class FactTextsFile(RootModel[dict[Slug, list[FactTextEntry]]]):
    root: dict[Slug, list[FactTextEntry]]


class BackgroundFile(Strict):
    format: Literal["casebook-background/1"]
    slug: Slug
    languages: Languages
    title: Lines

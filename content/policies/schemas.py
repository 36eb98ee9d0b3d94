"""The file model of a policy, its editions and clauses (pure)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, RootModel

from content.schema_types import (
    Code,
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

LawStatus = Literal[
    "proposed", "provisional", "adopted", "in-force", "partly-in-force", "suspended",
    "lapsed", "repealed", "voluntary",
]  # fmt: skip


class ChapterEntry(Strict):
    uid: Slug
    title: Lines
    clauses: list[Code]


class EditionEntry(Strict):
    uid: Slug
    label: Lines
    effective_on: date
    clauses: Annotated[dict[Code, Number], Field(min_length=1)]


class PolicyFile(Strict):
    format: Literal["casebook-policy/1"]
    slug: Slug
    kind: Literal["policy", "law", "code"]
    example: bool = False
    languages: Languages
    title: Lines
    summary: Texts
    jurisdiction: Slug | None = None
    harm_areas: list[Slug] = []
    taxonomy: Slug
    chapters: Annotated[list[ChapterEntry], Field(min_length=1)]
    editions: Annotated[list[EditionEntry], Field(min_length=1)]


class ClauseVersionEntry(Strict):
    number: Number
    change: Literal["clarification", "change"] | None = None
    text: Text


class ExampleEntry(Strict):
    uid: Slug
    text: Text
    verdict: Text


class StatusEntry(Strict):
    status: LawStatus
    on: PartialDate | None = None
    source: Slug
    checked_on: date
    note: Text | Texts | None = None


class ClauseEntry(Strict):
    code: Code
    title: Line
    versions: Annotated[list[ClauseVersionEntry], Field(min_length=1)]
    explanation: Text | None = None
    examples: list[ExampleEntry] = []
    status: list[StatusEntry] = []


class ClausesFile(RootModel[list[ClauseEntry]]):
    root: Annotated[list[ClauseEntry], Field(min_length=1)]


class ClauseVersionText(Strict):
    number: Number
    text: Text
    of: Digest | None = None


class ExampleText(Strict):
    text: Text
    verdict: Text


class ClauseText(Strict):
    title: Line
    versions: list[ClauseVersionText] = []
    explanation: Text | None = None
    examples: dict[Slug, ExampleText] = {}
    of: Digest | None = None


class ClauseTextsFile(RootModel[dict[Code, ClauseText]]):
    root: dict[Code, ClauseText]

"""The file model of a list of sources, and of a citation of one (pure)."""

from typing import Annotated, Literal

from pydantic import RootModel, StringConstraints

from content.schema_types import NOT_GIVEN, Line, PartialDate, Slug, SourceDate, Strict, Text, Url


class CitationEntry(Strict):
    source: Slug
    quote: Line | None = None
    locator: Annotated[Line, StringConstraints(max_length=200)] | None = None


class SourceEntry(Strict):
    key: Slug
    publisher: Line
    title: Annotated[Line, StringConstraints(max_length=500)]
    url: Url = ""
    published_on: SourceDate = NOT_GIVEN
    read_on: PartialDate | None = None
    grade: Literal["A", "B", "C"]
    note: Text | None = None


class SourcesFile(RootModel[list[SourceEntry]]):
    root: list[SourceEntry]

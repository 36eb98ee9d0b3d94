"""The file model of decision forms (pure)."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from content.schema_types import Line, Slug, Strict, Text


class KeyLabel(Strict):
    key: Slug
    label: Line


class OptionEntry(Strict):
    key: Slug
    label: Line
    rank: Annotated[int, Field(ge=0, le=1000)] | None = None


class DependsOn(Strict):
    field: Slug
    any_of: Annotated[list[Slug], Field(min_length=1)]


class FormFieldEntry(Strict):
    key: Slug
    label: Line
    help: Text | None = None
    kind: Literal["one", "many", "clause", "text"]
    options: list[OptionEntry] = []
    role: (
        Literal[
            "ground", "clause", "category", "action", "escalate", "report", "preserve", "rationale"
        ]
        | None
    ) = None
    required: bool = False
    seats: Annotated[list[Slug], Field(min_length=1)] | None = None
    depends_on: DependsOn | None = None


class FormEntry(Strict):
    slug: Slug
    title: Line
    seats: Annotated[list[KeyLabel], Field(min_length=1)]
    fields: Annotated[list[FormFieldEntry], Field(min_length=1)]


class FormsFile(RootModel[list[FormEntry]]):
    root: list[FormEntry]


class FormFieldText(Strict):
    label: Line
    help: Text | None = None
    options: dict[Slug, Line] = {}


class FormText(Strict):
    title: Line
    seats: dict[Slug, Line]
    fields: dict[Slug, FormFieldText]


class FormTextsFile(RootModel[dict[Slug, FormText]]):
    root: dict[Slug, FormText]

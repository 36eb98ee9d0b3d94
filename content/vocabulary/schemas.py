"""The file model of the vocabulary (pure)."""

from typing import Annotated, Literal

from pydantic import Field

from content.schema_types import Languages, Line, Lines, Slug, Strict, Texts


class CategoryEntry(Strict):
    code: Annotated[Line, Field(max_length=120)]
    label: Lines


class HarmAreaEntry(Strict):
    slug: Slug
    label: Lines
    categories: list[str] = []
    keywords: list[Line] = []
    content_types: list[Line] = []
    dtsp: list[Line] = []


class JurisdictionEntry(Strict):
    slug: Slug
    label: Lines


class TermEntry(Strict):
    slug: Slug
    label: Lines
    definition: Texts


class VocabularyFile(Strict):
    format: Literal["casebook-vocabulary/1"]
    languages: Languages
    taxonomy: Slug
    categories: list[CategoryEntry] = []
    harm_areas: list[HarmAreaEntry] = []
    jurisdictions: list[JurisdictionEntry] = []
    terms: list[TermEntry] = []

"""The file model of a case and its sections (pure)."""

from datetime import date
from typing import Literal

from content.schema_types import (
    Digest,
    Intensity,
    Language,
    Languages,
    Lines,
    PartialDate,
    Slug,
    Strict,
    Texts,
)


class TimelineItem(Strict):
    uid: Slug
    on: PartialDate
    known: Literal["then", "later"] = "then"
    text: Texts


class OpenQuestionEntry(Strict):
    uid: Slug
    text: Texts


class CaseFile(Strict):
    format: Literal["casebook-case/1"]
    slug: Slug
    languages: Languages
    title: Lines
    standfirst: Texts
    topic: Lines
    harm_areas: list[Slug]
    taxonomy: Slug
    jurisdictions: list[Slug] = []
    intensity: Intensity
    checked_on: date
    glance: list[Slug] = []
    timeline: list[TimelineItem] = []
    open_questions: list[OpenQuestionEntry] = []
    decision: Texts
    translated_from: dict[Language, Digest] = {}


class SectionEntry(Strict):
    """A section of ``sections.<language>.md``; made from the text, never read from YAML."""

    uid: str
    heading: str
    body: str

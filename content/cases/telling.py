"""What a case tells in one language, and the digest that a translation keeps of it (pure)."""

from collections.abc import Mapping

from content.cases.schemas import CaseFile, SectionEntry
from core.canonical import Json, digest

MAPS = ("title", "standfirst", "topic", "decision")


def told_in(
    head: CaseFile, sections: Mapping[str, list[SectionEntry]], language: str
) -> dict[str, Json]:
    """Everything that is told in that language; empty if nothing is."""
    told: dict[str, Json] = {
        key: getattr(head, key)[language] for key in MAPS if language in getattr(head, key)
    }
    timeline: list[Json] = [
        [line.uid, line.text[language]] for line in head.timeline if language in line.text
    ]
    questions: list[Json] = [
        [one.uid, one.text[language]] for one in head.open_questions if language in one.text
    ]
    parts: list[Json] = [
        [section.uid, section.heading, section.body] for section in sections.get(language, [])
    ]
    named: dict[str, Json] = {
        "timeline": timeline,
        "open_questions": questions,
        "sections": parts,
    }
    return told | {key: value for key, value in named.items() if value}


def source_digest(head: CaseFile, sections: Mapping[str, list[SectionEntry]]) -> str:
    """The digest of everything that the source language tells."""
    return digest(told_in(head, sections, head.languages[0]))

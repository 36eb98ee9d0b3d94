"""A case as its page tells it: figures, story, timeline, conflicts, open questions, decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from courses.delivery.pages.passages import Notes, Passage, joined


@dataclass(frozen=True)
class Glance:
    """One figure at a glance: what it counts, who says so, and whether sources disagree."""

    figure: str
    counts: str
    source: str
    disputed: bool


@dataclass(frozen=True)
class CaseSection:
    """A headed run of passages."""

    heading: str
    passages: list[Passage]


@dataclass(frozen=True)
class TimelineEvent:
    """Something that happened; `known` is then or later."""

    on: str
    known: str
    html: SafeString
    notes: list[Mapping[str, Any]]


@dataclass(frozen=True)
class CasePage:
    """Everything that a case's page shows."""

    title: str
    standfirst: SafeString
    prefix: str
    is_shortened: bool
    glance: list[Glance]
    sections: list[CaseSection]
    timeline: list[TimelineEvent]
    conflicts: list[Mapping[str, Any]]
    open_questions: list[SafeString]
    decision: list[Passage]
    checked_on: str
    harm_areas: list[str]


def case_page(body: Mapping[str, Any]) -> CasePage:
    """Return the page of a case part; its notes stand where the page cites them first."""
    notes = Notes(body["notes"])
    return CasePage(
        title=body["title"],
        standfirst=joined(body["standfirst"]),
        prefix=body["prefix"],
        is_shortened=body["is_shortened"],
        glance=[_glance(row, body["notes"]) for row in body["glance"]],
        sections=[
            CaseSection(section["heading"], notes.passages(section["blocks"]))
            for section in body["sections"]
        ],
        timeline=[
            TimelineEvent(
                on=event["on"],
                known=event["known"],
                html=joined(event["blocks"]),
                notes=notes.new(key for _html, keys in event["blocks"] for key in keys),
            )
            for event in body["timeline"]
        ],
        conflicts=body["conflicts"],
        open_questions=[joined(row["blocks"]) for row in body["open_questions"]],
        decision=notes.passages(body["decision"]),
        checked_on=body["checked_on"],
        harm_areas=[tag["label"] for tag in body["harm_areas"]],
    )


def _glance(row: Mapping[str, Any], notes: Mapping[str, Any]) -> Glance:
    note = notes.get(row["note"], {})
    citation = (note.get("citations") or [{}])[0]
    return Glance(
        figure=row["figures"][0] if row["figures"] else "",
        counts=row["statement"],
        source=citation.get("publisher", ""),
        disputed=row["disputed"],
    )

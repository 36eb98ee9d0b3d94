"""What a draft of something new begins with: what nobody should have to type."""

from datetime import date
from typing import Any

from content.library.drafting.entries import Body
from content.library.kinds import HEAD, Kind
from content.vocabulary.selectors import current_taxonomy


def first_body(kind: Kind, *, slug: str, language: str, title: str, today: date) -> Body:
    """The files of something new: named, dated, otherwise empty, in one language."""
    head: dict[str, Any] = {
        "format": f"casebook-{kind.value}/1",
        "slug": slug,
        "languages": [language],
        "title": {language: title},
    }
    if kind is Kind.BACKGROUND:
        return {HEAD[kind]: head, "sources.yaml": [], "facts.yaml": {"facts": []}}
    head["harm_areas"], head["taxonomy"] = [], current_taxonomy()
    if kind is Kind.CASE:
        empty: dict[str, Any] = {"standfirst": {}, "topic": {}, "decision": {}}
        head |= {**empty, "intensity": 0, "checked_on": today.isoformat()}
        return {HEAD[kind]: head, "sources.yaml": [], "facts.yaml": {"facts": []}}
    day = today.isoformat()
    chapter = {"uid": "chapter-1", "title": {language: title}, "clauses": []}
    edition = {"uid": day, "label": {language: day}, "effective_on": day, "clauses": {}}
    head |= {"kind": "policy", "summary": {}, "chapters": [chapter], "editions": [edition]}
    return {HEAD[kind]: head, "clauses.yaml": []}

"""What remains of a part, and of its place in a manifest, when its words are taken out. Pure.

Keys, marks and digests stay, so that what was answered can still be counted; words do not.
"""

from collections.abc import Callable, Collection
from typing import Any

BLANK = "—"
_QUESTION_KEPT = ("uid", "type", "marks", "difficulty", "intensity", "covers", "definition")
_LESSON_KEPT = ("uid", "kind", "draws", "questions", "form", "seat", "case")
_CASE_KEPT = ("slug", "intensity", "checked_on")
_HEAD = ("schema", "part", "language", "prefix")
_KEPT = {"question": _QUESTION_KEPT, "lesson": _LESSON_KEPT, "case": _CASE_KEPT}
_EMPTY: dict[str, dict[str, Any]] = {
    "lesson": {"title": "", "topic": "", "blocks": [], "notes": {}, "words": 0},
    "case": {
        "title": "",
        "topic": "",
        "standfirst": [],
        "harm_areas": [],
        "jurisdictions": [],
        "glance": [],
        "sections": [],
        "timeline": [],
        "conflicts": [],
        "open_questions": [],
        "decision": [],
        "is_shortened": False,
        "notes": {},
        "words": 0,
    },
    "question": {"notes": {}},
}


def can_be_redacted(kind: str) -> bool:
    """Whether parts of this kind hold words of the course; a form's are the organisation's."""
    return kind in _KEPT


def redacted(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return the body without a word of what it said; `is_redacted` says so."""
    kept = {key: body[key] for key in (*_HEAD, *_KEPT[kind]) if key in body}
    found: dict[str, Any] = {**kept, **_EMPTY[kind], "is_redacted": True}
    if kind == "question":
        found["texts"] = {
            key: value if key == "labels" else _blanked(value)
            for key, value in body["texts"].items()
        }
        found["definition"] = {
            key: _blanked(value) if key == "accepted" else value
            for key, value in body["definition"].items()
        }
    return found


def without_titles(
    manifest: dict[str, Any], gone: Collection[str], *, title: Callable[[str], str]
) -> dict[str, Any]:
    """Return a manifest's JSON that does not tell title and topic of the lessons in `gone`.

    These are digests of parts; a language whose part is not among them keeps its words. `title`
    says what stands there instead, in a language.
    """

    def told(lesson: dict[str, Any]) -> dict[str, Any]:
        lost = {language for language, digest in lesson["parts"].items() if digest in gone}
        titles = {
            one: title(one) if one in lost else said for one, said in lesson["titles"].items()
        }
        topics = {one: "" if one in lost else said for one, said in lesson["topics"].items()}
        return {**lesson, "titles": titles, "topics": topics}

    modules = [
        {
            **module,
            "slots": [
                {**slot, "variants": [told(one) for one in slot["variants"]]}
                for slot in module["slots"]
            ],
        }
        for module in manifest["modules"]
    ]
    return {**manifest, "modules": modules}


def _blanked(value: Any) -> Any:
    """Put a dash in place of every text: the shape stays readable for the question's type."""
    if isinstance(value, dict):
        return {key: _blanked(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_blanked(inner) for inner in value]
    return BLANK if isinstance(value, str) else value

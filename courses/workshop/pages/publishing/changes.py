"""What one lesson or question says differently in two compiled courses, line by line."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import strip_tags

from content.texts import pick
from core.languages import language_name
from courses.releases.manifest import Manifest
from courses.releases.models import Candidate, Release
from courses.releases.selectors import manifest, part, parts, redacted_in
from courses.workshop.pages.publishing.reading import blocks_of
from courses.workshop.pages.writing.differences import Line, differences

_BREAKS = re.compile(r"</(?:p|li|h\d|tr|dd|dt|blockquote)>|<br>")


@dataclass(frozen=True)
class TextChange:
    """The differences in one language; empty where nothing that is read changed."""

    language: str
    lines: list[Line]

    @property
    def language_name(self) -> str:
        """What the language is called."""
        return language_name(self.language)


def title_of(of: Release | Candidate, kind: str, uid: str, *, language: str) -> str:
    """Return a lesson's title in that language; a question goes by its uid, as in the bank."""
    outline = _outline(of)
    lesson = outline.lessons.get(uid) if kind == "lesson" else None
    return pick(lesson.titles, language, outline.languages) if lesson else uid


def lesson_changes(
    old: Release | Candidate | None, new: Release | Candidate, uid: str
) -> list[TextChange]:
    """Return the differences of a lesson by language; KeyError where neither has it."""
    return _by_language(_lesson_texts(old, uid), _lesson_texts(new, uid))


def question_changes(
    old: Release | Candidate | None, new: Release | Candidate, uid: str
) -> list[TextChange]:
    """Return the differences of a question, key included, by language; KeyError as above."""
    return _by_language(_question_texts(old, uid), _question_texts(new, uid))


def _by_language(old: dict[str, str], new: dict[str, str]) -> list[TextChange]:
    if not old and not new:
        raise KeyError
    return [
        TextChange(language, differences(old.get(language, ""), new.get(language, "")))
        for language in dict.fromkeys([*new, *old])
        if old.get(language) != new.get(language)
    ]


def _lesson_texts(of: Release | Candidate | None, uid: str) -> dict[str, str]:
    lesson = _outline(of).lessons.get(uid) if of else None
    if lesson is None:
        return {}
    since = redacted_in(of) if of else None
    found = {}
    for language, digest in lesson.parts.items():
        body = part(digest, since=since)
        head = [body["title"], body.get("topic", "")]
        found[language] = "\n".join(
            [*head, *(_plain(block.text) for block in blocks_of(body, since=since))]
        )
    return found


def _question_texts(of: Release | Candidate | None, uid: str) -> dict[str, str]:
    if of is None:
        return {}
    asked = [lesson for lesson in _outline(of).lessons.values() if lesson.settings is not None]
    since = redacted_in(of)
    bodies = parts((one for lesson in asked for one in lesson.parts.values()), since=since)
    found: dict[str, str] = {}
    for lesson in asked:
        for language, digest in lesson.parts.items():
            question = bodies[digest].get("questions", {}).get(uid)
            if question:
                found[language] = _question_text(part(question, since=since))
    return found


def _question_text(body: Mapping[str, Any]) -> str:
    lines = [f"{key}: {body[key]}" for key in ("type", "marks", "difficulty", "intensity")]
    lines += _leaves(body["definition"]) + _leaves(body["texts"])
    return "\n".join(lines)


def _leaves(tree: Any, path: str = "") -> list[str]:
    """Return one line for each value, with the keys that lead to it."""
    if isinstance(tree, Mapping):
        return [
            line
            for key, value in sorted(tree.items())
            for line in _leaves(value, f"{path}.{key}" if path else str(key))
        ]
    if isinstance(tree, list) and any(isinstance(one, Mapping) for one in tree):
        return [
            line for number, one in enumerate(tree) for line in _leaves(one, f"{path}.{number + 1}")
        ]
    value = tree if isinstance(tree, str) else json.dumps(tree, ensure_ascii=False)
    return [f"{path}: {_plain(value)}"]


def _plain(text: str) -> str:
    broken = _BREAKS.sub(" \n", text)
    lines = (" ".join(line.split()) for line in html.unescape(strip_tags(broken)).split("\n"))
    return "\n".join(line for line in lines if line)


def _outline(of: Release | Candidate) -> Manifest:
    return manifest(of)

"""The words that a release holds beside its parts, and what remains when they are taken out. Pure.

They are its notes, the title and summary of the course, and the titles of modules, each in one
language. A name says which: `notes`, `title:en`, `summary:en`, `module:opening:en`. Lessons have
their titles in their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

NOTES = "notes"
NAMES_OF_COURSE = {"title": "titles", "summary": "summaries"}


@dataclass(frozen=True)
class Words:
    """Some words of a release under their name, with what tells them apart from others."""

    name: str
    text: str

    @property
    def kind(self) -> str:
        """What they are: notes, title, summary or module."""
        return self.name.partition(":")[0]

    @property
    def language(self) -> str:
        """The language that they are in; empty for notes."""
        return self.name.rpartition(":")[2] if ":" in self.name else ""

    @property
    def sha256(self) -> str:
        """The hash that stays when the words are gone."""
        return hash_of(self.text)


def hash_of(text: str) -> str:
    """Return the hash under which words are known once they are taken out."""
    return sha256(text.encode()).hexdigest()


def words_of(manifest: dict[str, Any], notes: str = "") -> Iterator[Words]:
    """Give what can be taken out of a release beside its parts; nothing that is gone already."""
    if notes:
        yield Words(NOTES, notes)
    for kind, key in NAMES_OF_COURSE.items():
        for language, text in manifest["course"][key].items():
            if text:
                yield Words(f"{kind}:{language}", text)
    for module in manifest["modules"]:
        for language, text in module["titles"].items():
            if text:
                yield Words(f"module:{module['uid']}:{language}", text)


def without_words(manifest: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return the manifest's JSON with empty texts under these names."""

    def left(texts: dict[str, str], prefix: str) -> dict[str, str]:
        return {
            language: "" if f"{prefix}:{language}" in names else text
            for language, text in texts.items()
        }

    course = dict(manifest["course"])
    for kind, key in NAMES_OF_COURSE.items():
        course[key] = left(course[key], kind)
    modules = [
        {**module, "titles": left(module["titles"], f"module:{module['uid']}")}
        for module in manifest["modules"]
    ]
    return {**manifest, "course": course, "modules": modules}


def with_stand_ins(manifest: dict[str, Any], *, title: Callable[[str], str]) -> dict[str, Any]:
    """Return a manifest's JSON with something to show where a title is gone.

    The course has its code, which certificates and lists can name; a module what `title` says in
    that language.
    """
    course = manifest["course"]
    named = {language: text or course["code"] for language, text in course["titles"].items()}
    modules = [
        {
            **module,
            "titles": {
                language: text or title(language) for language, text in module["titles"].items()
            },
        }
        for module in manifest["modules"]
    ]
    return {**manifest, "course": {**course, "titles": named}, "modules": modules}

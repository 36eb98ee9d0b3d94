"""The history of a text: each state that it had, and what the edit after it changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from courses.catalogue import items
from courses.catalogue.drafts import LessonWords
from courses.catalogue.models import ItemVersion
from courses.workshop.pages.writing.differences import Line, differences


@dataclass(frozen=True)
class VersionLine:
    """One edit: who made it, what it changed, and whether what stood before can be brought back."""

    version: ItemVersion
    lines: list[Line]
    is_first: bool


def version_lines(versions: Iterable[ItemVersion], now: LessonWords | None) -> list[VersionLine]:
    """Return the edits of a page, the newest first; `now` is what the text says today.

    Without it (on a later page) the newest edit is told without what it changed.
    """
    after = _whole(now) if now else None
    found = []
    for version in versions:
        words = items.lesson_words_from(version.body) if version.body else None
        before = _whole(words) if words else ""
        lines = differences(before, after) if after is not None else []
        found.append(VersionLine(version, lines, words is None))
        after = before
    return found


def _whole(words: LessonWords) -> str:
    return f"{words.title}\n{words.topic}\n\n{words.body}"

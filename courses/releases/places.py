"""Where a problem stands: in a draft's tables, or in the files that a draft was read from."""

from __future__ import annotations

from dataclasses import dataclass

from core.problems import Level, Problem

type Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """A file, a line in it, and the dotted key that stands there."""

    file: str
    line: int = 1
    key: str = ""

    def problem(self, message: str, level: Level = "error") -> Problem:
        """Make a problem that stands here."""
        return Problem(self.file, self.line, self.key, message, level)


class Places:
    """The places of a draft in the tables: named as its files would be, lines as in the editor."""

    source_language = ""

    def __init__(self, source_language: str = "") -> None:
        self.source_language = source_language

    def course(self, *path: str | int) -> Place:
        """Return the place of a setting or a piece of the outline."""
        return Place("course.yaml", key=dotted(path))

    def lesson(self, uid: str, *path: str | int, language: str = "") -> Place:
        """Return the place of a lesson's setting."""
        return Place(f"{uid}.{language or self.source_language}.md", key=dotted(path))

    def body(self, uid: str, language: str) -> tuple[str, int]:
        """Return the file of a lesson's text and the line on which the text begins."""
        return f"{uid}.{language}.md", 1

    def question(self, uid: str, *path: str | int, language: str = "") -> Place:
        """Return the place of a question's setting or text."""
        infix = f".{language}" if language and language != self.source_language else ""
        return Place(f"questions{infix}.yaml", key=dotted((uid, *path)))


def dotted(path: Path) -> str:
    """Write a path as people read it: `modules.0.slots.2`."""
    return ".".join(str(step) for step in path)

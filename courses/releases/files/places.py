"""The lines of a course folder, kept while it is read."""

from __future__ import annotations

from content.library.files import Files
from core.strict_yaml import Document
from courses.releases.places import Place, Places


class FilePlaces(Places):
    """Knows in which file and line each piece of a course folder stands."""

    def __init__(self, files: Files, source_language: str) -> None:
        super().__init__(source_language)
        self._files = files
        self._lessons: dict[tuple[str, str], tuple[Document, int]] = {}
        self._questions: dict[tuple[str, str], Document] = {}

    def know_lesson(self, uid: str, language: str, head: Document, body_line: int) -> None:
        """Remember where a lesson's front matter and text stand."""
        self._lessons[uid, language] = (head, body_line)

    def know_question(self, uid: str, language: str, entry: Document) -> None:
        """Remember where an entry of a question file stands."""
        self._questions[uid, language] = entry

    def course(self, *path: str | int) -> Place:
        """Return the line of a setting or of a piece of the outline."""
        key = ".".join(str(step) for step in path)
        line = self._files.line("course.yaml", path)
        return Place(self._files.label("course.yaml"), line, key)

    def lesson(self, uid: str, *path: str | int, language: str = "") -> Place:
        """Return the line of a key in the front matter."""
        known = self._lessons.get((uid, language or self.source_language))
        if known is None:
            place = super().lesson(uid, *path, language=language)
            return Place(self._files.label(place.file), 1, place.key)
        head, _ = known
        return Place(head.file, head.line(path), head.key(path))

    def body(self, uid: str, language: str) -> tuple[str, int]:
        """Return the file and the line on which the text begins."""
        head, line = self._lessons[uid, language]
        return head.file, line

    def question(self, uid: str, *path: str | int, language: str = "") -> Place:
        """Return the line of a key or text in a question file."""
        entry = self._questions.get((uid, language or self.source_language))
        if entry is None:
            place = super().question(uid, *path, language=language)
            return Place(self._files.label(place.file), 1, place.key)
        return Place(entry.file, entry.line(path), entry.key(path))

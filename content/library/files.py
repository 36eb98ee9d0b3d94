"""Opening a folder safely: bounded, without symlinks, and with a place for every fault."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from content.cases.schemas import SectionEntry
from content.cases.sections import NotASection, read_sections
from core import strict_yaml
from core.problems import Level, Problem, ProblemsFound
from core.text import control_at

MOST_ENTRIES = 200
IGNORED = ("README.md",)


@dataclass
class Files:
    """The files of one folder as they are read; collects the problems and knows the lines.

    ``name`` stands before every file name in a problem, so that several folders
    can be told apart.
    """

    root: Path
    name: str
    most_entries: int = MOST_ENTRIES
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, strict_yaml.Document] = field(default_factory=dict)
    places: dict[str, dict[str, int]] = field(default_factory=dict)

    def names(self) -> list[str]:
        """The plain files here, sorted; whatever is not one is a problem."""
        try:
            entries = sorted(self.root.iterdir())
        except OSError:
            self.add("", (), "cannot be opened as a folder")
            return []
        if len(entries) > self.most_entries:
            self.add("", (), f"holds more than {self.most_entries} files")
            return []
        found = []
        for entry in entries:
            if entry.name.startswith(".") or entry.name in IGNORED:
                continue
            if entry.is_symlink():
                self.add(entry.name, (), "is a link to somewhere else, which is not followed")
            elif entry.is_file():
                found.append(entry.name)
            else:
                self.add(entry.name, (), "is not a file; a folder of this kind holds only files")
        return found

    def text(self, name: str) -> str | None:
        """The text of a file here; None with a problem if it cannot be read as text."""
        path = self.root / name
        if path.is_symlink():
            return None
        return self._caught(lambda: strict_yaml.load_text(path, file=self.label(name)))

    def parse[M: BaseModel](self, model: type[M], name: str) -> M | None:
        """The file as this model; None with problems if it is not one."""
        text = self.text(name)
        if text is None:
            return None
        label = self.label(name)
        document = self._caught(lambda: strict_yaml.read(text, file=label))
        if document is None:
            return None
        self.documents[name] = document
        return self._caught(lambda: strict_yaml.parse(model, document, file=label))

    def plain_text(self, name: str) -> str | None:
        """The text of a Markdown file here, without characters that cannot be stored."""
        text = self.text(name)
        if text is None:
            return None
        found = control_at(text)
        if found is None:
            return text
        line = text.count("\n", 0, found) + 1
        message = f"holds a control character (U+{ord(text[found]):04X})"
        self.problems.append(Problem(self.label(name), line, "", message))
        return None

    def sections(self, name: str) -> list[SectionEntry]:
        """The sections of a Markdown file here; none with a problem if it holds something else."""
        text = self.plain_text(name)
        if text is None:
            return []
        try:
            read = read_sections(text)
        except NotASection as fault:
            self.problems.append(Problem(self.label(name), fault.line, "", str(fault)))
            return []
        self.places[name] = {section.uid: line for section, line in read}
        return [section for section, _line in read]

    def label(self, name: str) -> str:
        """How a file is named in a problem."""
        return f"{self.name}/{name}" if name else self.name

    def line(self, name: str, path: strict_yaml.Path) -> int:
        """The line of what stands at this path of the file, or of the nearest around it."""
        if name in self.places and path:
            return self.places[name].get(str(path[0]), 1)
        document = self.documents.get(name)
        return document.line(path) if document else 1

    def add(self, name: str, path: strict_yaml.Path, message: str, level: Level = "error") -> None:
        """Note a problem at this path of the file."""
        key = ".".join(str(part) for part in path)
        place = Problem(self.label(name), self.line(name, path), key, message, level)
        self.problems.append(place)

    def _caught[T](self, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except ProblemsFound as found:
            self.problems.extend(found.problems)
            return None

    @property
    def has_errors(self) -> bool:
        """Whether anything found so far stops an import."""
        return any(problem.level == "error" for problem in self.problems)

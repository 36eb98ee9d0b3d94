"""What was read: plain values, and the line on which each of them stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.problems import Level, Problem

type Value = dict[str, "Value"] | list["Value"] | str | None
type Path = tuple[str | int, ...]


def dotted(path: Path) -> str:
    """Write a path as people read it: `options.2.label`."""
    return ".".join(str(part) for part in path)


@dataclass(frozen=True)
class Document:
    """A YAML text as plain dicts, lists and texts (None where nothing was given).

    `lines` maps each path to its line in the file; `base` is the path of this document's
    root in that map, which is not empty for what `at` cut out.
    """

    file: str
    value: Value
    lines: Mapping[Path, int]
    base: Path = ()

    def line(self, path: Path = ()) -> int:
        """Return the line of the value at this path, or of the nearest thing that holds it."""
        return self.lines[self._known(self.base + path)]

    def key(self, path: Path = ()) -> str:
        """Return the dotted key of this path as counted from the root of the file."""
        return dotted(self.base + path)

    def problem(self, path: Path, message: str, level: Level = "error") -> Problem:
        """Make a problem that stands at this path."""
        return Problem(self.file, self.line(path), self.key(path), message, level)

    def at(self, *path: str | int) -> "Document":
        """Return the part of the document at this path; KeyError if there is none."""
        value = self.value
        for part in path:
            match value, part:
                case dict(), str():
                    value = value[part]
                case list(), int() if 0 <= part < len(value):
                    value = value[part]
                case _:
                    raise KeyError(part)
        return Document(self.file, value, self.lines, self.base + path)

    def _known(self, path: Path) -> Path:
        while path and path not in self.lines:
            path = path[:-1]
        return path

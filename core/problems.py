"""A fault in something a person wrote, with its place: file, line and key."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

type Level = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, under which dotted key, and one sentence about it."""

    file: str
    line: int
    key: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        """Write it as `file:line: key: message`, the key left out where there is none."""
        place = f"{self.file}:{self.line}: "
        return f"{place}{self.key}: {self.message}" if self.key else f"{place}{self.message}"


class ProblemsFound(Exception):
    """What was read is not usable; `problems` says why, in order of place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type["ProblemsFound"], tuple[tuple[Problem, ...]]]:
        """Survive the way out of another process."""
        return (type(self), (self.problems,))

"""What a compile has to say: problems with their places, and the state of each language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.problems import Problem


@dataclass
class LanguageState:
    """What a language lacks, and what was made from an older source."""

    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)


@dataclass
class Report:
    """Filled while compiling. A language that lacks anything does not enter the candidate."""

    languages: tuple[str, ...]
    problems: set[Problem] = field(default_factory=set)
    states: dict[str, LanguageState] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.states = {language: LanguageState() for language in self.languages}

    def add(self, *problems: Problem) -> None:
        """Note problems; the same one twice is one."""
        self.problems.update(problems)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Note problems."""
        self.problems.update(problems)

    def missing(self, language: str, what: str) -> None:
        """Note that a language lacks something."""
        self._note(self.states[language].missing, what)

    def stale(self, language: str, what: str) -> None:
        """Note that a translation was made from an older source."""
        self._note(self.states[language].stale, what)

    @staticmethod
    def _note(found: list[str], what: str) -> None:
        if what not in found:
            found.append(what)

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a candidate, in order of place."""
        return sorted(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> list[Problem]:
        """The problems that do not, in order of place."""
        return sorted(problem for problem in self.problems if problem.level == "warning")

    @property
    def complete(self) -> tuple[str, ...]:
        """The languages that enter the candidate."""
        return tuple(one for one in self.languages if not self.states[one].missing)

    def languages_as_json(self) -> dict[str, Any]:
        """Return what is missing and stale by language, for the page that publishes."""
        return {
            language: {"missing": state.missing, "stale": state.stale}
            for language, state in self.states.items()
        }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as the JSON that is stored with a candidate or a request."""
    return {
        "file": problem.file,
        "line": problem.line,
        "key": problem.key,
        "message": problem.message,
        "level": problem.level,
    }

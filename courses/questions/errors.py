"""What can be wrong with a question (told to authors) or with an answer (told to learners)."""

from collections.abc import Iterable
from dataclasses import dataclass

type Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing an author has to mend, and where it stands in the question's entry."""

    path: Path
    message: str

    def __str__(self) -> str:
        return f"{dotted(self.path)}: {self.message}"


class FaultsFound(Exception):
    """A definition or its texts cannot be read; every fault is listed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


class AnswerRefused(Exception):
    """An answer has the wrong shape; nothing of it may be stored.

    `code` says what is wrong and is turned into a sentence by
    `courses/questions/_refused.html`; `path` says where, by keys that the question itself
    knows: what a stranger typed as a key never comes back. `message` is for logs and APIs.
    """

    def __init__(self, code: str, path: Path, message: str) -> None:
        self.code = code
        self.path = path
        self.message = message
        super().__init__(f"{dotted(path)}: {message}" if path else message)

    @property
    def where(self) -> str:
        """The path in one word, as `pairs.first`."""
        return dotted(self.path)


class UnknownQuestionType(LookupError):
    """No question type goes by this key."""


class NotComplete(ValueError):
    """The definition is as the author wrote it and was not completed for grading."""


def dotted(path: Path) -> str:
    """Return the path as `options.2.a`, or `question` for the question as a whole."""
    return ".".join(str(step) for step in path) or "question"

"""From parser events to plain values, counting on the way so that no bomb is built first.

PyYAML gives events one by one, as it reads; what is refused here stops the reading. Only
its scanner and parser are used, so no tag, alias or resolver is ever acted on.
"""

from collections.abc import Iterator
from typing import NoReturn

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from core.problems import Problem, ProblemsFound
from core.strict_yaml.document import Path, Value, dotted
from core.text import control_at

MAX_DEPTH = 20
MAX_ITEMS = 10_000
MAX_NODES = 200_000
MAX_KEY = 128
_MAX_PROBLEMS = 100


class _Events(Reader, Scanner, Parser):
    """PyYAML's pure scanner and parser, without composer, constructor or resolver."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def __iter__(self) -> Iterator[yaml.Event]:
        while self.check_event():
            yield self.get_event()  # type: ignore[no-untyped-call]


class Composer:
    """Builds the one value of one text; `lines` and `problems` fill while it does."""

    def __init__(self, text: str, *, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Path, int] = {(): first_line}
        self.problems: list[Problem] = []
        self._events = iter(_Events(text))
        self._nodes = 0
        self._last = 0
        self._path: Path = ()

    def compose(self) -> Value:
        """Return the value of the document; raises ProblemsFound at the first syntax error.

        Faults that leave the reading possible are collected in `problems` instead.
        """
        try:
            value = self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._stop(mark.line if mark else 0, _said(error))
        except (ValueError, OverflowError):
            # PyYAML makes characters of escapes without looking at their range.
            self._stop(self._last, "not readable as YAML: an escape (\\U…) is no character")
        if self.problems:
            raise ProblemsFound(self.problems)
        return value

    def _document(self) -> Value:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        self._refuse_directives(event)
        value = self._value(next(self._events), ())
        next(self._events)
        rest = next(self._events)
        if not isinstance(rest, yaml.StreamEndEvent):
            self._path = ()
            self._stop(_line(rest), "a second document begins here; one file holds one")
        return value

    def _refuse_directives(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
            self._stop(_line(event), "directives (lines that begin with %) are not allowed")

    def _value(self, event: yaml.Event, path: Path) -> Value:
        self._path = path
        self._last = _line(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._stop(_line(event), f"the file holds more than {MAX_NODES:,} values")
        self.lines.setdefault(path, self.first_line + _line(event))
        self._refuse_extras(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            self._refuse_depth(event, path)
            return self._list(path)
        if isinstance(event, yaml.MappingStartEvent):
            self._refuse_depth(event, path)
            return self._mapping(path)
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(_line(event), "aliases (*name) are not allowed; write the value again")
        return self._scalar(event, path)

    def _list(self, path: Path) -> list[Value]:
        found: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            if len(found) == MAX_ITEMS:
                self._path = path
                self._stop(_line(event), f"a list holds more than {MAX_ITEMS:,} items")
            found.append(self._value(event, (*path, len(found))))
        return found

    def _mapping(self, path: Path) -> dict[str, Value]:
        found: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if len(found) == MAX_ITEMS:
                self._path = path
                self._stop(_line(event), f"a mapping holds more than {MAX_ITEMS:,} keys")
            key = self._key(event, path)
            inner = (*path, key)
            if key in found:
                first = self.lines[inner]
                self._note(_line(event), inner, f"this key stands twice (first in line {first})")
            else:
                self.lines[inner] = self.first_line + _line(event)
            found[key] = self._value(next(self._events), inner)
        return found

    def _key(self, event: yaml.Event, path: Path) -> str:
        self._path = path
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(_line(event), "a key must be plain text")
        self._refuse_extras(event, path)
        key = self._scalar(event, path)
        if not key:
            self._stop(_line(event), "a key is empty")
        if len(key) > MAX_KEY:
            self._stop(_line(event), f"a key is longer than {MAX_KEY} characters")
        return key

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        text: str = event.value
        if control_at(text) is not None:
            self._note(_line(event), path, "holds a control character or a lone surrogate")
        return None if event.style is None and text == "" else text

    def _refuse_extras(self, event: yaml.Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent):
            return
        if getattr(event, "anchor", None) is not None:
            self._note(_line(event), path, "anchors (&name) are not allowed")
        if getattr(event, "tag", None) is not None:
            self._note(_line(event), path, "tags (!name) are not allowed")

    def _refuse_depth(self, event: yaml.Event, path: Path) -> None:
        if len(path) >= MAX_DEPTH:
            self._stop(_line(event), f"lists and mappings are nested deeper than {MAX_DEPTH}")

    def _note(self, line: int, path: Path, message: str) -> None:
        self.problems.append(Problem(self.file, self.first_line + line, dotted(path), message))
        if len(self.problems) >= _MAX_PROBLEMS:
            raise ProblemsFound(self.problems)

    def _stop(self, line: int, message: str) -> NoReturn:
        problem = Problem(self.file, self.first_line + line, dotted(self._path), message)
        raise ProblemsFound([*self.problems, problem])


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0


def _said(error: yaml.MarkedYAMLError) -> str:
    context = f"{error.context}: " if error.context else ""
    return f"not readable as YAML: {context}{error.problem}"

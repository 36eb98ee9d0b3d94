"""Reading texts and files: size and characters first, then the composing."""

import re
from pathlib import Path

from core.problems import Problem, ProblemsFound
from core.strict_yaml.composing import Composer
from core.strict_yaml.document import Document
from core.text import control_at

MAX_BYTES = 2_000_000

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
# YAML 1.1 takes these two for line breaks and editors do not: the lines would disagree.
_SEPARATOR = re.compile("[\u2028\u2029]")


def load_text(path: Path, *, file: str, limit: int = MAX_BYTES) -> str:
    """Return the text of a UTF-8 file, without byte order mark and with plain line ends.

    Raises ProblemsFound if the file is missing, is no file, is larger than `limit` (it is
    not read then) or is not UTF-8.
    """
    try:
        if not path.is_file():
            raise ProblemsFound([Problem(file, 1, "", "this file is missing")])
        with path.open("rb") as opened:
            content = opened.read(limit + 1)
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        raise ProblemsFound([Problem(file, 1, "", message)]) from error
    if len(content) > limit:
        raise ProblemsFound([_too_large(file, limit)])
    try:
        return plain(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ProblemsFound([Problem(file, line, "", "is not UTF-8 text")]) from error


def read(text: str, *, file: str) -> Document:
    """Return the one document of a YAML text; raises ProblemsFound with every place.

    An empty text has the value None. A byte order mark and Windows line ends are taken as
    if they were not there.
    """
    return _read(_checked(text, file), file=file, first_line=1)


def read_front_matter(text: str, *, file: str) -> tuple[Document, str, int]:
    """Split a Markdown file into its front matter, its body and the body's first line.

    The front matter stands between two lines `---`, the first of which opens the file;
    raises ProblemsFound if it does not, or if the front matter is no good YAML. The body
    may be empty and keeps its blank lines.
    """
    checked = _checked(text, file)
    opening = _FENCE.match(checked)
    if not opening:
        raise ProblemsFound([Problem(file, 1, "", "must begin with front matter between ---")])
    closing = _FENCE.search(checked, opening.end())
    if not closing:
        raise ProblemsFound([Problem(file, 1, "", "the front matter has no closing ---")])
    inside = checked[opening.end() + 1 : closing.start()]
    document = _read(inside, file=file, first_line=2)
    body_line = checked.count("\n", 0, closing.end()) + 2
    return document, checked[closing.end() + 1 :], body_line


def plain(text: str) -> str:
    """Return the text without a byte order mark and with line feeds alone."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read(text: str, *, file: str, first_line: int) -> Document:
    composer = Composer(text, file=file, first_line=first_line)
    value = composer.compose()
    return Document(file, value, composer.lines)


def _checked(text: str, file: str) -> str:
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
        raise ProblemsFound([_too_large(file, MAX_BYTES)])
    checked = plain(text)
    found = _SEPARATOR.search(checked)
    places = [
        place for place in (control_at(checked), found and found.start()) if place is not None
    ]
    if places:
        place = min(places)
        line = checked.count("\n", 0, place) + 1
        message = f"a character that cannot stand in a file: U+{ord(checked[place]):04X}"
        raise ProblemsFound([Problem(file, line, "", message)])
    return checked


def _too_large(file: str, limit: int) -> Problem:
    return Problem(file, 1, "", f"is larger than {limit:,} bytes")

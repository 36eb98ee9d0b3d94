"""The part that costs time: limits, Markdown and cleaning. It looks nothing up.

So it can run in another process (`bounded`), and what needs a resolver follows in
`finishing`, in time that grows with the length alone.
"""

import re
import threading
from dataclasses import dataclass
from html import escape

from content.rendering.cleaning import cleaned
from content.rendering.dialect import Dialect
from content.rendering.limits import over_limits, too_much
from content.rendering.references import Spot, with_tokens, without_tokens
from core.problems import Problem

# One line that begins with a letter and holds nothing that Markdown gives a meaning to.
_PLAIN = re.compile(r"[^\W\d_][\w ,.;:?()“”‘’«»¿¡—–/%€$£+=\-'\"]{0,2000}")
_local = threading.local()


@dataclass(frozen=True)
class Shape:
    """Clean HTML with markers for references and footnotes, and the faults found so far.

    `spots` tells what each marker `r0`, `r1`, … was. With an error of limits the html is empty.
    """

    html: str
    spots: tuple[Spot, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Source:
    """A Markdown text, and where it stands: file, first line, and key if it has one."""

    text: str
    file: str = ""
    first_line: int = 1
    key: str = ""
    inline: bool = False


def is_plain(source: Source) -> bool:
    """Say whether the text is one plain line, which needs no Markdown at all."""
    return _PLAIN.fullmatch(source.text) is not None and source.text.strip() == source.text


def shape(source: Source) -> Shape:
    """Return the shape of a source; faults are told in it, not raised."""
    if is_plain(source):
        return Shape(f"<p>{escape(source.text, quote=False)}</p>", (), ())
    text = source.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    fault = too_much(text)
    if fault:
        return _refused(source, [fault])
    marked, spots = with_tokens(text, first_line=source.first_line)
    faults = over_limits(marked)
    if source.inline and re.search(r"\n[ \t]*\n", text.strip()):
        faults.append((0, "stands in one paragraph, without a blank line"))
    return _refused(source, faults) if faults else _shaped(marked, spots, text, source)


def _refused(source: Source, faults: list[tuple[int, str]]) -> Shape:
    return Shape(
        "",
        (),
        tuple(
            Problem(source.file, source.first_line + line, source.key, message)
            for line, message in faults
        ),
    )


def _shaped(marked: str, spots: tuple[Spot, ...], text: str, source: Source) -> Shape:
    problems: list[Problem] = []

    def report(message: str, typed: str) -> None:
        line = source.first_line + text.count("\n", 0, max(text.find(typed), 0))
        problems.append(Problem(source.file, line, source.key, message))

    try:
        if source.inline:
            root = _dialect().inline(marked)
        else:
            root, twice = _dialect().blocks(marked)
            for label in twice:
                report(f"the footnote [^{label}] has two texts", f"[^{label}]:")
        clean = cleaned(root, restore=lambda one: without_tokens(one, spots), report=report)
    except BaseException as error:
        # What broke off in the middle keeps its state: the next source gets a new one.
        del _local.dialect
        if isinstance(error, RecursionError):
            return _refused(source, [(0, "is nested too deeply")])
        raise
    return Shape(clean, spots, tuple(dict.fromkeys(problems)))


def _dialect() -> Dialect:
    # Making one takes as long as reading a page; one a thread, for it keeps state.
    if not hasattr(_local, "dialect"):
        _local.dialect = Dialect()
    dialect: Dialect = _local.dialect
    return dialect

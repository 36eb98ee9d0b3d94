"""The one path from Markdown to sanitised HTML; the caller hands in what resolves references.

Python-Markdown with tables, footnotes, boxes, definition lists and Casebook's references;
then nh3 with a closed list; then ids, notes and roles, made by us. Limits come first, and
`render_bounded` puts a hard limit of time on it, outside the thread that asks. The output
holds no word of the interface: a way back from a footnote is `↩` with a role, and a page
that wants to say more says it beside the text.

Entry points: `render`, `render_inline`, `render_bounded`, `render_preview`, `plain_text`,
`count_words`.
"""

from collections.abc import Sequence

from content.rendering.bounded import close_workers, shape_bounded
from content.rendering.finishing import Wanted, checked, finish
from content.rendering.results import (
    Block,
    Citation,
    Heading,
    Note,
    Reference,
    ReferenceKind,
    Rendered,
    ResolvedCase,
    ResolvedClause,
    ResolvedFact,
    ResolvedTerm,
    Resolver,
)
from content.rendering.shaping import Source, shape
from content.rendering.tree import count_words, plain_text

# Raised when the same source comes out as other HTML: rendered parts are kept by it.
RENDERER_VERSION = 2

__all__ = [
    "RENDERER_VERSION",
    "Block",
    "Citation",
    "Heading",
    "Note",
    "Reference",
    "ReferenceKind",
    "Rendered",
    "ResolvedCase",
    "ResolvedClause",
    "ResolvedFact",
    "ResolvedTerm",
    "Resolver",
    "close_workers",
    "count_words",
    "plain_text",
    "render",
    "render_bounded",
    "render_inline",
    "render_preview",
]


def render(
    source: str,
    *,
    resolver: Resolver,
    prefix: str,
    file: str = "",
    first_line: int = 1,
    key: str = "",
    note_prefix: str = "",
    notes: Sequence[Note] = (),
    top_heading: int = 2,
    language: str = "",
) -> Rendered:
    """Return the rendering of a Markdown text, in this process and without a limit of time.

    `prefix` begins every id of headings and footnotes, and the notes' unless `note_prefix`
    is given. Numbers of notes go on from `notes`, those already on the page; a fact version
    among them keeps its number. `language` tells which words are numbers.

    Raises ProblemsFound with file, line and key for a reference to nothing, a figure that
    is not its fact's, a link that leads elsewhere than http, https or mailto, a picture, a
    footnote without a text, and a source over the limits. Warnings stand in `problems`.
    """
    given = Source(source, file, first_line, key)
    wanted = Wanted(prefix, note_prefix, top_heading, language, notes)
    return checked(finish(shape(given), given, resolver=resolver, wanted=wanted))


def render_inline(
    source: str,
    *,
    resolver: Resolver,
    prefix: str,
    file: str = "",
    first_line: int = 1,
    key: str = "",
    note_prefix: str = "",
    notes: Sequence[Note] = (),
    language: str = "",
    seconds: float | None = None,
) -> Rendered:
    """Return one paragraph without its `<p>`, for a title, an option or a label.

    Nothing that makes blocks is special in it, so `1. x` and `# x` stay as typed; a blank
    line inside is an error. Otherwise as `render`, or as `render_bounded` if `seconds` are
    given.
    """
    given = Source(source, file, first_line, key, inline=True)
    wanted = Wanted(prefix, note_prefix, language=language, notes=notes)
    made = shape(given) if seconds is None else shape_bounded(given, seconds=seconds)
    return checked(finish(made, given, resolver=resolver, wanted=wanted))


def render_bounded(
    source: str,
    *,
    resolver: Resolver,
    prefix: str,
    file: str = "",
    first_line: int = 1,
    key: str = "",
    note_prefix: str = "",
    notes: Sequence[Note] = (),
    top_heading: int = 2,
    language: str = "",
    seconds: float = 5.0,
) -> Rendered:
    """Return what `render` would, with Markdown read by another process that can be stopped.

    For whatever people type: compiling and preview. A source that takes longer than
    `seconds` is an error in its first line; the process is stopped and a new one takes its
    place. References are resolved here, so the resolver needs no more than before.
    """
    given = Source(source, file, first_line, key)
    wanted = Wanted(prefix, note_prefix, top_heading, language, notes)
    made = shape_bounded(given, seconds=seconds)
    return checked(finish(made, given, resolver=resolver, wanted=wanted))


def render_preview(
    source: str, *, resolver: Resolver, prefix: str, language: str = "", seconds: float = 5.0
) -> Rendered:
    """Return what `render_bounded` would, errors among its `problems` instead of raised.

    For who is still writing: a reference to nothing stands there as it was typed.
    """
    given = Source(source)
    made = shape_bounded(given, seconds=seconds)
    wanted = Wanted(prefix, language=language)
    return finish(made, given, resolver=resolver, wanted=wanted)

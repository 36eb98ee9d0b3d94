"""Several texts that are shown on one page: rendered one by one, their notes numbered through."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from content.rendering import Note, Rendered, Resolver, render_bounded, render_inline
from core.problems import Problem

# Whatever people typed is read by another process that can be stopped: asking it costs a third
# of a millisecond a text, and one plain line is not asked for at all.
SECONDS = 5.0

type Reference = tuple[str, str, int]  # kind, full key, version


@dataclass
class Page:
    """Collects notes, references, warnings and words of what is rendered onto it.

    Each text has a prefix of its own for headings and footnotes; all notes have the page's, so
    that a fact has one number and one note on the page however often it is cited.
    """

    resolver: Resolver
    prefix: str
    language: str
    notes: dict[str, Note] = field(default_factory=dict)
    references: dict[Reference, bool] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    words: int = 0

    def blocks(
        self, source: str, part: str = "", *, file: str, line: int, top_heading: int = 2
    ) -> list[list[Any]]:
        """Render a text and return its blocks: `[html, [names of the notes in it]]`.

        Raises ProblemsFound if a reference leads nowhere or a limit is passed.
        """
        rendered = render_bounded(
            source,
            resolver=self.resolver,
            prefix=f"{self.prefix}-{part}" if part else self.prefix,
            file=file,
            first_line=line,
            note_prefix=self.prefix,
            notes=tuple(self.notes.values()),
            top_heading=top_heading,
            language=self.language,
            seconds=SECONDS,
        )
        self._keep(rendered)
        return [[block.html, list(block.notes)] for block in rendered.blocks]

    def html(
        self, source: str, part: str, *, file: str, line: int, key: str, is_inline: bool
    ) -> str:
        """Render a text and return its HTML as one. Raises ProblemsFound."""
        draw = render_inline if is_inline else render_bounded
        rendered = draw(
            source,
            resolver=self.resolver,
            prefix=f"{self.prefix}-{part}",
            file=file,
            first_line=line,
            key=key,
            note_prefix=self.prefix,
            notes=tuple(self.notes.values()),
            language=self.language,
            seconds=SECONDS,
        )
        self._keep(rendered)
        return rendered.html

    def cite(self, note: Note) -> str:
        """Put a note on the page without a text that cites it, and return its name."""
        if note.name not in self.notes:
            self.notes[note.name] = replace(note, number=len(self.notes) + 1)
        self.references["fact", note.key, note.version] = True
        return note.name

    def notes_as_json(self) -> dict[str, Any]:
        """Return the notes by name, numbered in the order of the page."""
        return {name: note.as_json() for name, note in self.notes.items()}

    def _keep(self, rendered: Rendered) -> None:
        for name, note in rendered.notes.items():
            self.notes.setdefault(name, note)
        for one in rendered.references:
            if one.version is not None:
                self.references[one.kind, one.key, one.version] = True
        self.problems.extend(rendered.problems)
        self.words += rendered.words

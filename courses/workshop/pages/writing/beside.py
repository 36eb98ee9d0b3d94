"""What stands beside a text that is being written: how it will look, and what to look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content.linting import Finding, sentence_of
from content.policies.selectors import slugs_kept_from
from content.rendering import Note, Rendered, Resolver, render_preview
from core.problems import Problem
from courses.catalogue.models import Course
from courses.releases.compiling.library import Library
from courses.releases.linting import Evidence, gather, lint_words
from courses.workshop.pages.sentences import told
from courses.workshop.pages.writing.links import shown_html

MOST_LINES = 60


@dataclass(frozen=True)
class Remark:
    """One thing to look at: a sentence, and the place in the text (UTF-16 units, for a browser).

    `level` is error (a candidate would be stopped), warning or hint. `field` is the id of the
    text's control where there are several.
    """

    level: str
    sentence: str
    line: int
    start: int = 0
    end: int = 0
    field: str = ""

    @property
    def level_word(self) -> str:
        """The level in a word."""
        words = {"error": _("Error:"), "warning": _("Warning:"), "hint": _("Hint:")}
        return words[self.level]


@dataclass(frozen=True)
class Passage:
    """One block of the preview with the notes that it cites first."""

    html: SafeString
    notes: list[Mapping[str, Any]]


@dataclass(frozen=True)
class Beside:
    """Preview and remarks of one text."""

    prefix: str
    passages: list[Passage]
    remarks: list[Remark]
    more: int
    words: int

    @property
    def errors(self) -> int:
        """How many of the remarks would stop a candidate."""
        return sum(one.level == "error" for one in self.remarks)


def beside_of(
    source: str,
    *,
    resolver: Resolver,
    language: str,
    evidence: Evidence,
    without: Collection[str] = (),
    prefix: str = "preview",
) -> Beside:
    """Return preview and remarks of a text, rendered by a process that can be stopped.

    Call it outside of a transaction. `resolver` answers references: a Voice of a compile's
    Library, or what an editor of the library has beside its draft.
    """
    rendered = render_preview(source, resolver=resolver, prefix=prefix, language=language)
    findings = lint_words(
        source, resolver=resolver, language=language, evidence=evidence, without=without
    )
    remarks = [
        *(problem_remark(source, one) for one in rendered.problems),
        *(remark_of(source, one) for one in findings),
    ]
    remarks = in_order(remarks)
    return Beside(
        prefix=prefix,
        passages=_passages(rendered),
        remarks=remarks[:MOST_LINES],
        more=max(0, len(remarks) - MOST_LINES),
        words=rendered.words,
    )


def beside_lesson(
    source: str, *, course: Course, language: str, today: dt.date, case: str = ""
) -> Beside:
    """Return preview and remarks of a lesson's text as the library stands today."""
    hidden = slugs_kept_from(course.owner)
    evidence = gather([source], cases=[case] if case else [], hidden=hidden)
    voice = Library(as_of=today, mentioned=[source], hidden=hidden).voice(language)
    return beside_of(source, resolver=voice, language=language, evidence=evidence)


def stale_remark() -> Remark:
    """Return the remark on a translation whose source has changed."""
    finding = Finding(0, 0, 1, "stale", "")
    return Remark("warning", sentence_of(finding, _), 1)


def _passages(rendered: Rendered) -> list[Passage]:
    told: set[str] = set()
    found = []
    for block in rendered.blocks:
        fresh = [name for name in block.notes if name not in told]
        told.update(fresh)
        found.append(Passage(shown_html(block.html), _notes(rendered.notes, fresh)))
    return found


def _notes(notes: Mapping[str, Note], names: Sequence[str]) -> list[Mapping[str, Any]]:
    return [notes[name].as_json() for name in names]


def in_order(remarks: Iterable[Remark]) -> list[Remark]:
    """Return remarks with the gravest first, and those in the order of the text."""
    order = {"error": 0, "warning": 1, "hint": 2}
    return sorted(remarks, key=lambda one: (order[one.level], one.line, one.start))


def problem_remark(source: str, one: Problem) -> Remark:
    """Return what the rendering says of a text as a remark on its line."""
    lines = source.split("\n")
    line = min(max(one.line, 1), len(lines))
    start = _units("\n".join(lines[: line - 1])) + (line > 1)
    said = told(one.message)
    message = f"{one.key}: {said}" if one.key not in one.message else said
    return Remark(one.level, message, line, start, start + _units(lines[line - 1]))


def remark_of(source: str, finding: Finding) -> Remark:
    """Return what a rule found as a remark on the text."""
    start, end = (_units(source[:place]) for place in (finding.start, finding.end))
    return Remark(finding.severity, sentence_of(finding, _), finding.line, start, end)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

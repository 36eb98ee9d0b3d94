"""Texts of the library drawn for a page: rendered, linked, with their notes, kept by the process.

A part of a release is rendered once, at its compile. What the policy reader, the glossary and the
sheet of a case show is rendered when it is asked for first: one resolver a page looks up all that
its texts cite, so that the queries grow with the sets that are cited and not with the texts.
"""

import datetime as dt
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.library.resolver import LibraryResolver
from content.rendering import Note, Rendered, render_bounded
from core.problems import ProblemsFound
from courses.delivery.links import product_links
from courses.delivery.pages.passages import Passage
from courses.releases.cache import BoundedCache, weight_of

KEPT_BYTES = 24 * 1024 * 1024

type Run = tuple[tuple[Passage, ...], ...]

_kept: BoundedCache[tuple[Hashable, ...], Run] = BoundedCache(KEPT_BYTES)


@dataclass
class Drawing:
    """Draws the texts of one page; `own` is the fact set and policy that short keys are of.

    `state` names what the texts were read from, such as a policy's revision: another state is
    drawn again. References follow the day, so that texts are kept for the day.
    """

    own: str
    language: str
    today: dt.date
    state: tuple[Hashable, ...] = ()
    _resolver: LibraryResolver | None = None

    def run(self, *sources: str, prefix: str, heading: int, spoken: str = "") -> Run:
        """Return each text as passages; a note stands once, where the run cites it first.

        `prefix` begins every id of the run, `heading` is the level of its first headings, and
        `spoken` the language of the texts where it is not the page's.
        """
        language = spoken or self.language
        key = (sources, self.own, self.language, language, self.today, prefix, heading, self.state)
        kept = _kept.get(key)
        if kept is not None:
            return kept
        drawn, is_whole = self._drawn(sources, prefix=prefix, heading=heading, language=language)
        if is_whole:
            weight = sum(_weight(passage) for passages in drawn for passage in passages)
            _kept.put(key, drawn, weight=weight + 500, read_at=timezone.now())
        return drawn

    def _drawn(
        self, sources: tuple[str, ...], *, prefix: str, heading: int, language: str
    ) -> tuple[Run, bool]:
        told: dict[str, Note] = {}
        run: list[tuple[Passage, ...]] = []
        is_whole = True
        for place, source in enumerate(sources):
            try:
                rendered = render_bounded(
                    source,
                    resolver=self._one_resolver(),
                    prefix=f"{prefix}-{place}",
                    note_prefix=prefix,
                    notes=tuple(told.values()),
                    top_heading=heading,
                    language=language,
                )
            except ProblemsFound:
                # What was stored passed the checks of its day; a reader is shown its words all the
                # same, and the next reader may find it whole.
                run.append((Passage(_paragraph(source), []),))
                is_whole = False
            else:
                run.append(_passages(rendered, told))
        return tuple(run), is_whole

    def _one_resolver(self) -> LibraryResolver:
        if self._resolver is None:
            self._resolver = LibraryResolver(
                as_of=self.today, language=self.language, fact_set=self.own, policy=self.own
            )
        return self._resolver


def forget_drawings() -> None:
    """Empty the cache of this process: between tests."""
    _kept.clear()


def id_prefix(*names: str) -> str:
    """Return a beginning of ids made of names; different names make different ones."""
    return "-".join(_SIGN.sub(_written_out, name.lower()) for name in names)


_SIGN = re.compile(r"[^a-z0-9-]|--+")


def _written_out(found: re.Match[str]) -> str:
    return "".join("--" if sign == "." else f"-x{ord(sign):x}-" for sign in found[0])


def _passages(rendered: Rendered, told: dict[str, Note]) -> tuple[Passage, ...]:
    passages = []
    for block in rendered.blocks:
        new = [rendered.notes[name] for name in block.notes if name not in told]
        told.update((note.name, note) for note in new)
        passages.append(Passage(_safe(block.html), [note.as_json() for note in new]))
    return tuple(passages)


def _safe(html: str) -> SafeString:
    return mark_safe(product_links(html))  # noqa: S308 -- rendered and cleaned by content.rendering


def _paragraph(source: str) -> SafeString:
    return mark_safe(f"<p>{escape(source)}</p>")  # noqa: S308 -- escaped


def _weight(passage: Passage) -> int:
    notes: list[Mapping[str, Any]] = passage.notes
    return 2 * len(passage.html) + 200 + weight_of(notes)

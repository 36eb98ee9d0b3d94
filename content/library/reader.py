"""The policy reader's page: a policy in one edition, rendered, and kept while it stays the same."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from content.library.resolver import LibraryResolver
from content.policies.selectors import (
    ClauseShown,
    EditionShown,
    PolicyReading,
    StatusShown,
    policy_reading,
    readable_policy,
)
from content.rendering import Note, Rendered, render

if TYPE_CHECKING:
    from accounts.models import User

MOST_PAGES = 64


@dataclass(frozen=True)
class RenderedExample:
    """An example with its verdict, as HTML."""

    uid: str
    text: str
    verdict: str


@dataclass(frozen=True)
class RenderedClause:
    """A clause as a page shows it; ``shown`` has everything that is not HTML.

    ``text``, ``explanation`` and the examples are sanitised HTML in which clause,
    term and case links have no product URL yet (``href="clause:platform/CSE-2.1@1"``).
    ``notes`` are the facts cited, numbered in order within the clause.
    """

    shown: ClauseShown
    anchor: str
    text: str
    explanation: str
    examples: tuple[RenderedExample, ...]
    notes: Mapping[str, Note]

    @property
    def status(self) -> StatusShown | None:
        """The newest line of the legal log."""
        return self.shown.log[0] if self.shown.log else None


@dataclass(frozen=True)
class RenderedChapter:
    """A headed group of clauses."""

    uid: str
    title: str
    clauses: tuple[RenderedClause, ...]


@dataclass(frozen=True)
class PolicyPage:
    """A policy in one edition, as a page shows it."""

    slug: str
    kind: str
    is_example: bool
    title: str
    summary: str
    jurisdiction: str
    edition: EditionShown
    editions: tuple[EditionShown, ...]
    chapters: tuple[RenderedChapter, ...]


_pages: OrderedDict[tuple[object, ...], PolicyPage] = OrderedDict()
_lock = Lock()


def policy_page(
    user: "User", slug: str, language: str, *, on: date, edition: str | None = None
) -> PolicyPage | None:
    """The policy if this person may read it; None if not, or if there is no such edition.

    One query and that of the person's roles when the page was shown before in this
    process; a page is made anew when the policy changes, and every day.
    """
    policy = readable_policy(user, slug)
    if policy is None:
        return None
    key = (policy.pk, policy.revision, language, on, edition)
    with _lock:
        if key in _pages:
            _pages.move_to_end(key)
            return _pages[key]
    reading = policy_reading(policy, language, on=on, edition=edition)
    if reading is None:
        return None
    page = _rendered(reading, language, on)
    with _lock:
        _pages[key] = page
        while len(_pages) > MOST_PAGES:
            _pages.popitem(last=False)
    return page


def forget_pages() -> None:
    """Nothing is kept: for tests, and after a redaction."""
    with _lock:
        _pages.clear()


def _rendered(reading: PolicyReading, language: str, on: date) -> PolicyPage:
    resolver = LibraryResolver(
        as_of=max(on, reading.edition.effective_on),
        language=language,
        fact_set=reading.slug,
        policy=reading.slug,
    )
    return PolicyPage(
        slug=reading.slug,
        kind=reading.kind,
        is_example=reading.is_example,
        title=reading.title,
        summary=render(reading.summary, resolver=resolver, prefix="summary").html,
        jurisdiction=reading.jurisdiction,
        edition=reading.edition,
        editions=reading.editions,
        chapters=tuple(
            RenderedChapter(
                chapter.uid,
                chapter.title,
                tuple(_clause(clause, resolver) for clause in chapter.clauses),
            )
            for chapter in reading.chapters
        ),
    )


def _clause(clause: ClauseShown, resolver: LibraryResolver) -> RenderedClause:
    anchor = "clause-" + clause.code.lower().replace(".", "-")
    notes: dict[str, Note] = {}

    def html(text: str, part: str) -> str:
        if not text:
            return ""
        rendered: Rendered = render(
            text,
            resolver=resolver,
            prefix=f"{anchor}-{part}",
            note_prefix=anchor,
            notes=tuple(notes.values()),
            top_heading=4,
            language=clause.text_language,
        )
        notes.update(rendered.notes)
        return rendered.html

    return RenderedClause(
        shown=clause,
        anchor=anchor,
        text=html(clause.text, "text"),
        explanation=html(clause.explanation, "why"),
        examples=tuple(
            RenderedExample(
                one.uid,
                html(one.text, f"example-{one.uid}"),
                html(one.verdict, f"verdict-{one.uid}"),
            )
            for one in clause.examples
        ),
        notes=notes,
    )

"""The policy reader: clauses as a person reads them, rendered once per text and process."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.models import User
from content.cases.selectors import case_document
from content.models import Policy
from content.policies.selectors import (
    ClauseShown,
    Hit,
    PolicyCard,
    PolicyReading,
    StatusShown,
    clause_text,
    policies_for,
    policy_reading,
    readable_policy,
    search,
)
from content.vocabulary.selectors import TermShown, terms
from courses.delivery.pages.drawing import Drawing, id_prefix
from courses.delivery.pages.passages import Passage

HITS_A_PAGE = 20

type Passages = tuple[Passage, ...]


@dataclass(frozen=True)
class ExampleLine:
    """One example of a clause and how it is decided, rendered."""

    html: SafeString
    verdict: SafeString
    notes: list[Mapping[str, Any]]


@dataclass(frozen=True)
class ClausePage:
    """One clause as a reader sees it: its text and explanation with the sources beside them."""

    code: str
    title: str
    version: int
    href: str
    prefix: str
    text: Passages
    explanation: Passages
    examples: list[ExampleLine]
    status: StatusShown | None
    log: list[Mapping[str, Any]]
    is_stale: bool
    is_foreign: bool
    language: str


@dataclass(frozen=True)
class ChapterPage:
    """A headed group of clauses."""

    uid: str
    title: str
    clauses: list[ClausePage]


@dataclass(frozen=True)
class PolicyPage:
    """A policy in one edition."""

    reading: PolicyReading
    chapters: list[ChapterPage]
    href: str


@dataclass(frozen=True)
class SearchPage:
    """The list of policies, or the clauses that a search found."""

    search: str
    cards: list[PolicyCard]
    hits: list[Hit]
    has_more: bool
    number: int


def search_page(user: User, asked: str, number: int, *, today: dt.date) -> SearchPage:
    """Return the list of policies and, for a search, a page of the clauses it found."""
    words = asked.replace("\x00", "").strip()[:100]
    number = max(1, min(number, 500))
    hits, has_more = search(
        user,
        words,
        user.language,
        on=today,
        offset=(number - 1) * HITS_A_PAGE,
        limit=HITS_A_PAGE,
    )
    cards = [] if words else policies_for(user, user.language, on=today)
    return SearchPage(words, cards, hits, has_more, number)


def policy_page(user: User, slug: str, edition: str, *, today: dt.date) -> PolicyPage | None:
    """Return a policy in the edition named or in effect; None when it is not for this person."""
    policy = readable_policy(user, slug)
    if policy is None:
        return None
    reading = policy_reading(policy, user.language, on=today, edition=edition or None)
    if reading is None:
        return None
    drawing = _drawing(policy, user, today)
    chapters = [
        ChapterPage(
            uid=chapter.uid,
            title=chapter.title,
            clauses=[_clause(drawing, reading, clause, heading=4) for clause in chapter.clauses],
        )
        for chapter in reading.chapters
    ]
    return PolicyPage(reading, chapters, reverse("courses:delivery:policy_detail", args=[slug]))


@dataclass(frozen=True)
class AskedVersion:
    """Another version of a clause, which a course or a record led to."""

    number: int
    passages: Passages
    prefix: str
    is_foreign: bool
    language: str


@dataclass(frozen=True)
class SingleClause:
    """One clause on a page of its own, with the version that a course asked for."""

    reading: PolicyReading
    href: str
    chapter: str
    clause: ClausePage
    asked: AskedVersion | None


def clause_page(
    user: User, slug: str, code: str, version: int | None, *, today: dt.date
) -> SingleClause | None:
    """Return a clause as it stands today, and beside it the version that was asked for.

    None when the policy is not for this person or its edition of today lacks the clause.
    """
    policy = readable_policy(user, slug)
    reading = policy_reading(policy, user.language, on=today) if policy else None
    if policy is None or reading is None:
        return None
    found = [
        (chapter, clause)
        for chapter in reading.chapters
        for clause in chapter.clauses
        if clause.code == code
    ]
    if not found:
        return None
    chapter, clause = found[0]
    drawing = _drawing(policy, user, today)
    other = version if version not in (None, clause.version) else None
    return SingleClause(
        reading=reading,
        href=reverse("courses:delivery:policy_detail", args=[slug]),
        chapter=chapter.title,
        clause=_clause(drawing, reading, clause, heading=2),
        asked=_asked(drawing, clause, other) if other else None,
    )


def _asked(drawing: Drawing, clause: ClauseShown, number: int) -> AskedVersion | None:
    found = clause_text(drawing.own, clause.code, number, drawing.language)
    if found is None:
        return None
    text, language = found
    prefix = id_prefix("asked", clause.code)
    (passages,) = drawing.run(text, prefix=prefix, heading=3, spoken=language)
    return AskedVersion(number, passages, prefix, language != drawing.language, language)


def _drawing(policy: Policy, user: User, today: dt.date) -> Drawing:
    state = (policy.pk, policy.revision, policy.updated_at)
    return Drawing(own=policy.slug, language=user.language, today=today, state=state)


def _clause(
    drawing: Drawing, reading: PolicyReading, clause: ClauseShown, *, heading: int
) -> ClausePage:
    prefix = id_prefix("clause", clause.code)
    examples = [text for one in clause.examples for text in (one.text, one.verdict)]
    text, explanation, *drawn = drawing.run(
        clause.text,
        clause.explanation,
        *examples,
        prefix=prefix,
        heading=heading,
        spoken=clause.text_language,
    )
    return ClausePage(
        code=clause.code,
        title=clause.title,
        version=clause.version,
        href=reverse("courses:delivery:clause_detail", args=[reading.slug, clause.code]),
        prefix=prefix,
        text=text,
        explanation=explanation,
        examples=[
            ExampleLine(html=_html(report), verdict=_html(verdict), notes=_notes(report, verdict))
            for report, verdict in zip(drawn[::2], drawn[1::2], strict=True)
        ],
        status=clause.log[0] if clause.log else None,
        log=[asdict(line) for line in clause.log],
        is_stale=clause.is_stale,
        is_foreign=clause.text_language != drawing.language,
        language=clause.text_language,
    )


def _html(passages: Passages) -> SafeString:
    return format_html_join("", "{}", ((passage.html,) for passage in passages))


def _notes(*runs: Passages) -> list[Mapping[str, Any]]:
    return [note for passages in runs for passage in passages for note in passage.notes]


@dataclass(frozen=True)
class TermLine:
    """One term of the glossary, rendered."""

    slug: str
    label: str
    html: SafeString
    notes: list[Mapping[str, Any]]
    prefix: str


def glossary_page(user: User, *, today: dt.date) -> list[TermLine]:
    """Return the glossary in the person's language, in the order of its labels."""
    found = terms(user.language).values()
    drawing = Drawing(own="", language=user.language, today=today)
    return [_term(drawing, term) for term in sorted(found, key=lambda term: term.label.casefold())]


def _term(drawing: Drawing, term: TermShown) -> TermLine:
    prefix = id_prefix("term", term.slug)
    (passages,) = drawing.run(term.definition, prefix=prefix, heading=2, spoken=term.language)
    return TermLine(term.slug, term.label, _html(passages), _notes(passages), prefix)


@dataclass(frozen=True)
class CaseSheet:
    """A case outside a course: what it is, in brief, with the state of its sources."""

    title: str
    standfirst: SafeString
    notes: list[Mapping[str, Any]]
    prefix: str
    topic: str
    intensity: int
    checked_on: dt.date
    harm_areas: str
    jurisdictions: str


def case_sheet(slug: str, user: User, *, today: dt.date) -> CaseSheet | None:
    """Return the sheet of a case that a lesson refers to; its story is told in the course."""
    document = case_document(slug, user.language, today)
    if document is None:
        return None
    drawing = Drawing(own=slug, language=user.language, today=today, state=(document.revision,))
    (passages,) = drawing.run(
        document.standfirst, prefix="case", heading=2, spoken=document.text_language
    )
    return CaseSheet(
        title=document.title,
        standfirst=_html(passages),
        notes=_notes(passages),
        prefix="case",
        topic=document.topic,
        intensity=document.intensity,
        checked_on=document.checked_on,
        harm_areas=", ".join(tag.label for tag in document.harm_areas),
        jurisdictions=", ".join(tag.label for tag in document.jurisdictions),
    )

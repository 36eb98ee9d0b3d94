"""The policy reader: clauses as a person reads them, rendered once per text and process."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from content.cases.selectors import case_document
from content.library.resolver import LibraryResolver
from content.models import ClauseVersion
from content.policies.selectors import (
    ClauseShown,
    Hit,
    PolicyCard,
    PolicyReading,
    StatusShown,
    policies_for,
    policy_reading,
    readable_policy,
    search,
)
from content.rendering import render_bounded
from content.vocabulary.selectors import terms
from core.problems import ProblemsFound
from courses.delivery.links import product_links

HITS_A_PAGE = 20


@dataclass(frozen=True)
class ExampleLine:
    """One example of a clause and how it is decided, rendered."""

    html: SafeString
    verdict: SafeString


@dataclass(frozen=True)
class ClausePage:
    """One clause as a reader sees it."""

    code: str
    title: str
    version: int
    href: str
    html: SafeString
    explanation: SafeString
    examples: list[ExampleLine]
    status: StatusShown | None
    log: list[StatusShown]
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
    chapters = [
        ChapterPage(
            uid=chapter.uid,
            title=chapter.title,
            clauses=[_clause(reading, clause, user, today) for clause in chapter.clauses],
        )
        for chapter in reading.chapters
    ]
    return PolicyPage(reading, chapters, reverse("courses:delivery:policy_detail", args=[slug]))


@dataclass(frozen=True)
class SingleClause:
    """One clause on a page of its own, with the version that a course asked for."""

    policy: PolicyPage
    chapter: ChapterPage
    clause: ClausePage
    asked_version: int | None
    asked_html: SafeString


def clause_page(
    user: User, slug: str, code: str, version: int | None, *, today: dt.date
) -> SingleClause | None:
    """Return a clause as it stands today, and beside it the version that was asked for.

    None when the policy is not for this person or its edition of today lacks the clause.
    """
    page = policy_page(user, slug, "", today=today)
    if page is None:
        return None
    for chapter in page.chapters:
        for clause in chapter.clauses:
            if clause.code == code:
                other = version if version not in (None, clause.version) else None
                html = _older_text(slug, code, other, user, today) if other else SafeString("")
                return SingleClause(page, chapter, clause, other if html else None, html)
    return None


def _older_text(slug: str, code: str, number: int, user: User, today: dt.date) -> SafeString:
    row = ClauseVersion.objects.filter(
        clause__policy__slug=slug, clause__code=code, number=number
    ).first()
    return _html(row.text, slug, user.language, today) if row else SafeString("")


def _clause(reading: PolicyReading, clause: ClauseShown, user: User, today: dt.date) -> ClausePage:
    slug, language = reading.slug, user.language
    return ClausePage(
        code=clause.code,
        title=clause.title,
        version=clause.version,
        href=reverse("courses:delivery:clause_detail", args=[slug, clause.code]),
        html=_html(clause.text, slug, language, today),
        explanation=_html(clause.explanation, slug, language, today),
        examples=[
            ExampleLine(
                html=_html(example.text, slug, language, today),
                verdict=_html(example.verdict, slug, language, today),
            )
            for example in clause.examples
        ],
        status=clause.log[0] if clause.log else None,
        log=list(clause.log),
        is_stale=clause.is_stale,
        is_foreign=clause.text_language != language,
        language=clause.text_language,
    )


def _html(source: str, policy: str, language: str, today: dt.date) -> SafeString:
    if not source:
        return SafeString("")
    return mark_safe(_rendered(source, policy, language, today))  # noqa: S308 -- rendered and cleaned


@lru_cache(maxsize=2048)
def _rendered(source: str, policy: str, language: str, today: dt.date) -> str:
    """Return the HTML of a clause's text, kept for the day, as references follow the day."""
    resolver = LibraryResolver(as_of=today, language=language, fact_set=policy, policy=policy)
    try:
        rendered = render_bounded(source, resolver=resolver, prefix="clause", language=language)
    except ProblemsFound:
        # What was stored passed the checks of its day; a reader is shown its words all the same.
        return f"<p>{source.replace('&', '&amp;').replace('<', '&lt;')}</p>"
    return product_links("".join(block.html for block in rendered.blocks))


@dataclass(frozen=True)
class TermLine:
    """One term of the glossary, rendered."""

    slug: str
    label: str
    html: SafeString


def glossary_page(user: User, *, today: dt.date) -> list[TermLine]:
    """Return the glossary in the person's language, in the order of its labels."""
    found = terms(user.language).values()
    return [
        TermLine(term.slug, term.label, _html(term.definition, "", user.language, today))
        for term in sorted(found, key=lambda term: term.label.casefold())
    ]


@dataclass(frozen=True)
class CaseSheet:
    """A case outside a course: what it is, in brief, with the state of its sources."""

    title: str
    standfirst: SafeString
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
    return CaseSheet(
        title=document.title,
        standfirst=_html(document.standfirst, slug, user.language, today),
        topic=document.topic,
        intensity=document.intensity,
        checked_on=document.checked_on,
        harm_areas=", ".join(tag.label for tag in document.harm_areas),
        jurisdictions=", ".join(tag.label for tag in document.jurisdictions),
    )

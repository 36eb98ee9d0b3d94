"""The list of what the library holds, and of what is being written."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.models import User
from content.facts.models import FactSet
from content.library.drafting.models import LibraryDraft
from content.texts import pick
from courses.workshop.pages.library.words import kind_word
from courses.workshop.selectors import library as selectors

A_PAGE = 25
MOST_OFFERED = 300


@dataclass(frozen=True)
class SetLine:
    """One case, policy or background set, and the open draft of it if there is one."""

    slug: str
    kind: str
    kind_word: str
    title: str
    languages: tuple[str, ...]
    draft: LibraryDraft | None


@dataclass(frozen=True)
class ShelfPage:
    """One page of the library."""

    lines: list[SetLine]
    page: Page[FactSet]


def shelf_page(user: User, number: str | None, *, language: str, q: str, kind: str) -> ShelfPage:
    """Return one page of what the library holds."""
    page = Paginator(selectors.sets_of(user, q=q, kind=kind), A_PAGE).get_page(number)
    rows = list(page)
    drafts = selectors.open_drafts_of(user, [row.slug for row in rows])
    lines = [
        SetLine(
            slug=row.slug,
            kind=row.kind,
            kind_word=kind_word(row.kind),
            title=_title(row, language),
            languages=tuple(row.languages),
            draft=drafts.get(row.slug),
        )
        for row in rows
    ]
    return ShelfPage(lines, page)


def cases_offered(user: User, language: str) -> list[tuple[str, str]]:
    """Return key and title of cases that a report can be held against, by title; three queries.

    Those that the person is writing and those of the library, up to a bound of each.
    """
    drafts = selectors.drafts_of(user, kind=FactSet.Kind.CASE)[:MOST_OFFERED]
    found = {row.slug: row.title for row in drafts}
    for row in selectors.sets_of(user, kind=FactSet.Kind.CASE)[:MOST_OFFERED]:
        found.setdefault(row.slug, _title(row, language))
    return sorted(found.items(), key=lambda one: (one[1].casefold(), one[0]))


def _title(row: FactSet, language: str) -> str:
    if row.kind == FactSet.Kind.CASE:
        titles = {text.language: text.title for text in row.case.texts.all()}
    elif row.kind == FactSet.Kind.POLICY:
        titles = row.policy.titles
    else:
        titles = row.titles
    return pick(titles, language, row.languages) or row.slug


def drafts_page(user: User, number: str | None, *, q: str, kind: str) -> Page[LibraryDraft]:
    """Return one page of the drafts that are not in the library."""
    return Paginator(selectors.drafts_of(user, q=q, kind=kind), A_PAGE).get_page(number)

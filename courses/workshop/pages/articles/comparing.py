"""A report held against the facts of a case: what agrees, what differs, what is new."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.models import User
from content.importing.comparing import Claim, Known, Match, compare
from content.importing.models import Article, Proposal
from content.library.drafting.entries import body_of
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries
from content.library.fetch import fetch
from content.library.kinds import Kind
from courses.workshop.services.articles import taken
from courses.workshop.services.quoting import quote_of


@dataclass(frozen=True)
class Compared:
    """One accepted fact beside what the case has."""

    position: int
    key: str
    statement: str
    quote: str
    match: Match
    known_statement: str = ""
    known_quotes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparePage:
    """The report's accepted facts against one case."""

    slug: str
    title: str
    lines: tuple[Compared, ...]
    is_known: bool

    @property
    def differing(self) -> int:
        return sum(line.match.verdict == "differs" for line in self.lines)


def compare_page(article: Article, slug: str, user: User) -> ComparePage:
    """Return the comparison with the person's open draft of the case, or with the library."""
    body = _body(slug, user)
    facts = entries(Kind.CASE, body, "fact") if body else {}
    known = [_known(key, entry) for key, entry in facts.items()]
    lines = []
    for one in taken(article, Proposal.Kind.FACT):
        match = compare(claim_of(one), known)
        newest = facts[match.key]["versions"][-1] if match.key else {}
        lines.append(
            Compared(
                position=one.position,
                key=str(one.told["key"]),
                statement=str(one.told.get("statement", "")),
                quote=quote_of(article, one),
                match=match,
                known_statement=str(newest.get("statement", "")),
                known_quotes=tuple(
                    str(o["quote"]) for o in newest.get("citations", []) if o.get("quote")
                ),
            )
        )
    head: Mapping[str, Any] = (body or {}).get("case.yaml") or {}
    titles = head.get("title") or {}
    title = str(titles.get(article.language) or next(iter(titles.values()), slug))
    return ComparePage(slug, title, tuple(lines), body is not None)


def claim_of(one: Proposal) -> Claim:
    """Return a proposal as what is compared."""
    told = one.told
    figure = told.get("figure")
    day, until = str(told.get("date") or ""), str(told.get("until") or "")
    return Claim(
        key=str(told["key"]),
        unit=str(told.get("unit") or ""),
        figure=Decimal(str(figure)) if figure is not None else None,
        date=f"{day}/{until}" if until else day,
        name=str(told.get("name") or ""),
    )


def _body(slug: str, user: User) -> dict[str, Any] | None:
    drafts = LibraryDraft.objects.visible_to(user).open()
    draft = drafts.filter(kind=Kind.CASE.value, slug=slug).first()
    if draft:
        return dict(draft.body)
    bundle = fetch(Kind.CASE, slug)
    return dict(body_of(bundle)) if bundle else None


def _known(key: str, entry: Mapping[str, Any]) -> Known:
    newest = entry["versions"][-1]
    return Known(
        key=key,
        statement=str(newest.get("statement", "")),
        figures=tuple(str(one) for one in newest.get("figures", [])),
        unit=str(newest.get("unit") or ""),
    )

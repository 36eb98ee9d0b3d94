"""Searching the clauses that are in effect."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform

from content.policies.models import ClauseTranslation, ClauseVersion, Policy
from content.policies.selectors.reader import current_edition
from content.texts import pick

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_QUERY = 100
AROUND = 90
REFERENCE = re.compile(
    r"\[(?P<kind>fact|clause|term|case):(?P<key>[^\[\]\n|]*)(?:\|(?P<shown>[^\[\]\n]*))?\]"
)


@dataclass(frozen=True)
class Hit:
    """A clause found by a search, with the words around the place."""

    policy: str
    policy_title: str
    code: str
    title: str
    excerpt: str


def search(
    user: "User", query: str, language: str, *, on: date, offset: int = 0, limit: int = 20
) -> tuple[list[Hit], bool]:
    """Clauses in effect whose code, title or text holds the words, in that language or the source.

    Returns a page of hits and whether there are more. Two queries and that of the
    person's roles; only policies this person may read are searched.
    """
    words = " ".join(query.split())[:LONGEST_QUERY]
    if not words:
        return [], False
    translated = ClauseTranslation.objects.filter(
        version=OuterRef("pk"), language=language
    ).order_by("-revision")
    rows = (
        ClauseVersion.objects.filter(clause__policy__in=Policy.objects.visible_to(user))
        .annotate(current=current_edition(on, "clause__policy"))
        .filter(in_editions__edition=F("current"))
        .annotate(
            told=Subquery(translated.values("text")[:1]),
            called=KeyTextTransform(language, "clause__titles"),
        )
        .filter(
            Q(clause__code__icontains=words)
            | Q(called__icontains=words)
            | Q(told__icontains=words)
            | (Q(text__icontains=words) & (Q(told__isnull=True) | Q(told="")))
        )
        .select_related("clause__policy")
        .order_by("clause__policy__slug", "clause__position")
    )
    page = list(rows[offset : offset + limit + 1])
    return [_hit(row, words, language) for row in page[:limit]], len(page) > limit


def _hit(row: ClauseVersion, words: str, language: str) -> Hit:
    policy = row.clause.policy
    return Hit(
        policy=policy.slug,
        policy_title=pick(policy.titles, language, policy.languages),
        code=row.clause.code,
        title=pick(row.clause.titles, language, policy.languages),
        excerpt=excerpt(row.told or row.text, words),  # type: ignore[attr-defined]
    )


def excerpt(text: str, words: str) -> str:
    """The words around the first place where the text holds them, in one line."""
    line = " ".join(REFERENCE.sub(_said, text).replace("*", "").split())
    at = max(line.casefold().find(words.casefold()), 0)
    start = max(line.rfind(" ", 0, max(at - AROUND, 0)) + 1, 0) if at > AROUND else 0
    end = at + len(words) + AROUND
    cut = line[start:] if end >= len(line) else line[start : line.rfind(" ", start, end)]
    return f"{'… ' if start else ''}{cut}{' …' if end < len(line) else ''}"


def _said(reference: re.Match[str]) -> str:
    """What a reference prints: a clause its code, a term its words, a fact nothing."""
    key = reference["key"].rpartition("/")[2].partition("@")[0]
    return "" if reference["kind"] == "fact" else reference["shown"] or key

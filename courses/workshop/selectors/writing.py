"""The rows of the pages of writing: histories, what can be referred to, translations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import User
from content.cases.models import Case
from content.facts.models import Fact, FactSet, FactVersion
from content.facts.selectors.shown import FACT_PARTS, effective_version, shown_fact
from content.library.drafting.models import LibraryDraft
from content.library.drafting.parts import entries
from content.library.kinds import Kind
from content.policies.models import Clause, Policy
from content.texts import pick
from content.vocabulary.selectors import terms
from core.orm import for_list
from courses.catalogue import items
from courses.catalogue.drafts import LessonWords
from courses.catalogue.models import Course, ItemVersion

A_PAGE = 20
LONGEST = 300
_LOOKED_BACK = 200


@dataclass(frozen=True)
class Referable:
    """One thing that a text can refer to: what is typed for it, and what it says."""

    typed: str
    title: str
    note: str


def words_made_from(course: Course, uid: str, made_from: str) -> LessonWords | None:
    """Return the source words of a lesson as they were when a translation was made, or None.

    Looks through the last 200 versions of the text, in one query.
    """
    rows = ItemVersion.objects.filter(
        course=course,
        kind=items.LESSON_TEXT,
        uid=uid,
        language=course.source_language,
        body__isnull=False,
    ).order_by("-revision")
    for body in rows.values_list("body", flat=True)[:_LOOKED_BACK]:
        words = items.lesson_words_from(body or {})
        if words.digest == made_from:
            return words
    return None


def versions_of(course: Course, key: items.ItemKey) -> QuerySet[ItemVersion]:
    """Return what an item said before each of its edits, the newest first."""
    rows = ItemVersion.objects.filter(
        course=course, kind=key.kind, uid=key.uid, language=key.language
    )
    return for_list(rows.select_related("by", "course").order_by("-revision"))


def referables(
    user: User,
    *,
    kind: str,
    q: str,
    number: str | int | None,
    language: str,
    today: date,
    hidden: Collection[str] = (),
) -> Page[Referable]:
    """Return a page of what may be referred to, in at most eight queries.

    Without the policies in `hidden`, which what is written may not tell though the person reads
    them.
    """
    words = q.split()[:8]
    readable = Policy.objects.visible_to(user).exclude(slug__in=hidden)
    if kind == "clause":
        return _clauses(readable, words, number, language)
    if kind == "case":
        return _cases(words, number, language)
    if kind == "term":
        return _terms(words, number, language)
    return _facts(readable, words, number, language, today)


def referables_of(draft: LibraryDraft, *, kind: str, q: str) -> list[Referable]:
    """Return the first of a draft's own facts or clauses, which the library may not know yet.

    Within the draft they are named by their short key. No query.
    """
    if (kind == "clause" and draft.kind != Kind.POLICY) or kind not in ("fact", "clause"):
        return []
    words = [word.casefold() for word in q.split()[:8]]
    found = []
    for key, entry in entries(Kind(draft.kind), draft.body, kind).items():
        newest = (entry.get("versions") or [{}])[-1]
        title = entry.get("title") if kind == "clause" else newest.get("statement")
        said = str(title or newest.get("text") or key)
        if all(word in f"{key} {said}".casefold() for word in words):
            note = " · ".join(filter(None, [key, str(newest.get("status") or "")]))
            found.append(Referable(f"[{kind}:{key}]", said[:LONGEST], note))
    return found[:A_PAGE]


def _facts(
    readable: QuerySet[Policy],
    words: list[str],
    number: str | int | None,
    language: str,
    today: date,
) -> Page[Referable]:
    unseen = Policy.objects.exclude(pk__in=readable.values("pk"))
    rows = Fact.objects.filter(is_retired=False).exclude(
        fact_set__kind=FactSet.Kind.POLICY, fact_set__slug__in=unseen.values("slug")
    )
    for word in words:
        told = FactVersion.objects.filter(
            Q(statement__icontains=word) | Q(texts__statement__icontains=word), fact=OuterRef("pk")
        )
        rows = rows.filter(
            Q(key__icontains=word) | Q(fact_set__slug__icontains=word) | Exists(told)
        )
    rows = rows.order_by("fact_set__slug", "position", "key")
    page = Paginator(for_list(rows), A_PAGE).get_page(number)
    loaded = {
        fact.pk: fact
        for fact in Fact.objects.filter(pk__in=[one.pk for one in page])
        .select_related("fact_set")
        .prefetch_related(*FACT_PARTS)
    }
    found = []
    for one in page:
        fact = loaded[one.pk]
        version = effective_version(fact.versions.all(), today)
        if version is not None:
            shown = shown_fact(fact, version, language)
            note = " · ".join(filter(None, [shown.key, shown.status, shown.as_of]))
            found.append(Referable(f"[fact:{shown.key}]", shown.statement, note))
    return _told(page, found)


def _clauses(
    readable: QuerySet[Policy], words: list[str], number: str | int | None, language: str
) -> Page[Referable]:
    rows = Clause.objects.filter(is_retired=False, policy__in=readable)
    rows = rows.annotate(titles_text=Cast("titles", TextField()))
    for word in words:
        rows = rows.filter(
            Q(code__icontains=word)
            | Q(policy__slug__icontains=word)
            | Q(titles_text__icontains=word)
        )
    rows = rows.select_related("policy").order_by("policy__slug", "position", "code")
    page = Paginator(for_list(rows), A_PAGE).get_page(number)
    found = [
        Referable(
            f"[clause:{row.policy.slug}/{row.code}]",
            pick(row.titles, language, row.policy.languages) or row.code,
            f"{row.code} · {pick(row.policy.titles, language, row.policy.languages)}",
        )
        for row in page
    ]
    return _told(page, found)


def _cases(words: list[str], number: str | int | None, language: str) -> Page[Referable]:
    rows = Case.objects.prefetch_related("texts")
    for word in words:
        rows = rows.filter(Q(slug__icontains=word) | Q(texts__title__icontains=word)).distinct()
    page = Paginator(for_list(rows.order_by("slug")), A_PAGE).get_page(number)
    found = []
    for row in page:
        titles = {text.language: text.title for text in row.texts.all()}
        found.append(
            Referable(f"[case:{row.slug}]", pick(titles, language, row.languages), row.slug)
        )
    return _told(page, found)


def _terms(words: list[str], number: str | int | None, language: str) -> Page[Referable]:
    sought = [word.casefold() for word in words]
    found = [
        Referable(f"[term:{one.slug}]", one.label, one.definition)
        for one in terms(language).values()
        if all(word in f"{one.slug} {one.label} {one.definition}".casefold() for word in sought)
    ]
    return Paginator(sorted(found, key=lambda one: one.title), A_PAGE).get_page(number)


def _told(page: Page[Any], found: list[Referable]) -> Page[Referable]:
    """The same page with what is shown in place of the rows."""
    return Page(found, page.number, page.paginator)

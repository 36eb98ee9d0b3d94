"""The rows of the library's pages, through what the person may see."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import User
from content.cases.models import Case, CaseText
from content.facts.models import FactSet
from content.library.drafting.models import LibraryDraft, LibraryDraftVersion
from content.policies.models import Policy
from content.sources.models import Source
from content.vocabulary.models import GuardedWord, HarmArea, Jurisdiction
from core.orm import for_list


def sets_of(user: User, *, q: str = "", kind: str = "") -> QuerySet[FactSet]:
    """Return the cases, policies and background sets that the person may find, by name."""
    hidden = Policy.objects.exclude(pk__in=Policy.objects.visible_to(user).values("pk"))
    rows = FactSet.objects.exclude(kind="policy", slug__in=hidden.values("slug"))
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        titled = CaseText.objects.filter(case__fact_set=OuterRef("pk"), title__icontains=q)
        rows = rows.annotate(
            own_titles=Cast("titles", TextField()),
            policy_titles=Cast("policy__titles", TextField()),
        ).filter(
            Q(slug__icontains=q)
            | Q(own_titles__icontains=q)
            | Q(policy_titles__icontains=q)
            | Q(Exists(titled))
        )
    return for_list(
        rows.select_related("case", "policy").prefetch_related("case__texts").order_by("slug")
    )


def open_drafts_of(user: User, slugs: list[str]) -> dict[str, LibraryDraft]:
    """Return the open drafts of these names that the person may edit, by name: one query."""
    rows = for_list(LibraryDraft.objects.visible_to(user).open().filter(slug__in=slugs))
    return {draft.slug: draft for draft in rows.defer("body", "base").order_by("updated_at")}


def drafts_of(user: User, *, q: str = "", kind: str = "") -> QuerySet[LibraryDraft]:
    """Return the drafts that the person may edit and that are not in the library, newest first."""
    rows = LibraryDraft.objects.visible_to(user).exclude(state=LibraryDraft.State.ADOPTED)
    if kind:
        rows = rows.filter(kind=kind)
    if q:
        rows = rows.filter(Q(title__icontains=q) | Q(slug__icontains=q))
    rows = rows.select_related("owner", "updated_by").defer("body", "base")
    return for_list(rows.order_by("-updated_at", "pk"))


def library_draft_of(user: User, public_id: UUID) -> LibraryDraft | None:
    """Return a draft that the person may see, with its owner and who saved it last, or None."""
    rows = LibraryDraft.objects.visible_to(user).select_related("owner", "updated_by")
    return rows.filter(public_id=public_id).first()


def versions_of(draft: LibraryDraft, *, part: str = "") -> QuerySet[LibraryDraftVersion]:
    """Return what was saved of a draft, or of one part of it, the newest first."""
    rows = draft.versions.select_related("by").order_by("-revision", "pk")
    return for_list(rows.filter(part=part) if part else rows)


def source_of(user: User, slug: str, key: str) -> Source | None:
    """Return a source of something in the library that the person may find, or None."""
    if not sets_of(user).filter(slug=slug).exists():
        return None
    return Source.objects.filter(set_slug=slug, key=key).first()


def intensity_of_case(slug: str) -> int:
    """Return how intense the case is that the library tells; 0 where it tells none."""
    found: int | None = Case.objects.filter(slug=slug).values_list("intensity", flat=True).first()
    return found or 0


def kept_sources(slug: str) -> dict[str, bool]:
    """Return the keys of the sources that the library holds, and whether a text was received."""
    rows = Source.objects.filter(set_slug=slug).values_list("key", "received_sha256")
    return {key: bool(sha256) for key, sha256 in rows}


def tags(language: str, taxonomy: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return harm areas and jurisdictions as choices: two queries."""
    areas = HarmArea.objects.filter(taxonomy=taxonomy)
    places = Jurisdiction.objects.all()
    return (
        [(one.slug, one.label(language)) for one in areas],
        [(one.slug, one.label(language)) for one in places],
    )


def guarded_rows() -> QuerySet[GuardedWord]:
    """Return the organisation's list of words, in order."""
    rows = GuardedWord.objects.filter(removed_at=None).select_related("added_by")
    return for_list(rows.order_by("kind", "words"))


def removed_rows() -> QuerySet[GuardedWord]:
    """Return the words that were taken off the list, the last first."""
    rows = GuardedWord.objects.filter(removed_at__isnull=False).select_related("removed_by")
    return for_list(rows.order_by("-removed_at", "pk"))

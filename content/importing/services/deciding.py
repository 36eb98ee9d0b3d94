"""What people decide about proposals, with undo; and what is taken out of an article for good."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.db import transaction

from content.importing.errors import BadSpan, NothingToUndo, StillReading
from content.importing.models import Article, ArticleRedaction, Proposal, ProposalChange
from content.importing.redaction import BLOCK, places_of, private_persons

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def decide(
    *,
    article: Article,
    positions: Sequence[int],
    state: str,
    by: "User",
    at: datetime,
    edited: Mapping[str, object] | None = None,
) -> int:
    """The proposals stand as decided; returns how many changed. One act, undone as one.

    ``edited`` goes with a single proposal that is accepted with changes.
    """
    row = _locked(article)
    batch = uuid4()
    changes, changed = [], []
    for proposal in row.proposals.filter(position__in=positions):
        told = dict(edited) if edited is not None else proposal.edited
        if (proposal.state, proposal.edited) == (state, told):
            continue
        changes.append(_change(proposal, batch, state, by, at))
        _set(proposal, state, told, by, at)
        changed.append(proposal)
    Proposal.objects.bulk_update(changed, ["state", "edited", "decided_by", "decided_at"])
    ProposalChange.objects.bulk_create(changes)
    return len(changed)


@transaction.atomic
def undo(*, article: Article, by: "User", at: datetime) -> int:
    """The person's last act on this article is taken back; returns the first place it touched.

    What somebody decided since stays. Raises NothingToUndo.
    """
    row = _locked(article)
    mine = ProposalChange.objects.filter(proposal__article=row, by=by, is_undone=False)
    newest = mine.order_by("-pk").values_list("batch", flat=True).first()
    if newest is None:
        raise NothingToUndo(str(article.public_id))
    changes = list(mine.filter(batch=newest).select_related("proposal"))
    taken = []
    for change in changes:
        proposal = change.proposal
        later = proposal.changes.filter(pk__gt=change.pk, is_undone=False).exists()
        if not later:
            _set(proposal, change.before_state, change.before_edited, by, at)
            taken.append(proposal)
    Proposal.objects.bulk_update(taken, ["state", "edited", "decided_by", "decided_at"])
    mine.filter(batch=newest).update(is_undone=True)
    return min(change.proposal.position for change in changes)


@transaction.atomic
def hand_over(
    *, article: Article, case_slug: str, source_key: str, fact_keys: Mapping[str, str]
) -> None:
    """The article belongs to the case and is told there as this source.

    ``fact_keys`` holds the key in the case of each fact that it took in as the article says it.
    """
    row = _locked(article)
    row.case_slug, row.source_key, row.is_source_told = case_slug, source_key, False
    row.fact_keys = dict(fact_keys)
    row.save(update_fields=["case_slug", "source_key", "is_source_told", "fact_keys"])


@transaction.atomic
def redact_article(
    *,
    article: Article,
    start: int,
    length: int,
    reason: str,
    by: "User",
    at: datetime,
    everywhere: bool = False,
) -> list[ArticleRedaction]:
    """The span is gone for good, from the text and from every proposal that quotes it.

    With `everywhere`, the same words are gone from every other place of the text as well. For
    each place its hash and the reason remain; the hash of the text as received stays. Raises
    BadSpan.
    """
    row = _locked(article)
    end = start + length
    if start < 0 or length < 1 or end > len(row.received_text) or not reason.strip():
        raise BadSpan(str(article.public_id))
    removed = row.received_text[start:end]
    words = removed.strip()
    others = places_of(removed, row.received_text) if everywhere else []
    places = sorted({start, *(one for one in others if abs(one - start) >= length)})
    for place in places:
        before, after = row.received_text[:place], row.received_text[place + length :]
        row.received_text = before + BLOCK * length + after
    row.names = _without(row.names, words)
    row.title = _without(row.title, words)
    row.save(update_fields=["received_text", "names", "title"])
    proposals = list(row.proposals.all())
    for proposal in proposals:
        proposal.data = _without(proposal.data, words)
        proposal.edited = _without(proposal.edited, words)
        proposal.section = _without(proposal.section, words)
        proposal.key = proposal.key if words not in proposal.key else "redacted"
        proposal.names_private = proposal.names_private and bool(private_persons(row.names))
    told = ["data", "edited", "section", "key", "names_private"]
    Proposal.objects.bulk_update(proposals, told)
    changes = list(ProposalChange.objects.filter(proposal__article=row))
    for change in changes:
        change.before_edited = _without(change.before_edited, words)
    ProposalChange.objects.bulk_update(changes, ["before_edited"])
    kept = {
        "removed_sha256": hashlib.sha256(removed.encode()).hexdigest(),
        "reason": reason.strip()[:300],
        "redacted_at": at,
        "redacted_by": by,
    }
    return ArticleRedaction.objects.bulk_create(
        ArticleRedaction(article=row, start=place, length=length, **kept) for place in places
    )


def _locked(article: Article) -> Article:
    row = Article.objects.select_for_update().get(pk=article.pk)
    if row.is_open:
        raise StillReading(str(article.public_id))
    return row


def _change(proposal: Proposal, batch: Any, state: str, by: "User", at: datetime) -> ProposalChange:
    return ProposalChange(
        proposal=proposal,
        batch=batch,
        before_state=proposal.state,
        before_edited=proposal.edited,
        after_state=state,
        at=at,
        by=by,
    )


def _set(proposal: Proposal, state: str, edited: Any, by: "User", at: datetime) -> None:
    is_open = state == Proposal.State.PROPOSED
    proposal.state, proposal.edited = state, edited
    proposal.decided_by = None if is_open else by
    proposal.decided_at = None if is_open else at


def _without(value: Any, words: str) -> Any:
    """The value with every mention of the words blotted out."""
    if not words:
        return value
    if isinstance(value, str):
        return value.replace(words, BLOCK * len(words))
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    if isinstance(value, dict):
        return {key: _without(one, words) for key, one in value.items()}
    return value

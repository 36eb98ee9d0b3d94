"""Writing the list of sources of one fact set."""

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from accounts.services import record
from content.schema_types import NOT_GIVEN
from content.sources.models import Redaction, Source
from content.sources.schemas import SourceEntry

if TYPE_CHECKING:
    from accounts.models import User

BLOCK = "█"
FIELDS = ["position", "publisher", "title", "url", "published_on", "read_on", "grade", "note"]


def store_sources(*, set_slug: str, entries: Sequence[SourceEntry]) -> dict[str, Source]:
    """The sources stand as listed, by key; what is no longer listed stays until it is pruned.

    Safe to call again: an unchanged source is not written.
    """
    stored = {source.key: source for source in Source.objects.filter(set_slug=set_slug)}
    new: list[Source] = []
    changed: list[Source] = []
    for position, entry in enumerate(entries):
        source = stored.get(entry.key) or Source(set_slug=set_slug, key=entry.key)
        before = [getattr(source, name) for name in FIELDS]
        source.position = position
        source.publisher, source.title, source.url = entry.publisher, entry.title, entry.url
        source.published_on = "" if entry.published_on == NOT_GIVEN else entry.published_on
        source.read_on, source.grade = entry.read_on or "", entry.grade
        source.note = entry.note or ""
        if source.pk is None:
            new.append(source)
            stored[entry.key] = source
        elif before != [getattr(source, name) for name in FIELDS]:
            changed.append(source)
    Source.objects.bulk_create(new)
    Source.objects.bulk_update(changed, FIELDS)
    return stored


def prune_sources(*, set_slug: str, keys: Sequence[str]) -> None:
    """Sources that are not listed and that nothing cites or ever cited are gone."""
    Source.objects.filter(
        set_slug=set_slug,
        received_sha256="",
        citation_set__isnull=True,
        conflictcitation_set__isnull=True,
        legal_statuses__isnull=True,
        redactions__isnull=True,
    ).exclude(key__in=keys).delete()


@transaction.atomic
def receive_text(*, source: Source, text: str) -> Source:
    """The text of the document stands as received, with its hash; what stood before is replaced.

    Raises ValueError where a span was redacted: that text would come back.
    """
    source = Source.objects.select_for_update().get(pk=source.pk)
    if source.redactions.exists():
        raise ValueError("this source has redactions; its text cannot be received again")
    source.received_text = text
    source.received_sha256 = hashlib.sha256(text.encode()).hexdigest()
    source.save(update_fields=["received_text", "received_sha256"])
    return source


@transaction.atomic
def redact(
    *, source: Source, start: int, length: int, reason: str, by: "User", at: datetime
) -> Redaction:
    """The span is gone for good: blocks stand in its place; its hash and the reason remain.

    The hash of the text as received stays as it was. Raises ValueError for a span
    outside of the text or without a reason.
    """
    source = Source.objects.select_for_update().get(pk=source.pk)
    end = start + length
    if start < 0 or length < 1 or end > len(source.received_text) or not reason.strip():
        raise ValueError("a redaction needs a span inside of the text and a reason")
    removed = source.received_text[start:end]
    source.received_text = (
        source.received_text[:start] + BLOCK * length + source.received_text[end:]
    )
    source.save(update_fields=["received_text"])
    return Redaction.objects.create(
        source=source,
        start=start,
        length=length,
        removed_sha256=hashlib.sha256(removed.encode()).hexdigest(),
        reason=reason,
        redacted_at=at,
        redacted_by=by,
    )


@transaction.atomic
def redact_words(*, source: Source, words: str, reason: str, by: "User", at: datetime) -> int:
    """The words are gone for good wherever they stand in the text; returns at how many places.

    Each place keeps its hash and the reason. Words are found whatever their case and
    the white space between them.
    """
    steps = [re.escape(word) for word in words.split()]
    if not steps:
        return 0
    source = Source.objects.select_for_update().get(pk=source.pk)
    found = list(re.finditer(r"\s+".join(steps), source.received_text, re.IGNORECASE))
    for place in found:
        length = place.end() - place.start()
        redact(source=source, start=place.start(), length=length, reason=reason, by=by, at=at)
    if found:
        new = {"places": len(found), "reason": reason}
        record(action="source.redacted", by=by, target=f"source:{source}", new=new, at=at)
    return len(found)

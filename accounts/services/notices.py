"""Telling a person something on their notices page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from accounts.models import Notice, User


def notify(*, person: User, kind: str, payload: dict[str, Any], at: datetime) -> Notice:
    """Leave one notice for `person`; `kind` names its words, `payload` fills them.

    The payload is plain data with ids, titles and dates, never a name or address. Runs in the
    caller's transaction; twice makes two notices.
    """
    return Notice.objects.create(person=person, kind=kind, payload=payload, created_at=at)


def notify_all(*, people: Iterable[User], kind: str, payload: dict[str, Any], at: datetime) -> None:
    """Leave one notice for each of `people`, as `notify` does, with one insert for all."""
    Notice.objects.bulk_create(
        [Notice(person=one, kind=kind, payload=payload, created_at=at) for one in people]
    )


def reword_notices(*, about: Mapping[str, str], language: str, old: str, new: str) -> int:
    """The notices about this no longer give the title `old` in that language, but `new`.

    `about` is what their payload holds of it. For words that must go for good; returns how many.
    """
    names = {f"payload__{name}": value for name, value in about.items()}
    rows = Notice.objects.filter(**names, **{f"payload__titles__{language}": old})
    for notice in (found := list(rows.only("payload"))):
        notice.payload["titles"][language] = new
    Notice.objects.bulk_update(found, ["payload"], batch_size=500)
    return len(found)


def mark_read(*, notice: Notice, at: datetime) -> None:
    """The notice is read; a second time changes nothing."""
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at)


def mark_all_read(*, person: User, at: datetime) -> int:
    """Every notice of `person` is read; returns how many were not before."""
    return Notice.objects.unread().filter(person=person).update(read_at=at)

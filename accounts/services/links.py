"""Links for a new password: mailed to the person, or shown once to whoever looks after them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts import codes, errors, rules
from accounts.models import OneTimeLink, User
from accounts.names import person_named
from accounts.services.notices import notify
from accounts.services.trail import record
from accounts.tasks import mail_link
from core.enqueue import enqueue

MAILED_FOR = timedelta(hours=1)
HANDED_FOR = timedelta(days=2)
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def make_link(*, person: User, by: User | None, at: datetime) -> str:
    """The code of a new link, to be shown once; earlier unused ones stop working.

    `by` is empty from the command line alone. Raises NotAllowed.
    """
    if by is not None and not rules.can_manage(by, person):
        raise errors.NotAllowed
    code = _store(OneTimeLink(user=person, made_by=by), valid_for=HANDED_FOR, at=at)
    record(action="link.made", by=by, target=person, at=at)
    return code


@transaction.atomic
def request_reset(*, typed: str, at: datetime) -> None:
    """Whoever this address or number belongs to is mailed a link, if they have a mailbox.

    Returns the same, in about the same time, when nobody does.
    """
    person = person_named(typed)
    if person is None or not person.is_active or not person.email:
        return
    row = OneTimeLink(user=person, is_mailed=True)
    _store(row, valid_for=MAILED_FOR, at=at)
    enqueue(mail_link, link_id=row.pk)


def _store(row: OneTimeLink, *, valid_for: timedelta, at: datetime) -> str:
    OneTimeLink.objects.filter(user=row.user, used_at=None).delete()
    code = codes.code_for("link", row.public_id)
    row.token_hash = codes.hash_of(code)
    row.created_at, row.expires_at = at, at + valid_for
    row.save()
    return code


def open_link(*, code: str, at: datetime) -> OneTimeLink | None:
    """The link of this code with its person, while it can be used."""
    links = OneTimeLink.objects.select_related("user", "user__employer")
    return links.filter(
        token_hash=codes.hash_of(code), used_at=None, expires_at__gt=at, user__is_active=True
    ).first()


@transaction.atomic
def use_link(*, link: OneTimeLink, password: str, at: datetime) -> User:
    """The person has this password and is signed out everywhere; the link is used.

    A second step, if there is one, is still asked for. Raises LinkClosed.
    """
    locked = (
        OneTimeLink.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=link.pk, used_at=None, expires_at__gt=at, user__is_active=True)
        .first()
    )
    if locked is None:
        raise errors.LinkClosed
    person = locked.user
    person.set_password(password)
    person.session_version += 1
    person.save(update_fields=["password", "session_version"])
    locked.used_at = at
    locked.save(update_fields=["used_at"])
    record(action="person.password_reset", by=person, target=person, at=at)
    notify(person=person, kind="account.password_reset", payload={}, at=at)
    return person


def delete_old_links(*, at: datetime) -> int:
    """Links that ended a month ago are gone; returns how many. Part of the sweep."""
    deleted, _by_model = OneTimeLink.objects.filter(expires_at__lt=at - KEPT_FOR).delete()
    return deleted

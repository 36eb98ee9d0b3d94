"""Taking words out of what was published: asked for by one person, approved by another."""

import json
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import notify_all, record
from core.canonical import canonical_bytes
from courses.releases.errors import NotRedactable
from courses.releases.models import CandidatePart, Part, Redaction, Release
from courses.releases.redaction import can_be_redacted, redacted
from courses.releases.selectors import forget_cached, trainers_of


@transaction.atomic
def request_redaction(
    *, release: Release, digests: list[str], reason: str, by: User, at: datetime
) -> Redaction:
    """Ask for the words of some parts of a release to be taken out for good.

    Nothing changes until a second person approves; who may is told. Raises NotRedactable without
    a reason, for parts that the release does not hold, and for decision forms.
    """
    held = set(
        Part.objects.filter(
            candidate_parts__candidate=release.candidate_id, digest__in=digests
        ).values_list("digest", "kind")
    )
    wanted = dict(held)
    if not digests or not reason.strip():
        raise NotRedactable("A redaction names parts and gives a reason.")
    if set(wanted) != set(digests):
        raise NotRedactable("The release does not hold all of these parts.")
    if not all(can_be_redacted(kind) for kind in wanted.values()):
        raise NotRedactable("A decision form cannot be redacted.")
    redaction = Redaction.objects.create(
        release=release,
        digests=sorted(wanted),
        reason=reason,
        requested_at=at,
        requested_by=by,
    )
    _record("release.redaction_requested", redaction, by, at)
    course = release.course
    payload = {
        "course": course.slug,
        "titles": course.titles,
        "languages": course.languages,
        "number": release.number,
    }
    people = trainers_of(course, at=at).exclude(pk=by.pk)
    notify_all(people=people, kind="redaction_asked", payload=payload, at=at)
    return redaction


@transaction.atomic
def approve_redaction(*, redaction: Redaction, by: User, at: datetime) -> Redaction:
    """Empty the parts, wherever they are shared, as the second person of two.

    Their digests stay, so the same words cannot come back under them. Every release that holds
    one is marked, and processes read their parts again. Raises NotRedactable for the person who
    asked, and when it was approved before.
    """
    locked = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if locked.approved_at is not None:
        raise NotRedactable("This redaction was approved before.")
    if locked.requested_by_id == by.pk:
        raise NotRedactable("A second person has to approve.")
    for part in Part.objects.select_for_update().filter(digest__in=locked.digests):
        body = redacted(part.kind, json.loads(part.body))
        part.body = canonical_bytes(body).decode()
        part.size = len(part.body.encode())
        part.redacted_at = at
        part.save(update_fields=["body", "size", "redacted_at"])
    holding = CandidatePart.objects.filter(part__in=locked.digests).values("candidate")
    Release.objects.filter(candidate__in=holding).update(redacted_at=at)
    locked.approved_at, locked.approved_by = at, by
    locked.save(update_fields=["approved_at", "approved_by"])
    _record("release.redacted", locked, by, at)
    transaction.on_commit(forget_cached)
    return locked


def _record(action: str, redaction: Redaction, by: User, at: datetime) -> None:
    release = redaction.release
    record(
        action=action,
        by=by,
        target=release,
        new={
            "number": release.number,
            "digests": redaction.digests,
            "reason": redaction.reason,
        },
        at=at,
        unit=release.course.owner,
    )

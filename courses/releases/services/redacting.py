"""Taking words out of what was published: asked for by one person, approved by another."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import notify_all, record
from core.canonical import canonical_bytes
from courses.releases.errors import NotRedactable
from courses.releases.models import Candidate, CandidatePart, Part, Redaction, Release
from courses.releases.redaction import can_be_redacted, redacted
from courses.releases.selectors import forget_cached, trainers_of, words_beside_parts
from courses.releases.services.taking_words_out import take_words_out


@transaction.atomic
def request_redaction(
    *,
    release: Release,
    digests: Sequence[str],
    reason: str,
    by: User,
    at: datetime,
    words: Sequence[str] = (),
) -> Redaction:
    """Ask for the words of some parts of a release, or its notes or titles, to go for good.

    `words` are names of what stands beside the parts (`releases.redaction_of_words`). Nothing
    changes until a second person approves; who may is told. Raises NotRedactable without a
    reason, for what the release does not hold, and for decision forms.
    """
    held = set(
        Part.objects.filter(
            candidate_parts__candidate=release.candidate_id, digest__in=digests
        ).values_list("digest", "kind")
    )
    wanted = dict(held)
    beside = {one.name: one.sha256 for one in words_beside_parts(release) if one.name in words}
    if not (digests or words) or not reason.strip():
        raise NotRedactable("A redaction names parts and gives a reason.")
    if set(wanted) != set(digests) or set(beside) != set(words):
        raise NotRedactable("The release does not hold all of these parts.")
    if not all(can_be_redacted(kind) for kind in wanted.values()):
        raise NotRedactable("A decision form cannot be redacted.")
    redaction = Redaction.objects.create(
        release=release,
        digests=sorted(wanted),
        words=[{"name": name, "sha256": told} for name, told in sorted(beside.items())],
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
    """Empty parts, titles and notes, wherever they are shared, as the second person of two.

    Digests of parts and hashes of words stay, so the same part cannot come back under its digest.
    Titles and notes go from every release and candidate of the course in which the same words
    stand at the same place, from its plans, and from notices that gave the title. Every release
    that held any is marked, and processes read its parts again. Drafts that were kept with these
    are emptied. Raises NotRedactable for the person who asked, and when it was approved before.
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
    Candidate.objects.filter(pk__in=holding).exclude(draft="").update(draft="")
    Release.objects.filter(candidate__in=holding).update(redacted_at=at)
    if locked.words:
        take_words_out(locked, at=at)
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
            "words": redaction.words,
            "reason": redaction.reason,
        },
        at=at,
        unit=release.course.owner,
    )

"""Publishing only numbers a candidate; a release is afterwards withdrawn or left alone."""

import json
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.services import notify_all, record
from content.facts.selectors import fact_versions
from content.policies.selectors.versions import clause_versions
from courses.catalogue.models import Course
from courses.releases.compiling.library import Library
from courses.releases.errors import (
    AlreadyPublished,
    ApprovalMissing,
    CandidateExpired,
    DraftMoved,
    NotWithdrawable,
    ReferencesMoved,
)
from courses.releases.models import Candidate, EmergencyPublication, Release, ReleaseCitation
from courses.releases.selectors import lacks_approval, newest_release, reviewers_of
from courses.releases.signals import release_published

_BATCH = 500
# How soon a second person looks at what was published in an emergency.
LOOKED_AT_WITHIN = timedelta(hours=24)


def publish(
    *,
    candidate: Candidate,
    by: User | None,
    at: datetime,
    notes: str = "",
    embargo_until: datetime | None = None,
    emergency: str = "",
) -> Release:
    """Number the candidate: it is a release now, with a row for everything it rests on.

    What references mean on this day is looked up before the transaction. With an embargo nobody
    starts on it before that time. `emergency` is the reason for publishing without the approval
    that intense content needs; it puts the release on a list that a second person looks at within
    a day. What is shipped (`by` nobody) needs no approval. Raises ReferencesMoved with a list if
    any would mean another version, DraftMoved if the draft was edited since, CandidateExpired,
    ApprovalMissing, and AlreadyPublished (also for what is newest already).
    """
    cited = json.loads(candidate.citations)
    if moved := moved_references(cited["resolved"], candidate.course, on=at.date()):
        raise ReferencesMoved(moved)
    if by is not None and not emergency and lacks_approval(candidate):
        raise ApprovalMissing("This candidate needs the approval of a second person.")
    rows = _citation_rows(cited["rows"])
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=candidate.course_id)
        _refuse(candidate, course, at)
        newest = Release.objects.filter(course=course).aggregate(newest=Max("number"))["newest"]
        release = Release.objects.create(
            course=course,
            number=(newest or 0) + 1,
            candidate=candidate,
            manifest_digest=candidate.digest,
            languages=json.loads(candidate.manifest)["course"]["languages"],
            published_at=at,
            published_by=by,
            notes=notes,
            embargo_until=embargo_until,
        )
        if emergency:
            _put_on_the_list(release, emergency, by=by, at=at)
        ReleaseCitation.objects.bulk_create(
            (ReleaseCitation(release=release, **row) for row in rows), batch_size=_BATCH
        )
        _record_published(release, emergency, by=by, at=at)
        release_published.send(sender=Release, release_id=release.pk, at=at)
    return release


def _record_published(release: Release, emergency: str, *, by: User | None, at: datetime) -> None:
    new = {
        "course": release.course.slug,
        "number": release.number,
        "digest": release.manifest_digest,
        **({"emergency": emergency} if emergency else {}),
    }
    unit = release.course.owner
    record(action="release.published", by=by, target=release, new=new, at=at, unit=unit)


def _refuse(candidate: Candidate, course: Course, at: datetime) -> None:
    if Release.objects.filter(candidate=candidate).exists():
        raise AlreadyPublished("This candidate was published before.")
    if candidate.expires_at <= at:
        raise CandidateExpired("This candidate has expired. Compile again.")
    if candidate.draft_revision != course.draft_revision:
        raise DraftMoved("The draft was edited since this candidate was made. Compile again.")
    newest = newest_release(course)
    if newest is not None and newest.manifest_digest == candidate.digest:
        raise AlreadyPublished(f"Release {newest.number} says the same.")


def moved_references(resolved: dict[str, int], course: Course, *, on: date) -> tuple[str, ...]:
    """Return the references that mean another version on that day, as `platform/CSE-2.1: 1 → 2`."""
    voice = Library(as_of=on).voice(course.source_language)
    moved = []
    for name, version in resolved.items():
        kind, _, key = name.partition(":")
        found = voice.fact(key, None) if kind == "fact" else voice.clause(key, None)
        now = found.version if found else None
        if now != version:
            moved.append(f"{key}: {version} → {now or '—'}")
    return tuple(moved)


def _citation_rows(rows: list[list[Any]]) -> list[dict[str, Any]]:
    named = {
        kind: {f"{row[3]}@{row[4]}" for row in rows if row[2] == kind}
        for kind in ("fact", "clause")
    }
    versions: dict[str, dict[str, Any]] = {
        "fact": dict(fact_versions(named["fact"])),
        "clause": dict(clause_versions(named["clause"])),
    }
    return [
        {
            "lesson_uid": lesson,
            "question_uid": question,
            f"{kind}_version": versions[kind][f"{key}@{version}"],
            "role": role,
        }
        for lesson, question, kind, key, version, role in rows
    ]


@transaction.atomic
def withdraw(*, release: Release, reason: str, by: User, at: datetime) -> Release:
    """Take the release out of use: nobody starts on it any more; who is on it stays.

    Raises NotWithdrawable if it was withdrawn before or no reason is given.
    """
    locked = Release.objects.select_for_update().get(pk=release.pk)
    if locked.withdrawn_at is not None:
        raise NotWithdrawable("This release was withdrawn before.")
    if not reason.strip():
        raise NotWithdrawable("A withdrawal needs a reason.")
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawn_reason = at, by, reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record(
        action="release.withdrawn",
        by=by,
        target=locked,
        new={"number": locked.number, "reason": reason},
        at=at,
        unit=locked.course.owner,
    )
    return locked


def _put_on_the_list(release: Release, reason: str, *, by: User | None, at: datetime) -> None:
    """A second person has to look; who may is told."""
    EmergencyPublication.objects.create(
        release=release, reason=reason, look_by=at + LOOKED_AT_WITHIN
    )
    course = release.course
    payload = {"course": course.slug, "titles": course.titles, "languages": course.languages}
    people = [person for person in reviewers_of(course, at=at) if person != by]
    notify_all(people=people, kind="emergency_published", payload=payload, at=at)

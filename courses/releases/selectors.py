"""What was compiled, for reading: manifests and parts through a cache of the process.

Manifests and parts never change under their digest, so a warm call makes no query. The one
exception is a redaction: pass `since=release.redacted_at` where parts are shown to people; what
a manifest tells of such a lesson is left out by itself.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Role, RoleGrant, User
from content.intensity import is_intense
from courses.catalogue.models import Course, CourseGrant, DraftEdit
from courses.releases import schemas
from courses.releases.cache import BoundedCache, weight_of
from courses.releases.manifest import Manifest, from_json
from courses.releases.models import Candidate, CompileRequest, Part, Release, Review
from courses.releases.redaction import without_titles
from courses.releases.redaction_of_words import Words, with_stand_ins, words_of

PART_CACHE_BYTES = 64 * 1024 * 1024
MANIFEST_CACHE_BYTES = 16 * 1024 * 1024
_BATCH = 500

_parts: BoundedCache[str, dict[str, Any]] = BoundedCache(PART_CACHE_BYTES)
_manifests: BoundedCache[str, Manifest] = BoundedCache(MANIFEST_CACHE_BYTES)


class PartMissing(LookupError):
    """A manifest or part names a digest that the database does not hold."""


def manifest(of: Release | Candidate) -> Manifest:
    """Return the manifest of a release or candidate; warm, without a query."""
    if isinstance(of, Release):
        return manifests([of])[of.manifest_digest]
    return _manifests.get(of.digest) or _kept(of.digest, of.manifest)


def manifests(releases: Iterable[Release]) -> dict[str, Manifest]:
    """Return the manifests of releases by digest; one query for all that are not cached.

    Where words were taken out, the lessons that lost theirs have a neutral title and no topic in
    that language, which takes a second query, once; modules have a neutral title, and a course
    its code.
    """
    found: dict[str, Manifest] = {}
    wanted: dict[int, Release] = {}
    for release in releases:
        kept = _manifests.get(manifest_name(release))
        if kept is None:
            wanted[release.candidate_id] = release
        else:
            found[release.manifest_digest] = kept
    if wanted:
        gone = _taken_out([pk for pk, release in wanted.items() if release.redacted_at])
        rows = Candidate.objects.filter(pk__in=wanted).values_list("pk", "digest", "manifest")
        for pk, digest, text in rows:
            found[digest] = _kept(manifest_name(wanted[pk]), text, gone)
    return found


def manifest_name(release: Release) -> str:
    """Return under which name to keep what is made of a manifest; a redaction changes it."""
    at = release.redacted_at
    return f"{release.manifest_digest} {at.isoformat()}" if at else release.manifest_digest


def _taken_out(candidates: list[int]) -> frozenset[str]:
    if not candidates:
        return frozenset()
    rows = Part.objects.filter(candidate_parts__candidate__in=candidates, redacted_at__isnull=False)
    return frozenset(rows.values_list("digest", flat=True))


def _kept(name: str, text: str, gone: frozenset[str] = frozenset()) -> Manifest:
    body = schemas.lifted("manifest", json.loads(text))
    if gone:
        body = without_titles(body, gone, title=_title_of_none)
    body = with_stand_ins(body, title=_title_of_none)
    found = from_json(body)
    # Twice: the objects repeat the lists and mappings of the JSON around the same texts.
    _manifests.put(name, found, weight=2 * weight_of(body), read_at=timezone.now())
    return found


def _title_of_none(language: str) -> str:
    with override(language):
        return _("Words taken out")


def words_beside_parts(release: Release) -> list[Words]:
    """Return notes and titles of a release that can be taken out, in one query."""
    text = Candidate.objects.values_list("manifest", flat=True).get(pk=release.candidate_id)
    return list(words_of(json.loads(text), release.notes))


def part(digest: str, *, since: datetime | None = None) -> dict[str, Any]:
    """Return the body of one part in its current schema; never change what comes back."""
    return parts([digest], since=since)[digest]


def parts(digests: Iterable[str], *, since: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Return bodies by digest, with one query for all that the process does not hold yet.

    With `since`, what was read before that moment is read again. Raises PartMissing.
    """
    found: dict[str, dict[str, Any]] = {}
    wanted: list[str] = []
    for digest in dict.fromkeys(digests):
        kept = _parts.get(digest, since=since)
        if kept is None:
            wanted.append(digest)
        else:
            found[digest] = kept
    for start in range(0, len(wanted), _BATCH):
        found |= _read(wanted[start : start + _BATCH])
    return found


def _read(digests: list[str]) -> dict[str, dict[str, Any]]:
    read_at = timezone.now()
    rows = Part.objects.filter(digest__in=digests).values_list("digest", "kind", "body")
    found = {digest: schemas.lifted(kind, json.loads(body)) for digest, kind, body in rows}
    if missing := [digest for digest in digests if digest not in found]:
        raise PartMissing(", ".join(missing))
    for digest, body in found.items():
        _parts.put(digest, body, weight=weight_of(body), read_at=read_at)
    return found


def forget_cached() -> None:
    """Empty the caches of this process: after a redaction, and between tests."""
    _parts.clear()
    _manifests.clear()


def _in_use(at: datetime) -> Q:
    """The releases that people may start on: not withdrawn, and no embargo lies on them."""
    is_free = Q(embargo_until__isnull=True) | Q(embargo_until__lte=at)
    return is_free & Q(withdrawn_at__isnull=True)


def live_release(course: Course) -> Release | None:
    """Return the newest release that people may start on, or None."""
    rows = Release.objects.filter(_in_use(timezone.now()), course=course)
    return rows.order_by("-number").first()


def newest_release(course: Course) -> Release | None:
    """Return the newest release that was not withdrawn, under embargo or not, or None."""
    rows = Release.objects.filter(course=course, withdrawn_at__isnull=True)
    return rows.order_by("-number").first()


def live_releases(courses: Iterable[Course]) -> dict[int, Release]:
    """Return the live release of each course that has one, by course id, in one query."""
    newest = (
        Release.objects.filter(_in_use(timezone.now()), course=OuterRef("course"))
        .order_by("-number")
        .values("pk")[:1]
    )
    rows = Release.objects.filter(course__in=list(courses), pk=Subquery(newest))
    return {row.course_id: row for row in rows}


def with_live_release(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Keep the courses that have a live release."""
    live = Release.objects.filter(_in_use(timezone.now()), course=OuterRef("pk"))
    return courses.filter(Exists(live))


def releases_of(course: Course) -> QuerySet[Release]:
    """Return the releases of a course with who published them, the newest first.

    Each has `live_number`, that of the release which people start on now (None where there is
    none), and `has_draft`: whether the draft that it was made from can be had back.
    """
    live = Release.objects.filter(_in_use(timezone.now()), course=course).order_by("-number")
    return (
        Release.objects.filter(course=course)
        .annotate(
            live_number=Subquery(live.values("number")[:1]),
            has_draft=Q(redacted_at__isnull=True) & ~Q(candidate__draft=""),
        )
        .select_related("published_by", "withdrawn_by", "candidate", "emergency")
        .defer("candidate__manifest", "candidate__citations", "candidate__draft")
        .order_by("-number")
    )


def candidates_of(course: Course, *, at: datetime) -> QuerySet[Candidate]:
    """Return the candidates that can still be published, the newest first."""
    return (
        Candidate.objects.filter(course=course, release__isnull=True, expires_at__gt=at)
        .select_related("made_by", "course")
        .defer("manifest", "citations", "draft")
        .order_by("-made_at")
    )


def reviewed_by(user: User) -> QuerySet[Course]:
    """Return the courses whose candidates the person may read: to edit, or to review."""
    granted = CourseGrant.objects.filter(
        course=OuterRef("pk"), user=user, role=CourseGrant.Role.REVIEWER
    )
    editable = Course.objects.editable_by(user).values("pk")
    return Course.objects.filter(Q(pk__in=editable) | Q(Exists(granted)))


def trainers_of(course: Course, *, at: datetime) -> QuerySet[User]:
    """Return who publishes the course: the trainers at its owner or above it. `rules.can_publish`
    says the same of one person."""
    above = {int(step) for step in course.owner.path.split(".") if step} if course.owner else set()
    at_the_top = Q(unit__parent=None) if course.owner is None else Q(unit__in=above)
    trains = RoleGrant.objects.active(at).filter(at_the_top, user=OuterRef("pk"), role=Role.TRAINER)
    return User.objects.present().filter(Exists(trains))


def reviewers_of(course: Course, *, at: datetime) -> QuerySet[User]:
    """Return who may look a candidate of the course over: its reviewers and its trainers.
    `rules.can_review` says the same of one person."""
    granted = CourseGrant.objects.filter(
        course=course, user=OuterRef("pk"), role=CourseGrant.Role.REVIEWER
    )
    trains = trainers_of(course, at=at).values("pk")
    return User.objects.present().filter(Q(Exists(granted)) | Q(pk__in=trains))


def reviewers_free_of(course: Course, *, at: datetime) -> QuerySet[User]:
    """Return who may look a candidate over and did not edit since the last release.

    `rules.edited_since_last_release` says the same of one person.
    """
    last = Release.objects.filter(course=course).order_by("-number")
    revision = Subquery(last.values("candidate__draft_revision")[:1])
    edits = DraftEdit.objects.filter(
        course=course, by=OuterRef("pk"), revision__gt=Coalesce(revision, Value(0))
    )
    return reviewers_of(course, at=at).exclude(Exists(edits))


def course_read_before_release(user: User, slug: str) -> tuple[Course, bool] | None:
    """Return a course whose candidates the person may read, and whether they may edit its draft.

    None for any other; one query.
    """
    editable = Course.objects.editable_by(user).filter(pk=OuterRef("pk"))
    row = reviewed_by(user).annotate(may_edit=Exists(editable)).filter(slug=slug).first()
    return None if row is None else (row, row.may_edit)


def candidate_of(course: Course, public_id: UUID) -> tuple[Candidate, datetime | None] | None:
    """Return a candidate of a course with its release, expired or not, in one query.

    Beside it stands the last redaction of any part that it holds. None for no such candidate.
    """
    redacted = Part.objects.filter(
        candidate_parts__candidate=OuterRef("pk"), redacted_at__isnull=False
    ).order_by("-redacted_at")
    row = (
        Candidate.objects.filter(course=course, public_id=public_id)
        .select_related("release")
        .defer("manifest", "citations", "draft")
        .annotate(parts_redacted_at=Subquery(redacted.values("redacted_at")[:1]))
        .first()
    )
    return None if row is None else (row, row.parts_redacted_at)


def redacted_in(of: Release | Candidate) -> datetime | None:
    """Return when words of what this holds were last taken out; for a candidate one query."""
    if isinstance(of, Release):
        return of.redacted_at
    found = Part.objects.filter(candidate_parts__candidate=of).aggregate(at=Max("redacted_at"))
    at: datetime | None = found["at"]
    return at


def last_request(course: Course) -> CompileRequest | None:
    """Return the newest wish for a candidate, with its progress or its problems."""
    return CompileRequest.objects.filter(course=course).order_by("-requested_at", "-id").first()


def reviews_of(candidate: Candidate) -> list[Review]:
    """Return what was decided about these very bytes at this revision, the newest first."""
    return list(
        Review.objects.filter(
            course=candidate.course_id,
            draft_revision=candidate.draft_revision,
            digest=candidate.digest,
        ).select_related("reviewed_by")
    )


def needs_approval(candidate: Candidate) -> bool:
    """Return whether a second person has to approve: where anything in it is intense."""
    return is_intense(manifest(candidate).intensity)


def is_approved(reviews: Sequence[Review]) -> bool:
    """Return whether the newest decision is an approval; `reviews` as `reviews_of` gives them."""
    return bool(reviews) and reviews[0].verdict == Review.Verdict.APPROVED


def lacks_approval(candidate: Candidate) -> bool:
    """Return whether the candidate waits for an approval that it needs."""
    return needs_approval(candidate) and not is_approved(reviews_of(candidate))

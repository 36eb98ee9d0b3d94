"""What was compiled, for reading: manifests and parts through a cache of the process.

Manifests and parts never change under their digest, so a warm call makes no query. The one
exception is a redaction: pass `since=release.redacted_at` where parts are shown to people.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from courses.catalogue.models import Course
from courses.releases import schemas
from courses.releases.cache import BoundedCache, weight_of
from courses.releases.manifest import Manifest, from_json
from courses.releases.models import Candidate, CompileRequest, Part, Release

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
    """Return the manifests of releases by digest; one query for all that are not cached."""
    found: dict[str, Manifest] = {}
    wanted: dict[int, str] = {}
    for release in releases:
        kept = _manifests.get(release.manifest_digest)
        if kept is None:
            wanted[release.candidate_id] = release.manifest_digest
        else:
            found[release.manifest_digest] = kept
    if wanted:
        rows = Candidate.objects.filter(pk__in=wanted).values_list("digest", "manifest")
        found |= {digest: _kept(digest, text) for digest, text in rows}
    return found


def _kept(digest: str, text: str) -> Manifest:
    body = schemas.lifted("manifest", json.loads(text))
    found = from_json(body)
    # Twice: the objects repeat the lists and mappings of the JSON around the same texts.
    _manifests.put(digest, found, weight=2 * weight_of(body), read_at=timezone.now())
    return found


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


def live_release(course: Course) -> Release | None:
    """Return the newest release that was not withdrawn, or None."""
    return (
        Release.objects.filter(course=course, withdrawn_at__isnull=True).order_by("-number").first()
    )


def live_releases(courses: Iterable[Course]) -> dict[int, Release]:
    """Return the live release of each course that has one, by course id, in one query."""
    newest = (
        Release.objects.filter(course=OuterRef("course"), withdrawn_at__isnull=True)
        .order_by("-number")
        .values("pk")[:1]
    )
    rows = Release.objects.filter(course__in=list(courses), pk=Subquery(newest))
    return {row.course_id: row for row in rows}


def with_live_release(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Keep the courses that have a live release."""
    live = Release.objects.filter(course=OuterRef("pk"), withdrawn_at__isnull=True)
    return courses.filter(Exists(live))


def releases_of(course: Course) -> QuerySet[Release]:
    """Return the releases of a course with who published them, the newest first."""
    return (
        Release.objects.filter(course=course)
        .select_related("published_by", "withdrawn_by", "candidate")
        .defer("candidate__manifest", "candidate__citations")
        .order_by("-number")
    )


def candidates_of(course: Course, *, at: datetime) -> QuerySet[Candidate]:
    """Return the candidates that can still be published, the newest first."""
    return (
        Candidate.objects.filter(course=course, release__isnull=True, expires_at__gt=at)
        .select_related("made_by", "course")
        .defer("manifest", "citations")
        .order_by("-made_at")
    )


def last_request(course: Course) -> CompileRequest | None:
    """Return the newest wish for a candidate, with its progress or its problems."""
    return CompileRequest.objects.filter(course=course).order_by("-requested_at", "-id").first()

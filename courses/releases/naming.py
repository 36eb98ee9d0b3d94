"""By which title people know a course: the published one, never one that is still being written.

Who edits a course reads its draft's title (`Course.title`); everybody else reads these.
"""

from collections.abc import Iterable
from typing import Any

from courses.catalogue.models import Course
from courses.releases.selectors import live_releases, manifest, manifests


def titles_of(courses: Iterable[Course], language: str) -> dict[int, str]:
    """Return by course id the title of the release on which people start now.

    A course without such a release has its draft's. One query, and one more for manifests that
    the process does not hold; none for no course.
    """
    rows = {course.pk: course for course in courses}
    live = live_releases(rows.values()) if rows else {}
    bodies = manifests(live.values())
    published = {pk: bodies[release.manifest_digest] for pk, release in live.items()}
    return {pk: published.get(pk, course).title(language) for pk, course in rows.items()}


def told_of(course: Course) -> dict[str, Any]:
    """Return what a notice keeps of a course: its slug, titles and languages, as published."""
    release = live_releases([course]).get(course.pk)
    known = manifest(release) if release else course
    return {
        "course": course.slug,
        "titles": dict(known.titles),
        "languages": list(known.languages),
    }

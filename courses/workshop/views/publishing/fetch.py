"""How these views find what they are about: a course the person may look over, or 404."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.catalogue.models import Course
from courses.releases.manifest import LessonEntry
from courses.releases.models import Candidate, Release
from courses.releases.selectors import candidates_of, manifest, releases_of
from courses.workshop.selectors import publishing as rows


def seen_course(user: User, slug: str) -> Course:
    """Return a course whose candidates the person may read; Http404 for any other."""
    course = rows.course_for_review(user, slug)
    if course is None:
        raise Http404
    return course


def seen_candidate(course: Course, public_id: uuid.UUID) -> Candidate:
    """Return a candidate of the course that can still be published, whole; Http404 else."""
    found = candidates_of(course, at=timezone.now()).defer(None).defer("draft")
    found = found.select_related("made_by", "course", "handover")
    return get_object_or_404(found, public_id=public_id)


def what_became_of(course: Course, public_id: uuid.UUID) -> str:
    """Return why `seen_candidate` finds a candidate no more; Http404 for none ever."""
    found = Candidate.objects.filter(course=course, public_id=public_id)
    row = found.values("release__number").first()
    if row is None:
        raise Http404
    if row["release__number"] is None:
        return _("This candidate has expired. Compile again.")
    said = _("This candidate was published: it is release %(number)s.")
    return said % {"number": row["release__number"]}


def seen_release(course: Course, number: int | str | None) -> Release:
    """Return a release of the course by its number; Http404 for none."""
    if not str(number or "").isdecimal() or len(str(number)) > 9:
        raise Http404
    return get_object_or_404(releases_of(course), number=int(str(number)))


def seen_lesson(candidate: Candidate, uid: str) -> LessonEntry:
    """Return a lesson of the candidate; Http404 for none."""
    try:
        return manifest(candidate).lesson(uid)
    except KeyError as error:
        raise Http404 from error

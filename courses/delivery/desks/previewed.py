"""What is previewed: a candidate with its course, as a release, for whoever may read it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.catalogue.models import Course, Lesson, Question
from courses.delivery.desks.band import Band
from courses.releases.models import Candidate, Release
from courses.releases.selectors import candidate_of, course_read_before_release


class CandidateGone(Exception):
    """The candidate is past its time: its page says so. `is_known`: its row is still there."""

    def __init__(self, course: Course, *, is_known: bool, may_edit: bool) -> None:
        super().__init__(course.pk)
        self.course = course
        self.is_known = is_known
        self.may_edit = may_edit


@dataclass(frozen=True)
class Previewed:
    """A candidate that can be looked at, and the release that it is or would become.

    An unpublished candidate stands in a release in memory, without a number.
    """

    course: Course
    candidate: Candidate
    release: Release
    may_edit: bool
    redacted_at: dt.datetime | None

    @property
    def is_published(self) -> bool:
        """Whether the candidate has become a release."""
        return self.release.pk is not None


def previewed(user: User, slug: str, public_id: uuid.UUID, *, at: dt.datetime) -> Previewed:
    """Return the candidate that is asked for; two queries.

    Http404 for a course whose candidates the person may not read. Raises CandidateGone when the
    candidate expired without a release.
    """
    found = course_read_before_release(user, slug)
    if found is None:
        raise Http404
    course, may_edit = found
    kept = candidate_of(course, public_id)
    if kept is None:
        raise CandidateGone(course, is_known=False, may_edit=may_edit)
    candidate, redacted_at = kept
    release: Release | None = getattr(candidate, "release", None)
    if release is None and candidate.expires_at <= at:
        raise CandidateGone(course, is_known=True, may_edit=may_edit)
    return Previewed(
        course=course,
        candidate=candidate,
        release=release or _in_memory(course, candidate, redacted_at),
        may_edit=may_edit,
        redacted_at=redacted_at,
    )


def _in_memory(course: Course, candidate: Candidate, redacted_at: dt.datetime | None) -> Release:
    return Release(
        course=course,
        candidate=candidate,
        number=0,
        manifest_digest=candidate.digest,
        redacted_at=redacted_at,
    )


def band_of(of: Previewed, *, language: str, lesson: str, question: str) -> Band:
    """Return the band of a page of the preview; a query to find its place in the editor."""
    where = [of.course.slug, of.candidate.public_id]
    edit_href, edit_words = _edit(of, language, lesson, question)
    back = "candidate_detail" if not of.is_published else "draft_detail"
    can_go_back = not of.is_published or of.may_edit
    return Band(
        title=_title(of),
        notes=_notes(of),
        back_href=reverse(
            f"courses:workshop:{back}", args=where if not of.is_published else where[:1]
        )
        if can_go_back
        else reverse("courses:workshop:review_list"),
        back_words=_back_words(of),
        edit_href=edit_href,
        edit_words=edit_words,
        restart_href=reverse("courses:preview:restart", args=where),
    )


def _back_words(of: Previewed) -> str:
    if not of.is_published:
        return _("Back to the candidate")
    return _("Back to the workshop") if of.may_edit else _("Back to your reviews")


def _title(of: Previewed) -> str:
    if of.is_published:
        return _("Preview of release %(number)s") % {"number": of.release.number}
    told = {"revision": of.candidate.draft_revision}
    return _("Preview of the candidate of revision %(revision)s") % told


def _notes(of: Previewed) -> list[str]:
    """Return what else is true of what is shown: that it is out of use, or not the newest."""
    release, notes = of.release, []
    if release.withdrawn_at:
        words = _("This release was withdrawn on %(day)s: nobody starts on it any more.")
        notes.append(words % {"day": _day(release.withdrawn_at)})
    elif release.embargo_until and release.embargo_until > timezone.now():
        words = _("It is under embargo until %(time)s.")
        time = formats.date_format(timezone.localtime(release.embargo_until), "DATETIME_FORMAT")
        notes.append(words % {"time": time})
    if of.redacted_at:
        words = _("Words were taken out of it for good on %(day)s; dashes or gaps stand for them.")
        notes.append(words % {"day": _day(of.redacted_at)})
    if not of.is_published and of.candidate.draft_revision != of.course.draft_revision:
        notes.append(_("The draft was edited since: compile again to see the edits here."))
    return notes


def _day(moment: dt.datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATE_FORMAT")


def _edit(of: Previewed, language: str, lesson: str, question: str) -> tuple[str, str]:
    """Return the way to the place in the editor, where the draft still has it."""
    if not of.may_edit:
        return "", ""
    rows = Question.objects.filter(course=of.course, uid=question)
    if question and rows.exists():
        href = reverse("courses:workshop:question_edit", args=[of.course.slug, question])
        return href, _("Edit this question")
    if lesson and Lesson.objects.filter(course=of.course, uid=lesson).exists():
        where = [of.course.slug, lesson, language]
        return reverse("courses:workshop:lesson_text", args=where), _("Edit this lesson")
    if lesson or question:
        return "", ""
    return reverse("courses:workshop:draft_detail", args=[of.course.slug]), _("Edit the draft")

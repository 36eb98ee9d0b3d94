"""A second pair of eyes on a candidate: asking for it, remarks, and what was decided."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from accounts.services import notify, notify_all, record
from courses.catalogue.models import Course
from courses.releases.errors import NotReviewable
from courses.releases.models import Candidate, Review, ReviewComment, ReviewRequest
from courses.releases.rules import can_review, edited_since_last_release
from courses.releases.selectors import reviewers_free_of

EXCERPT_LENGTH = 200


@transaction.atomic
def request_review(
    *, candidate: Candidate, asked: User | None, note: str, by: User, at: datetime
) -> ReviewRequest:
    """Ask one person, or anybody who may, to look a candidate over; who is asked is told.

    Anybody are those who may review the course and did not edit it since the last release. Raises
    NotReviewable for somebody who may not review the course, or edited the draft.
    """
    course = candidate.course
    if asked is not None:
        _require_reviewer(asked, course)
        people = [asked]
    else:
        people = list(reviewers_free_of(course, at=at))
    request = ReviewRequest.objects.create(
        course=course, candidate=candidate, asked=asked, note=note, requested_by=by, requested_at=at
    )
    told = [person for person in people if person != by]
    notify_all(people=told, kind="review_asked", payload=_payload(candidate), at=at)
    return request


@transaction.atomic
def give_review(
    *, candidate: Candidate, verdict: Review.Verdict, comment: str, by: User, at: datetime
) -> Review:
    """Approve the candidate, or ask for changes with words; who made and who asked is told.

    It holds for this digest at this revision of the draft: the next edit voids it. Raises
    NotReviewable for who may not review or edited since the last release, for a candidate whose
    draft was edited since, and for changes without words.
    """
    course = Course.objects.select_for_update().get(pk=candidate.course_id)
    _require_reviewer(by, course)
    if candidate.draft_revision != course.draft_revision:
        raise NotReviewable("The draft was edited since this candidate was made.")
    if verdict == Review.Verdict.CHANGES and not comment.strip():
        raise NotReviewable("Say what should be changed.")
    review = Review.objects.create(
        course=course,
        candidate=candidate,
        digest=candidate.digest,
        draft_revision=candidate.draft_revision,
        verdict=verdict,
        comment=comment.strip(),
        reviewed_by=by,
        reviewed_at=at,
    )
    waiting = candidate.review_requests.filter(answered_at__isnull=True)
    told = {person for person in (candidate.made_by, *_askers(waiting)) if person and person != by}
    waiting.update(answered_at=at)
    for person in sorted(told, key=lambda one: one.pk):
        payload = {**_payload(candidate), "verdict": str(verdict)}
        notify(person=person, kind="review_given", payload=payload, at=at)
    record(
        action=f"candidate.{verdict}",
        by=by,
        target=candidate,
        new={"digest": candidate.digest, "revision": candidate.draft_revision},
        at=at,
        unit=course.owner,
    )
    return review


@transaction.atomic
def add_comment(
    *,
    candidate: Candidate,
    lesson_uid: str,
    body: str,
    by: User,
    at: datetime,
    question_uid: str = "",
    paragraph: int | None = None,
    excerpt: str = "",
) -> ReviewComment:
    """Pin a remark to a paragraph or question of the candidate; raises NotReviewable if empty."""
    if not body.strip():
        raise NotReviewable("A remark says something.")
    return ReviewComment.objects.create(
        course_id=candidate.course_id,
        candidate=candidate,
        digest=candidate.digest,
        lesson_uid=lesson_uid,
        question_uid=question_uid,
        paragraph=paragraph,
        excerpt=excerpt[:EXCERPT_LENGTH],
        body=body.strip(),
        written_by=by,
        written_at=at,
    )


@transaction.atomic
def settle_comment(*, comment: ReviewComment, by: User, at: datetime) -> None:
    """The remark is dealt with; a second time changes nothing."""
    ReviewComment.objects.filter(pk=comment.pk, settled_at__isnull=True).update(
        settled_by=by, settled_at=at
    )


def _require_reviewer(person: User, course: Course) -> None:
    if not can_review(person, course):
        raise NotReviewable("This person may not review the course.")
    if edited_since_last_release(person, course):
        raise NotReviewable("Who edited since the last release cannot approve.")


def _askers(requests: object) -> list[User]:
    return [row.requested_by for row in requests.select_related("requested_by")]  # type: ignore[attr-defined]


def _payload(candidate: Candidate) -> dict[str, object]:
    course = candidate.course
    return {
        "course": course.slug,
        "candidate": str(candidate.public_id),
        "titles": course.titles,
        "languages": course.languages,
    }

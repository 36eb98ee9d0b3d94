"""One more attempt, allowed by a person: what it takes, what it gives, and what it never gives."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from accounts.models import AuditEntry, Notice, User
from courses.assessment import behaviours, paper
from courses.assessment.errors import (
    AlreadyComplete,
    AssessmentError,
    AttemptsLeft,
    AttemptsUsedUp,
    LessonClosed,
    MustWait,
    NotAnAssessment,
    ResultAwaited,
)
from courses.assessment.models import Attempt, ExtraAttempt, Grading
from courses.assessment.selectors import attempts_at, next_attempt
from courses.assessment.services import grant_attempt, hand_in, start_attempt
from courses.assessment.used_up import used_up
from courses.enrolment.errors import EnrolmentClosed
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent, SlotProgress
from courses.progress.services import record_completion

type Limit = Callable[..., None]


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Limit:
    """Give the quiz other rules: by default one attempt alone."""
    real = paper.behaviour_of

    def limit(**rules: object) -> None:
        changed = {"attempts": 1, **rules}
        monkeypatch.setattr(paper, "behaviour_of", lambda lesson: replace(real(lesson), **changed))

    limit()
    return limit


@pytest.fixture
def failed(limit: Limit, quiz: Attempt, now: datetime) -> Enrolment:
    """The learner's enrolment after the one attempt at the quiz, handed in without an answer."""
    hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    return quiz.enrolment


def start(enrolment: Enrolment, at: datetime) -> Attempt:
    return start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=at)


def grant(enrolment: Enrolment, by: User, at: datetime, slot_uid: str = "quiz") -> ExtraAttempt:
    return grant_attempt(enrolment=enrolment, slot_uid=slot_uid, by=by, at=at)


def listed(enrolment: Enrolment, at: datetime) -> list[tuple[str, bool]]:
    enrolment.refresh_from_db()
    found = used_up([enrolment], at=at).get(enrolment.pk, [])
    return [(one.slot.uid, one.next.is_granted) for one in found]


@pytest.mark.parametrize(
    ("attempts", "used", "granted", "left"),
    [(None, 9, 0, None), (2, 0, 0, 2), (2, 2, 0, 0), (2, 2, 1, 1), (2, 3, 1, 0), (1, 3, 0, 0)],
)
def test_what_is_left_is_what_the_lesson_and_a_person_allow(
    attempts: int | None, used: int, granted: int, left: int | None
) -> None:
    rules = behaviours.for_lesson("assessment", attempts=attempts)
    assert behaviours.attempts_left(rules, used=used, granted=granted) == left


def test_it_allows_one_attempt_and_no_second(failed: Enrolment, lead: User, now: datetime) -> None:
    with pytest.raises(AttemptsUsedUp):
        start(failed, now)
    assert listed(failed, now) == [("quiz", False)]
    grant(failed, lead, now)
    assert listed(failed, now) == [("quiz", True)]
    made = start(failed, now)
    assert made.number == 2
    assert listed(failed, now) == []
    hand_in(public_id=made.public_id, by=failed.user, at=now)
    assert listed(failed, now) == [("quiz", False)]
    with pytest.raises(AttemptsUsedUp):
        start(failed, now)
    grant(failed, lead, now)
    assert start(failed, now).number == 3
    assert ExtraAttempt.objects.count() == 2


def test_twice_is_one_grant_and_one_notice(failed: Enrolment, lead: User, now: datetime) -> None:
    first = grant(failed, lead, now)
    assert grant(failed, lead, now + timedelta(minutes=1)) == first
    row = ExtraAttempt.objects.get()
    assert (row.after.number, row.granted_by, row.granted_at) == (1, lead, now)
    assert str(row) == f"one more after attempt {row.after_id}"
    entry = AuditEntry.objects.get(action="extra_attempt.granted")
    assert entry.new == {"course": failed.course.slug, "slot": "quiz"}
    assert entry.target.endswith(str(failed.user.public_id))
    notice = Notice.objects.get(kind="attempt_granted")
    assert notice.person == failed.user
    assert (notice.payload["slot"], notice.payload["from"]) == ("quiz", "")


def test_the_database_holds_one_grant_an_attempt_and_never_changes_it(
    failed: Enrolment, lead: User, now: datetime
) -> None:
    row = grant(failed, lead, now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtraAttempt.objects.create(after=row.after, granted_by=lead, granted_at=now)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ExtraAttempt.objects.update(granted_at=now + timedelta(days=1))
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        ExtraAttempt.objects.all().delete()


def test_the_pause_between_attempts_stays_and_the_notice_says_until_when(
    limit: Limit, failed: Enrolment, lead: User, now: datetime
) -> None:
    limit(wait=timedelta(hours=2))
    grant(failed, lead, now)
    until = now + timedelta(hours=2)
    assert Notice.objects.get(kind="attempt_granted").payload["from"] == until.isoformat()
    with pytest.raises(MustWait):
        start(failed, now + timedelta(minutes=119))
    assert start(failed, until).number == 2


def test_it_is_refused_where_attempts_are_left_or_one_is_open(
    limit: Limit, failed: Enrolment, lead: User, now: datetime
) -> None:
    limit(attempts=2)
    refused(AttemptsLeft, failed, lead, now)
    start(failed, now)
    refused(AttemptsLeft, failed, lead, now)
    limit(attempts=1)
    refused(AttemptsLeft, failed, lead, now)
    limit(attempts=None)
    refused(AttemptsLeft, failed, lead, now)


def test_it_is_refused_before_any_attempt(
    limit: Limit, enrolment: Enrolment, lead: User, now: datetime
) -> None:
    refused(AttemptsLeft, enrolment, lead, now)


def test_it_is_refused_where_a_person_still_looks(
    failed: Enrolment, lead: User, now: datetime
) -> None:
    old = Attempt.objects.get().current_grading
    assert old is not None
    values = {
        field.attname: getattr(old, field.attname)
        for field in Grading._meta.concrete_fields
        if field.attname not in ("id", "number", "awaits", "is_passed")
    }
    waiting = Grading.objects.create(
        **values, number=2, awaits=Grading.Awaits.MARKING, is_passed=None
    )
    Attempt.objects.update(current_grading=waiting)
    refused(ResultAwaited, failed, lead, now)


def test_what_was_allowed_ends_when_the_lesson_closes(
    limit: Limit, failed: Enrolment, lead: User, now: datetime
) -> None:
    limit(closes_on=date(2026, 11, 22))
    grant(failed, lead, now)
    later = now + timedelta(days=1)
    with pytest.raises(LessonClosed):
        start(failed, later)
    assert listed(failed, later) == []


def test_nothing_is_allowed_once_the_lesson_has_closed(
    limit: Limit, failed: Enrolment, lead: User, now: datetime
) -> None:
    limit(closes_on=date(2026, 11, 22))
    refused(LessonClosed, failed, lead, now + timedelta(days=1))


def test_it_is_refused_where_the_lesson_is_complete(
    failed: Enrolment, lead: User, now: datetime
) -> None:
    cause = CompletionEvent.Cause.READ
    record_completion(enrolment=failed, slot_uid="quiz", cause=cause, at=now)
    refused(AlreadyComplete, failed, lead, now)


def test_it_is_refused_where_the_course_is_not_taken_or_nothing_is_answered(
    failed: Enrolment, lead: User, now: datetime
) -> None:
    with pytest.raises(NotAnAssessment):
        grant(failed, lead, now, slot_uid="no-such-slot")
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN, ended_at=now)
    refused(EnrolmentClosed, failed, lead, now)


def refused(
    error: type[AssessmentError | EnrolmentClosed], enrolment: Enrolment, by: User, at: datetime
) -> None:
    before = ExtraAttempt.objects.count()
    with pytest.raises(error):
        grant(enrolment, by, at)
    assert ExtraAttempt.objects.count() == before
    assert not Notice.objects.exists()
    assert listed(enrolment, at) == []


def test_what_was_allowed_before_a_move_stays_with_what_was_answered_before(
    failed: Enrolment, lead: User, now: datetime
) -> None:
    grant(failed, lead, now)
    SlotProgress.objects.filter(enrolment=failed, slot_uid="quiz").update(attempts_before=1)
    again = attempts_at(failed, "quiz")
    assert again == []
    rules = behaviours.for_lesson("assessment", attempts=1)
    assert (next_attempt(again, rules).left, next_attempt(again, rules).is_granted) == (1, False)
    assert listed(failed, now) == []
    made = start(failed, now)
    hand_in(public_id=made.public_id, by=failed.user, at=now)
    with pytest.raises(AttemptsUsedUp):
        start(failed, now)
    assert listed(failed, now) == [("quiz", False)]
    assert grant(failed, lead, now).after == made


def test_where_people_stand_is_asked_in_one_query(
    failed: Enrolment, lead: User, now: datetime, django_assert_num_queries: Callable[[int], object]
) -> None:
    listed(failed, now)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        used_up([failed], at=now)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        used_up([failed, failed], at=now)

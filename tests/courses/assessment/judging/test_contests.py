"""Contesting: for oneself alone, once, and decided by those who judge for the course."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from accounts.models import AuditEntry, Notice, Role, User
from accounts.services import erase_person
from courses.assessment import contests
from courses.assessment.judges import can_judge
from courses.assessment.judging_errors import (
    AlreadyDecided,
    ContestedAlready,
    NotAboutOneself,
    NotContestable,
)
from courses.assessment.models import Attempt, Contest
from courses.assessment.said import said_about
from courses.assessment.services.judging.contesting import decide_contest, open_contest
from courses.catalogue.models import Course, CourseGrant
from tests.factories.accounts import RoleGrantFactory, UserFactory

REASON = "The notice names two other countries."


@pytest.fixture
def contest(closed: Attempt, now: datetime) -> Contest:
    return contested(closed, now)


def contested(attempt: Attempt, at: datetime, by: User | None = None, uid: str = "") -> Contest:
    return open_contest(
        public_id=attempt.public_id,
        question_uid=uid or attempt.question_uids[0],
        reason=REASON,
        by=by or attempt.enrolment.user,
        at=at,
    )


def marker_of(course: Course) -> User:
    person = UserFactory()
    CourseGrant.objects.create(course=course, user=person, role=CourseGrant.Role.MARKER)
    return person


def test_a_contest_stands_in_the_queue_of_those_who_judge(
    contest: Contest, course: Course, trainer: User
) -> None:
    marker = marker_of(course)
    for judge in (trainer, marker):
        assert can_judge(judge, course)
        assert list(contests.open_contests(judge, course)) == [contest]
        assert contests.contest_for(judge, contest.public_id) == contest
    assert (contest.state, contest.reason, contest.course_id) == ("open", REASON, course.pk)


@pytest.mark.parametrize("role", [Role.LEAD, Role.QA, Role.AUDITOR, Role.ADMIN, Role.LEARNER])
def test_no_other_role_finds_it_even_at_the_top(
    contest: Contest, course: Course, units: SimpleNamespace, role: str
) -> None:
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=role)
    assert not can_judge(person, course)
    assert list(contests.open_contests(person, course)) == []
    assert contests.contest_for(person, contest.public_id) is None
    assert list(contests.contests_by(person)) == []


def test_the_trainer_of_another_vendor_does_not_find_it(
    contest: Contest, course: Course, units: SimpleNamespace
) -> None:
    person = UserFactory(unit=units.south)
    RoleGrantFactory(user=person, unit=units.south, role=Role.TRAINER)
    assert list(contests.open_contests(person, course)) == []
    assert contests.contest_for(person, contest.public_id) is None


def test_nothing_of_it_is_in_the_trail(
    contest: Contest, trainer: User, now: datetime, course: Course
) -> None:
    decide_contest(contest=contest, is_upheld=True, answer="You are right.", by=trainer, at=now)
    entries = AuditEntry.objects.values_list("action", "target", "old", "new")
    told = [entry for entry in entries if "contest" in str(entry).lower()]
    assert told == []


def test_only_ones_own_drawn_answer(closed: Attempt, outsider: User, now: datetime) -> None:
    with pytest.raises(Attempt.DoesNotExist):
        contested(closed, now, by=outsider)
    with pytest.raises(Attempt.DoesNotExist):
        contested(closed, now, uid="not-drawn")
    with pytest.raises(Attempt.DoesNotExist):
        open_contest(
            public_id=uuid4(), question_uid="x", reason=REASON, by=closed.enrolment.user, at=now
        )
    assert Contest.objects.count() == 0


def test_an_open_attempt_is_not_contested(quiz: Attempt, now: datetime) -> None:
    with pytest.raises(NotContestable):
        contested(quiz, now)


def test_answers_that_are_gone_are_not_contested(closed: Attempt, now: datetime) -> None:
    Attempt.objects.filter(pk=closed.pk).update(answers_deleted_at=now)
    with pytest.raises(NotContestable):
        contested(closed, now)


def _told(row: Contest) -> tuple[object, ...]:
    said = (row.reason, row.opened_at, row.answer, row.decided_at)
    return (row.question_uid, row.state, *said)


def test_an_answer_is_contested_once(
    contest: Contest, closed: Attempt, trainer: User, now: datetime
) -> None:
    with pytest.raises(ContestedAlready):
        contested(closed, now)
    decide_contest(contest=contest, is_upheld=False, answer="No.", by=trainer, at=now)
    with pytest.raises(ContestedAlready):
        contested(closed, now)
    other = contested(closed, now, uid=closed.question_uids[1])
    contest.refresh_from_db()
    told = said_about(closed).contests
    assert [_told(told[uid]) for uid in closed.question_uids[:2]] == [_told(contest), _told(other)]


@pytest.mark.parametrize(("is_upheld", "state"), [(True, "upheld"), (False, "declined")])
def test_it_is_decided_in_words_and_the_learner_is_told(
    contest: Contest, trainer: User, now: datetime, *, is_upheld: bool, state: str
) -> None:
    at = now + timedelta(hours=1)
    row = decide_contest(
        contest=contest, is_upheld=is_upheld, answer="Thank you, I have looked.", by=trainer, at=at
    )
    row.refresh_from_db()
    assert (row.state, row.answer, row.decided_by, row.decided_at) == (
        state,
        "Thank you, I have looked.",
        trainer,
        at,
    )
    notice = Notice.objects.get(person=contest.attempt.enrolment.user, kind="contest.decided")
    assert notice.payload == {
        "attempt": str(contest.attempt.public_id),
        "titles": {"en": "Quiz", "es": "Prueba"},
        "languages": ["en", "es"],
        "state": state,
    }
    assert list(contests.open_contests(trainer, row.course)) == []
    assert list(contests.to_regrade(trainer, row.course)) == ([row] if is_upheld else [])


def test_it_is_decided_once(contest: Contest, trainer: User, now: datetime) -> None:
    decide_contest(contest=contest, is_upheld=True, answer="Yes.", by=trainer, at=now)
    with pytest.raises(AlreadyDecided):
        decide_contest(contest=contest, is_upheld=False, answer="No.", by=trainer, at=now)
    contest.refresh_from_db()
    assert (contest.state, contest.answer) == ("upheld", "Yes.")
    assert Notice.objects.filter(kind="contest.decided").count() == 1


def test_nobody_decides_their_own(
    contest: Contest, course: Course, units: SimpleNamespace, now: datetime
) -> None:
    learner = contest.attempt.enrolment.user
    RoleGrantFactory(user=learner, unit=units.north, role=Role.TRAINER)
    learner.forget_grants()
    assert can_judge(learner, course)
    assert list(contests.open_contests(learner, course)) == []
    assert contests.contest_for(learner, contest.public_id) is None
    with pytest.raises(NotAboutOneself):
        decide_contest(contest=contest, is_upheld=True, answer="Yes.", by=learner, at=now)


def test_who_does_not_judge_does_not_decide(
    contest: Contest, course: Course, lead: User, now: datetime
) -> None:
    with pytest.raises(NotAboutOneself):
        decide_contest(contest=contest, is_upheld=True, answer="Yes.", by=lead, at=now)


def test_a_learner_reads_their_own_contests(contest: Contest, learner: User, trainer: User) -> None:
    assert list(contests.contests_by(learner)) == [contest]
    assert list(contests.contests_by(trainer)) == []


def test_nothing_of_it_is_deleted_or_rewritten(contest: Contest) -> None:
    for change in ({"question_uid": "other"}, {"opened_at": contest.opened_at - timedelta(1)}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Contest.objects.filter(pk=contest.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        contest.delete()


def test_erasing_a_person_empties_the_reason_and_keeps_the_rest(
    contest: Contest, admin_person: User, now: datetime
) -> None:
    erase_person(person=contest.attempt.enrolment.user, by=admin_person, at=now)
    contest.refresh_from_db()
    assert (contest.reason, contest.state) == ("", "open")


def test_an_erased_person_is_not_written_to(
    contest: Contest, admin_person: User, trainer: User, now: datetime
) -> None:
    erase_person(person=contest.attempt.enrolment.user, by=admin_person, at=now)
    decide_contest(contest=contest, is_upheld=True, answer="Yes.", by=trainer, at=now)
    assert not Notice.objects.filter(kind="contest.decided").exists()

"""A fail for what cannot be offset: nothing is failed before a person has looked."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Notice, Role, User
from courses.assessment.confirming import confirmation_for, open_confirmations
from courses.assessment.judging_errors import AlreadyDecided, NotAboutOneself
from courses.assessment.models import Attempt, FailConfirmation, Grading
from courses.assessment.said import said_about
from courses.assessment.services import settle
from courses.assessment.services.judging.confirming import decide_fail
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from tests.courses.assessment.judging.courses import (
    DUTY,
    NOW,
    duty_course,
    handed_in,
    marker_of,
    missing_the_duty,
)
from tests.factories.accounts import RoleGrantFactory, UserFactory

LATER = NOW + timedelta(days=1)


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return duty_course(units.north).course


@pytest.fixture
def attempt(course: Course, units: SimpleNamespace) -> Attempt:
    return missing_the_duty(course, units.north_team)


@pytest.fixture
def row(attempt: Attempt) -> FailConfirmation:
    return FailConfirmation.objects.get(attempt=attempt)


def state_of(attempt: Attempt) -> str:
    return Enrolment.objects.get(pk=attempt.enrolment_id).state


def test_it_waits_and_nothing_is_failed_or_passed(
    attempt: Attempt, row: FailConfirmation, course: Course, trainer: User
) -> None:
    grading = attempt.current_grading
    assert (grading.percent, grading.missed) == (50, [DUTY])
    assert (grading.awaits, grading.is_passed) == ("confirmation", None)
    assert state_of(attempt) == Enrolment.State.OPEN
    for judge in (trainer, marker_of(course)):
        assert list(open_confirmations(judge, course)) == [row]
        assert confirmation_for(judge, row.public_id) == row


def test_marks_that_are_not_enough_anyway_wait_for_nobody(
    course: Course, units: SimpleNamespace
) -> None:
    answers = {f"question-{n}": {"option": "wrong"} for n in range(4)}
    attempt = handed_in(course, units.north_team, answers)
    assert (attempt.current_grading.awaits, attempt.current_grading.is_passed) == ("", False)
    assert not FailConfirmation.objects.exists()


def test_a_fail_is_confirmed_with_a_reason(
    attempt: Attempt, row: FailConfirmation, trainer: User
) -> None:
    grading = decide_fail(
        confirmation=row, decided="confirmed", reason="Not met.", by=trainer, at=LATER
    )
    assert (grading.policy, grading.awaits) == ("confirmed", "")
    assert (grading.is_passed, grading.decided) == (False, "confirmed")
    assert grading.marks == attempt.current_grading.marks
    assert state_of(attempt) == Enrolment.State.OPEN
    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by, row.decided_at) == (
        "confirmed",
        "Not met.",
        trainer,
        LATER,
    )
    attempt.refresh_from_db()
    assert said_about(attempt).decision == "Not met."
    told = Notice.objects.get(person=attempt.enrolment.user, kind="fail.decided")
    assert (told.payload["state"], "Not met" in str(told.payload)) == ("confirmed", False)


def test_let_pass_completes_the_course(
    attempt: Attempt, row: FailConfirmation, trainer: User
) -> None:
    grading = decide_fail(
        confirmation=row, decided="let_pass", reason="It was shown.", by=trainer, at=LATER
    )
    assert (grading.is_passed, grading.decided) == (True, "let_pass")
    assert state_of(attempt) == Enrolment.State.PASSED
    assert Notice.objects.get(kind="fail.decided").payload["state"] == "let_pass"


def test_it_is_decided_once(row: FailConfirmation, trainer: User, course: Course) -> None:
    decide_fail(confirmation=row, decided="let_pass", reason="Yes.", by=trainer, at=LATER)
    with pytest.raises(AlreadyDecided):
        decide_fail(confirmation=row, decided="confirmed", reason="No.", by=trainer, at=LATER)
    assert list(open_confirmations(trainer, course)) == []
    assert Grading.objects.filter(attempt=row.attempt).count() == 2


def test_a_result_that_was_graded_anew_waits_in_a_row_of_its_own(
    attempt: Attempt, row: FailConfirmation, trainer: User, course: Course
) -> None:
    settle(
        attempt=attempt,
        policy=Grading.Policy.FULL_CREDIT,
        questions=["question-2"],
        by=trainer,
        at=LATER,
    )
    newer = FailConfirmation.objects.exclude(pk=row.pk).get()
    assert list(open_confirmations(trainer, course)) == [newer]
    with pytest.raises(AlreadyDecided):
        decide_fail(confirmation=row, decided="let_pass", reason="Yes.", by=trainer, at=LATER)


@pytest.mark.parametrize("role", [Role.LEAD, Role.QA, Role.AUDITOR, Role.ADMIN])
def test_no_other_role_finds_or_decides_it(
    row: FailConfirmation, course: Course, units: SimpleNamespace, role: str
) -> None:
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=role)
    assert list(open_confirmations(person, course)) == []
    assert confirmation_for(person, row.public_id) is None
    with pytest.raises(NotAboutOneself):
        decide_fail(confirmation=row, decided="let_pass", reason="Yes.", by=person, at=LATER)


def test_nobody_decides_their_own(
    row: FailConfirmation, course: Course, units: SimpleNamespace
) -> None:
    learner = row.attempt.enrolment.user
    RoleGrantFactory(user=learner, unit=units.north, role=Role.TRAINER)
    learner.forget_grants()
    assert list(open_confirmations(learner, course)) == []
    assert confirmation_for(learner, row.public_id) is None
    with pytest.raises(NotAboutOneself):
        decide_fail(confirmation=row, decided="let_pass", reason="Yes.", by=learner, at=LATER)


def test_nothing_of_it_is_deleted_or_moved(row: FailConfirmation) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        FailConfirmation.objects.filter(pk=row.pk).update(opened_at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()

"""Answers that arrived after the end count only if somebody accepts them."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Notice, Role, User
from courses.assessment.judging_errors import AlreadyDecided, NotAboutOneself
from courses.assessment.late import late_step_at, late_steps
from courses.assessment.models import Attempt, LateDecision, MarkingTurn, Response, Step
from courses.assessment.services.judging.late import decide_late
from courses.assessment.services.judging.marking import claim_next, mark_turn
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    choice_course,
    essay_course,
    handed_in,
    marker_of,
    with_essay,
)
from tests.factories.accounts import RoleGrantFactory, UserFactory

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return choice_course(units.north).course


@pytest.fixture
def attempt(course: Course, units: SimpleNamespace) -> Attempt:
    """One of two right: a fail."""
    answers = {"question-0": {"option": "right"}, "question-1": {"option": "wrong"}}
    return handed_in(course, units.north_team, answers)


def late(attempt: Attempt, uid: str, option: str, *, sequence: int, at: datetime = NOW) -> Step:
    answer(attempt, uid, {"option": option}, sequence=sequence, at=at)
    return Step.objects.latest("pk")


@pytest.fixture
def step(attempt: Attempt) -> Step:
    return late(attempt, "question-1", "right", sequence=9)


def test_the_newest_late_answer_to_a_question_is_listed(
    attempt: Attempt, step: Step, course: Course, trainer: User
) -> None:
    other = late(attempt, "question-0", "wrong", sequence=10)
    newer = late(attempt, "question-1", "right", sequence=11)
    assert list(late_steps(trainer, course)) == [other, newer]
    assert late_step_at(trainer, course, attempt.public_id, 2) == newer
    assert late_step_at(trainer, course, attempt.public_id, 3) is None


def test_an_accepted_answer_counts_and_the_learner_is_told(
    attempt: Attempt, step: Step, trainer: User, course: Course
) -> None:
    grading = decide_late(
        step=step, is_accepted=True, note="The line was down.", by=trainer, at=LATER
    )
    assert (grading.policy, grading.is_passed, grading.total) == ("late", True, 20_000)
    assert Response.objects.get(attempt=attempt, question_uid="question-1").step == step
    assert Enrolment.objects.get(pk=attempt.enrolment_id).state == Enrolment.State.PASSED
    told = Notice.objects.get(person=attempt.enrolment.user, kind="late.decided")
    assert told.payload["state"] == "accepted"
    kept = LateDecision.objects.get()
    assert (kept.step, kept.is_accepted, kept.note, kept.decided_by, kept.decided_at) == (
        step,
        True,
        "The line was down.",
        trainer,
        LATER,
    )
    assert list(late_steps(trainer, course)) == []


def test_a_declined_answer_changes_nothing_and_the_learner_is_told(
    attempt: Attempt, step: Step, trainer: User, course: Course
) -> None:
    assert decide_late(step=step, is_accepted=False, note="No.", by=trainer, at=LATER) is None
    assert attempt.gradings.count() == 1
    assert Notice.objects.get(kind="late.decided").payload["state"] == "declined"
    assert list(late_steps(trainer, course)) == []


def test_it_is_decided_once(step: Step, trainer: User) -> None:
    decide_late(step=step, is_accepted=False, note="No.", by=trainer, at=LATER)
    with pytest.raises(AlreadyDecided):
        decide_late(step=step, is_accepted=True, note="Yes.", by=trainer, at=LATER)
    assert LateDecision.objects.get().is_accepted is False


def test_a_marker_does_not_decide_about_ends(step: Step, course: Course) -> None:
    with pytest.raises(NotAboutOneself):
        decide_late(step=step, is_accepted=True, note="Yes.", by=marker_of(course), at=LATER)


@pytest.mark.parametrize("role", [Role.LEAD, Role.QA, Role.AUDITOR, Role.ADMIN])
def test_no_other_role_decides(step: Step, units: SimpleNamespace, role: str) -> None:
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=role)
    with pytest.raises(NotAboutOneself):
        decide_late(step=step, is_accepted=True, note="Yes.", by=person, at=LATER)


def test_nobody_decides_their_own(
    attempt: Attempt, step: Step, course: Course, units: SimpleNamespace
) -> None:
    learner = attempt.enrolment.user
    RoleGrantFactory(user=learner, unit=units.north, role=Role.TRAINER)
    learner.forget_grants()
    assert list(late_steps(learner, course)) == []
    with pytest.raises(NotAboutOneself):
        decide_late(step=step, is_accepted=True, note="Yes.", by=learner, at=LATER)


def test_a_decision_is_never_changed(step: Step, trainer: User) -> None:
    decide_late(step=step, is_accepted=False, note="No.", by=trainer, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        LateDecision.objects.update(is_accepted=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        LateDecision.objects.all().delete()


@pytest.fixture
def essay(units: SimpleNamespace) -> Attempt:
    return with_essay(essay_course(units.north, slug="essays").course, units.north_team)


def test_a_late_text_that_nobody_marked_yet_is_the_one_that_is_marked(
    essay: Attempt, trainer: User
) -> None:
    answer(essay, "essay", {"text": "Late."}, sequence=9)
    grading = decide_late(
        step=Step.objects.latest("pk"), is_accepted=True, note="Yes.", by=trainer, at=LATER
    )
    assert grading.awaits == "marking"
    assert MarkingTurn.objects.filter(attempt=essay).count() == 1


def test_a_late_text_after_the_marking_is_marked_by_a_third(essay: Attempt, trainer: User) -> None:
    course = essay.enrolment.course
    marker = marker_of(course)
    turn = claim_next(course=course, by=marker, at=NOW)
    none = {"rule": "none", "reason": "none"}
    mark_turn(turn=turn, levels=none, comment="", by=marker, at=NOW)
    answer(essay, "essay", {"text": "Late."}, sequence=9)

    step = Step.objects.latest("pk")
    grading = decide_late(step=step, is_accepted=True, note="Yes.", by=trainer, at=LATER)

    assert grading.awaits == "marking"
    third = MarkingTurn.objects.get(attempt=essay, place=3)
    assert claim_next(course=course, by=trainer, at=LATER) == third
    full = {"rule": "full", "reason": "full"}
    settled = mark_turn(turn=third, levels=full, comment="", by=trainer, at=LATER)
    assert (settled.is_passed, settled.marks["essay"]) == (True, 10_000)

    answer(essay, "essay", {"text": "Later still."}, sequence=10)
    with pytest.raises(AlreadyDecided):
        decide_late(
            step=Step.objects.latest("pk"), is_accepted=True, note="Yes.", by=trainer, at=LATER
        )
    assert LateDecision.objects.count() == 1

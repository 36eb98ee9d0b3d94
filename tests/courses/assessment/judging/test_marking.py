"""Marking free text: claims, anonymity of the second look, the third that decides."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from accounts.models import Notice, Role, User
from courses.assessment import marking
from courses.assessment.judging_errors import (
    AlreadyDecided,
    CannotWaive,
    ClaimLost,
    NotAboutOneself,
    NothingToMark,
)
from courses.assessment.marking_sample import is_sampled
from courses.assessment.models import Attempt, Grading, Marking, MarkingTurn, SecondMarking
from courses.assessment.said import said_about
from courses.assessment.services.judging.marking import (
    CLAIM_HOLDS,
    claim,
    claim_next,
    mark_turn,
    release_claim,
    set_second_marking,
    waive_turn,
)
from courses.catalogue.models import Course
from courses.enrolment.models import Enrolment
from tests.courses.assessment.judging.courses import (
    NOW,
    essay_course,
    handed_in,
    marker_of,
    turns_at,
    with_essay,
)
from tests.factories.accounts import RoleGrantFactory, UserFactory

FULL = {"rule": "full", "reason": "full"}
HALF = {"rule": "full", "reason": "none"}


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return essay_course(units.north).course


@pytest.fixture
def attempt(course: Course, units: SimpleNamespace) -> Attempt:
    return with_essay(course, units.north_team)


@pytest.fixture
def marker(course: Course) -> User:
    return marker_of(course)


@pytest.fixture
def sampled(course: Course, trainer: User, units: SimpleNamespace) -> Attempt:
    """An attempt whose text is marked by two people."""
    set_second_marking(course=course, percent=100, by=trainer, at=NOW)
    return with_essay(course, units.north_team)


def marked(
    course: Course, by: User, levels: dict[str, str] = FULL, comment: str = ""
) -> Grading | None:
    turn = claim_next(course=course, by=by, at=NOW)
    return mark_turn(turn=turn, levels=levels, comment=comment, by=by, at=NOW)


def test_a_text_that_is_handed_in_waits_for_a_marker(attempt: Attempt) -> None:
    grading = attempt.current_grading
    assert (grading.awaits, grading.is_passed) == ("marking", None)
    assert turns_at(attempt) == [("essay", 1)]
    assert attempt.enrolment.state == Enrolment.State.OPEN


def test_an_empty_text_waits_for_nobody(course: Course, units: SimpleNamespace) -> None:
    attempt = handed_in(course, units.north_team, {"question-0": {"option": "right"}})
    assert (attempt.current_grading.awaits, attempt.current_grading.is_passed) == ("", False)
    assert turns_at(attempt) == []


def test_when_all_is_marked_the_result_is_final_and_the_learner_is_told(
    attempt: Attempt, course: Course, marker: User
) -> None:
    grading = marked(course, marker, FULL, "Well said.")
    attempt.refresh_from_db()
    assert grading == attempt.current_grading
    assert (grading.policy, grading.awaits, grading.is_passed) == ("marked", "", True)
    assert grading.marks == {"question-0": 10_000, "essay": 10_000}
    assert grading.outcomes["essay"] == FULL
    assert Enrolment.objects.get(pk=attempt.enrolment_id).state == Enrolment.State.PASSED
    told = Notice.objects.get(person=attempt.enrolment.user, kind="answers.marked")
    assert "Well said" not in str(told.payload)
    assert said_about(attempt).comments == {"essay": ("Well said.",)}
    assert marking.final_levels(attempt) == {"essay": FULL}


def test_a_marking_below_the_pass_mark_is_a_fail(
    attempt: Attempt, course: Course, marker: User
) -> None:
    grading = marked(course, marker, {"rule": "none", "reason": "partly"})
    assert (grading.total, grading.is_passed, grading.awaits) == (12_500, False, "")


def test_nothing_to_mark_is_said(course: Course, marker: User) -> None:
    with pytest.raises(NothingToMark):
        claim_next(course=course, by=marker, at=NOW)


def test_the_oldest_comes_first_and_ones_own_claim_before_it(
    course: Course, marker: User, units: SimpleNamespace
) -> None:
    first = with_essay(course, units.north_team, "first", at=NOW)
    second = with_essay(course, units.north_team, "second", at=NOW + timedelta(hours=1))
    turn = claim_next(course=course, by=marker, at=NOW)
    assert turn.attempt_id == first.pk
    assert claim_next(course=course, by=marker, at=NOW + timedelta(minutes=5)) == turn
    turn.refresh_from_db()
    assert turn.claimed_until == NOW + timedelta(minutes=5) + CLAIM_HOLDS
    other = marker_of(course)
    assert claim_next(course=course, by=other, at=NOW).attempt_id == second.pk


def test_a_claim_is_a_lock_that_expires(attempt: Attempt, course: Course, marker: User) -> None:
    other = marker_of(course)
    turn = claim_next(course=course, by=marker, at=NOW)
    assert claim(turn=turn, by=other, at=NOW + CLAIM_HOLDS - timedelta(seconds=1)) is False
    with pytest.raises(NothingToMark):
        claim_next(course=course, by=other, at=NOW)
    later = NOW + CLAIM_HOLDS
    assert claim_next(course=course, by=other, at=later) == turn
    with pytest.raises(ClaimLost):
        mark_turn(turn=turn, levels=FULL, comment="", by=marker, at=later)
    assert Marking.objects.count() == 0


def test_a_marking_counts_after_the_claim_ran_out_if_nobody_took_it(
    attempt: Attempt, course: Course, marker: User
) -> None:
    turn = claim_next(course=course, by=marker, at=NOW)
    late = NOW + CLAIM_HOLDS * 2
    assert mark_turn(turn=turn, levels=FULL, comment="", by=marker, at=late) is not None


def test_a_turn_that_was_never_claimed_is_not_marked(
    attempt: Attempt, course: Course, marker: User
) -> None:
    turn = MarkingTurn.objects.get()
    with pytest.raises(ClaimLost):
        mark_turn(turn=turn, levels=FULL, comment="", by=marker, at=NOW)


def test_a_turn_can_be_given_back(attempt: Attempt, course: Course, marker: User) -> None:
    other = marker_of(course)
    turn = claim_next(course=course, by=marker, at=NOW)
    release_claim(turn=turn, by=other)
    assert claim(turn=turn, by=other, at=NOW) is False
    release_claim(turn=turn, by=marker)
    assert claim(turn=turn, by=other, at=NOW) is True


def test_a_turn_is_marked_once(attempt: Attempt, course: Course, marker: User) -> None:
    turn = claim_next(course=course, by=marker, at=NOW)
    mark_turn(turn=turn, levels=FULL, comment="", by=marker, at=NOW)
    with pytest.raises(AlreadyDecided):
        mark_turn(turn=turn, levels=HALF, comment="", by=marker, at=NOW)
    assert claim(turn=turn, by=marker, at=NOW) is False
    assert Marking.objects.get().levels == FULL


def test_nobody_marks_their_own_text(attempt: Attempt, units: SimpleNamespace) -> None:
    learner = attempt.enrolment.user
    RoleGrantFactory(user=learner, unit=units.north, role=Role.TRAINER)
    learner.forget_grants()
    assert list(marking.turns_for(learner)) == []
    turn = MarkingTurn.objects.get()
    assert claim(turn=turn, by=learner, at=NOW) is True  # the row lets it; the service does not
    with pytest.raises(NotAboutOneself):
        mark_turn(turn=turn, levels=FULL, comment="", by=learner, at=NOW)


@pytest.mark.parametrize("role", [Role.LEAD, Role.QA, Role.AUDITOR, Role.ADMIN])
def test_no_other_role_finds_a_text(attempt: Attempt, units: SimpleNamespace, role: str) -> None:
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=role)
    assert list(marking.turns_for(person)) == []
    assert marking.turn_for(person, MarkingTurn.objects.get().public_id) is None


def test_a_sample_is_marked_by_two_and_waits_for_both(
    sampled: Attempt, course: Course, marker: User, trainer: User
) -> None:
    assert turns_at(sampled) == [("essay", 1), ("essay", 2)]
    assert marked(course, marker) is None
    assert marking.final_levels(sampled) == {}
    assert said_about(sampled).comments == {}
    with pytest.raises(NothingToMark):  # who marked it once is not asked again
        claim_next(course=course, by=marker, at=NOW)
    grading = marked(course, trainer)
    assert (grading.is_passed, turns_at(sampled)) == (True, [("essay", 1), ("essay", 2)])


def test_who_holds_one_turn_is_not_handed_the_other_at_the_same_text(
    sampled: Attempt, course: Course, marker: User
) -> None:
    turn = claim_next(course=course, by=marker, at=NOW)
    free = marking.free_turns(marker, at=NOW, course=course)
    assert list(free) == [turn]


def test_where_two_differ_a_third_decides(
    sampled: Attempt, course: Course, marker: User, trainer: User
) -> None:
    marked(course, marker, FULL)
    assert marked(course, trainer, HALF) is None
    assert turns_at(sampled) == [("essay", 1), ("essay", 2), ("essay", 3)]
    for one in (marker, trainer):
        with pytest.raises(NothingToMark):
            claim_next(course=course, by=one, at=NOW)
    third = {"rule": "none", "reason": "none"}
    grading = marked(course, marker_of(course), third)
    assert marking.final_levels(sampled) == {"essay": third}
    assert grading.marks["essay"] == 0


def test_a_second_look_that_nobody_takes_can_be_waived(
    sampled: Attempt, course: Course, marker: User, trainer: User
) -> None:
    marked(course, marker, FULL)
    first, second = MarkingTurn.objects.order_by("place")
    assert list(marking.waivable_turns(trainer, course)) == [second]
    with pytest.raises(CannotWaive):
        waive_turn(turn=first, by=trainer, at=NOW)
    grading = waive_turn(turn=second, by=trainer, at=NOW)
    assert grading.is_passed is True
    assert marking.final_levels(sampled) == {"essay": FULL}
    with pytest.raises(CannotWaive):
        waive_turn(turn=second, by=trainer, at=NOW)
    with pytest.raises(AlreadyDecided):
        mark_turn(turn=second, levels=HALF, comment="", by=trainer, at=NOW)


def test_a_turn_that_somebody_is_at_is_not_waived(
    sampled: Attempt, course: Course, marker: User, trainer: User
) -> None:
    second = MarkingTurn.objects.get(place=2)
    claim(turn=second, by=marker, at=NOW)
    with pytest.raises(CannotWaive):
        waive_turn(turn=second, by=trainer, at=NOW)
    assert waive_turn(turn=second, by=trainer, at=NOW + CLAIM_HOLDS) is None  # the first waits


def test_nobody_waives_a_look_at_their_own_text(
    sampled: Attempt, course: Course, marker: User
) -> None:
    with pytest.raises(NotAboutOneself):
        waive_turn(turn=MarkingTurn.objects.get(place=2), by=sampled.enrolment.user, at=NOW)


def test_the_sample_is_chosen_by_id_and_grows_with_its_share(attempt: Attempt) -> None:
    uid = attempt.public_id
    shares = [is_sampled(uid, "essay", percent=percent) for percent in range(101)]
    assert shares[0] is False
    assert shares[100] is True
    assert sorted(shares) == shares
    assert is_sampled(uid, "essay", percent=30) == is_sampled(uid, "essay", percent=30)


def test_the_share_is_set_with_a_trail(course: Course, trainer: User) -> None:
    set_second_marking(course=course, percent=10, by=trainer, at=NOW)
    set_second_marking(course=course, percent=20, by=trainer, at=NOW)
    row = SecondMarking.objects.get(course=course)
    assert (row.percent, row.set_by) == (20, trainer)


def test_pairs_are_those_that_two_have_marked(
    sampled: Attempt, course: Course, marker: User, trainer: User
) -> None:
    assert marking.pairs_of(course) == []
    marked(course, marker, FULL)
    assert marking.pairs_of(course) == []
    marked(course, trainer, HALF)
    assert marking.pairs_of(course) == [marking.Pair("essay", FULL, HALF)]


def test_a_marking_is_never_changed(attempt: Attempt, course: Course, marker: User) -> None:
    marked(course, marker)
    with pytest.raises(DatabaseError), transaction.atomic():
        Marking.objects.update(levels=HALF)
    with pytest.raises(DatabaseError), transaction.atomic():
        Marking.objects.all().delete()


def test_the_answers_that_are_gone_are_in_no_queue(attempt: Attempt, marker: User) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(answers_deleted_at=NOW)
    assert list(marking.turns_for(marker)) == []

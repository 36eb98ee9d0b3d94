"""Handing in, the end of the time, and what a grading holds."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from courses.assessment.errors import AttemptClosed, AttemptsUsedUp
from courses.assessment.models import Attempt, Grading
from courses.assessment.services import (
    SaveReport,
    close_overdue,
    grant_extra_time,
    hand_in,
    start_attempt,
)
from courses.assessment.tasks import close_overdue_attempts
from courses.enrolment.models import Enrolment
from courses.progress.errors import SlotLocked
from courses.progress.models import CompletionEvent
from courses.progress.selectors import completed_slots
from tests.courses.assessment.conftest import RIGHT, WRONG

type Saver = Callable[..., SaveReport]


def answer_all(attempt: Attempt, save: Saver, answers: dict[str, object]) -> None:
    for sequence, uid in enumerate(attempt.question_uids, start=1):
        save(attempt, uid, answers[uid], sequence=sequence)


def test_a_full_paper_gives_every_mark_and_completes_the_slot(
    quiz: Attempt, save: Saver, now: datetime
) -> None:
    answer_all(quiz, save, RIGHT)
    grading = hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert (grading.total, grading.total_possible, grading.is_passed) == (40_000, 40_000, True)
    assert grading.marks == {
        uid: 20_000 if uid == "origin" else 10_000 for uid in quiz.question_uids
    }
    assert "quiz" in completed_slots(quiz.enrolment)
    quiz.refresh_from_db()
    assert quiz.state == Attempt.State.HANDED_IN
    assert quiz.current_grading == grading


def test_an_empty_paper_gives_nothing_and_leaves_the_slot_open(
    quiz: Attempt, now: datetime
) -> None:
    grading = hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert (grading.total, grading.is_passed) == (0, False)
    assert "quiz" not in completed_slots(quiz.enrolment)


def test_handing_in_twice_is_refused_and_leaves_one_grading(quiz: Attempt, now: datetime) -> None:
    hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    with pytest.raises(AttemptClosed):
        hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert Grading.objects.filter(attempt=quiz).count() == 1
    assert CompletionEvent.objects.filter(slot_uid="quiz").count() == 0


def test_handing_in_after_the_end_closes_with_what_was_saved_in_time(
    quiz: Attempt, save: Saver
) -> None:
    assert quiz.due_at is not None
    answer_all(quiz, save, RIGHT)
    grading = hand_in(
        public_id=quiz.public_id, by=quiz.enrolment.user, at=quiz.due_at + timedelta(minutes=5)
    )
    quiz.refresh_from_db()
    assert quiz.state == Attempt.State.OVERDUE
    assert grading.is_passed


def test_closing_what_is_not_overdue_changes_nothing(quiz: Attempt, now: datetime) -> None:
    assert close_overdue(attempt=quiz, at=now) is None
    quiz.refresh_from_db()
    assert quiz.is_open


def test_the_sweep_closes_an_overdue_attempt_that_no_task_knows_of(
    quiz: Attempt, save: Saver
) -> None:
    answer_all(quiz, save, RIGHT)
    Attempt.objects.filter(pk=quiz.pk).update(due_at=quiz.started_at - timedelta(days=400))
    close_overdue_attempts()
    quiz.refresh_from_db()
    assert quiz.state == Attempt.State.OVERDUE
    assert quiz.current_grading is not None
    close_overdue_attempts()
    assert Grading.objects.filter(attempt=quiz).count() == 1


def test_a_second_start_returns_the_open_attempt(quiz: Attempt, now: datetime) -> None:
    again = start_attempt(enrolment=quiz.enrolment, slot_uid="quiz", by=quiz.enrolment.user, at=now)
    assert again.pk == quiz.pk


def test_attempts_are_used_up_and_unseen_questions_come_first(quiz: Attempt, now: datetime) -> None:
    enrolment = quiz.enrolment
    first = set(quiz.question_uids)
    hand_in(public_id=quiz.public_id, by=enrolment.user, at=now)
    second = start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)
    assert {"countries", "words", "order"} - first <= set(second.question_uids)
    hand_in(public_id=second.public_id, by=enrolment.user, at=now)
    third = start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)
    hand_in(public_id=third.public_id, by=enrolment.user, at=now)
    assert [attempt.number for attempt in (quiz, second, third)] == [1, 2, 3]
    with pytest.raises(AttemptsUsedUp):
        start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)


def test_an_attempt_before_its_turn_is_refused(enrolment: Enrolment, now: datetime) -> None:
    with pytest.raises(SlotLocked):
        start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)
    assert not Attempt.objects.exists()


def test_extra_time_moves_the_end(
    enrolment: Enrolment, complete_before: Callable[[str], None], trainer: object, now: datetime
) -> None:
    grant_extra_time(
        person=enrolment.user,
        percent=50,
        until=now.date(),
        by=trainer,
        at=now,  # type: ignore[arg-type]
    )
    complete_before("quiz")
    attempt = start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=now)
    assert attempt.due_at == now + timedelta(minutes=30)


def test_the_same_answers_give_the_same_marks_in_every_language(
    quiz: Attempt, save: Saver, now: datetime
) -> None:
    mixed = {**RIGHT, "origin": WRONG["origin"]}
    answer_all(quiz, save, mixed)
    Enrolment.objects.filter(pk=quiz.enrolment_id).update(language="es")
    spanish = hand_in(public_id=quiz.public_id, by=quiz.enrolment.user, at=now)
    assert spanish.marks == {uid: 0 if uid == "origin" else 10_000 for uid in quiz.question_uids}

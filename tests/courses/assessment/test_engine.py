"""Presets at work: tries, duties that cannot be offset, several attempts, closing, testing out."""

import datetime as dt
import io
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from courses.assessment import services
from courses.assessment.errors import (
    AttemptStillOpen,
    LessonClosed,
    NotDrawn,
    NotLate,
    NoTryLeft,
    ResultAwaited,
)
from courses.assessment.models import Attempt, ContextOpening, Grading, Response, Step
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.assessment.tries import tries_of
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.progress.selectors import completed_slots
from courses.progress.services import record_completion
from courses.questions.errors import AnswerRefused
from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish
from tests.courses.conftest import NOW
from tests.courses.delivery.courses import take
from tests.factories.catalogue import (
    course_draft,
    lesson_draft,
    make_course,
    make_release,
    question_draft,
    quiz_draft,
)

pytestmark = pytest.mark.django_db
RIGHT, WRONG = {"option": "right"}, {"option": "wrong"}
LATER = NOW + dt.timedelta(days=1)


def quiz(person: User, *, questions: int = 2, **settings: Any) -> Attempt:
    """An open attempt at a quiz with these settings."""
    draft = course_draft(quiz_draft(questions=questions, **settings), questions=questions)
    return again(take(person, make_release(draft)))


def again(enrolment: Enrolment, at: dt.datetime = NOW) -> Attempt:
    return start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=at)


def answer(attempt: Attempt, number: int, raw: Any, *, at: dt.datetime = NOW, **told: Any) -> None:
    save = Save.of(Step.objects.count() + 1, number, raw, certainty=told.pop("sure", None))
    save_answers(
        public_id=attempt.public_id,
        by=attempt.enrolment.user,
        tab=uuid.UUID(int=1),
        saves=[save],
        at=at,
        **told,
    )


def finish(attempt: Attempt, *, right: int = 0, at: dt.datetime = NOW) -> Grading:
    """Answer so many questions as the key has it, the others not, and hand in."""
    for number in range(1, len(attempt.drawn) + 1):
        answer(attempt, number, RIGHT if number <= right else WRONG, at=at)
    return hand_in(public_id=attempt.public_id, by=attempt.enrolment.user, at=at)


def test_wrong_tries_cost_and_a_found_answer_stands(learner: User) -> None:
    attempt = quiz(learner, preset="practice", tries=3, penalty=20)
    answer(attempt, 1, WRONG, is_check=True)
    answer(attempt, 1, WRONG, is_check=True)
    assert tries_of(attempt)[attempt.question_uids[0]].left == 2
    answer(attempt, 1, RIGHT, is_check=True)
    with pytest.raises(NoTryLeft):
        answer(attempt, 1, WRONG)
    answer(attempt, 1, RIGHT)
    answer(attempt, 2, RIGHT)
    grading = hand_in(public_id=attempt.public_id, by=learner, at=NOW)
    assert sorted(grading.marks.values()) == [8_000, 10_000]


def test_when_no_try_is_left_the_last_answer_counts(learner: User) -> None:
    attempt = quiz(learner, preset="practice", tries=1)
    answer(attempt, 1, WRONG, is_check=True)
    with pytest.raises(NoTryLeft):
        answer(attempt, 1, RIGHT, is_check=True)
    assert Response.objects.get().answer == WRONG
    assert hand_in(public_id=attempt.public_id, by=learner, at=NOW).total == 0


def test_a_save_with_tries_makes_five_queries(
    learner: User, django_assert_num_queries: Any
) -> None:
    attempt = quiz(learner, preset="practice", tries=3)
    answer(attempt, 1, WRONG)
    number = Step.objects.count() + 1
    with django_assert_num_queries(5 + 4):  # 4: the transaction and the savepoint of the step
        save_answers(
            public_id=attempt.public_id,
            by=learner,
            tab=uuid.UUID(int=1),
            saves=[Save.of(number, 1, RIGHT)],
            at=NOW,
        )


@pytest.mark.parametrize(
    ("result", "first", "second", "completes"),
    [
        ("best", 2, 0, True),
        ("best", 0, 2, True),
        ("first", 0, 2, True),
        ("first", 0, 0, False),
        ("last", 0, 0, False),
        ("first", 2, 0, True),
        ("last", 0, 2, True),
        ("average", 0, 2, False),
        ("average", 2, 2, True),
    ],
)
def test_what_counts_completes_the_slot(
    result: str, first: int, second: int, completes: bool, learner: User
) -> None:
    draft = course_draft(
        quiz_draft(questions=2, preset="assessment", result=result),
        lesson_draft("after"),
        questions=2,
    )
    enrolment = take(learner, make_release(draft))
    finish(again(enrolment), right=first)
    finish(again(enrolment), right=second)
    assert ("quiz" in completed_slots(enrolment)) == completes


def must_course(**settings: Any) -> Release:
    covering = [question_draft(f"must-{n}", covers=("house/FEE-1.1",)) for n in range(2)]
    others = [question_draft(f"question-{n}") for n in range(8)]
    lesson = lesson_draft(
        "quiz",
        "quiz",
        settings={
            "preset": "assessment",
            "pass_mark": 60,
            "must": ["house/FEE-1.1"],
            "draw": [{"questions": [one.uid for one in (*covering, *others)]}],
            **settings,
        },
    )
    draft = course_draft(lesson, lesson_draft("after"), slug="must", code="MUST-1")
    return make_release(replace(draft, questions=(*covering, *others)))


def fail_by_one_duty(person: User) -> tuple[Attempt, Grading]:
    """All right but one item of the clause that cannot be offset."""
    attempt = again(take(person, must_course()))
    for number, uid in enumerate(attempt.question_uids, start=1):
        answer(attempt, number, WRONG if uid == "must-0" else RIGHT)
    grading = hand_in(public_id=attempt.public_id, by=person, at=NOW)
    attempt.refresh_from_db()
    return attempt, grading


@pytest.mark.usefixtures("published")
def test_a_fail_by_what_cannot_be_offset_waits_for_a_person(learner: User) -> None:
    attempt, grading = fail_by_one_duty(learner)
    assert (grading.awaits, grading.is_passed) == ("confirmation", None)
    assert grading.missed == ["house/FEE-1.1"]
    assert "quiz" not in completed_slots(attempt.enrolment)
    with pytest.raises(ResultAwaited):
        again(attempt.enrolment)


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(("decided", "passed"), [("confirmed", False), ("let_pass", True)])
def test_a_person_decides_and_it_stays_decided(
    decided: str, passed: bool, learner: User, trainer: User
) -> None:
    attempt, _ = fail_by_one_duty(learner)
    told = {"attempt": attempt, "by": trainer, "at": LATER}
    grading = services.settle(policy=Grading.Policy.CONFIRMED, decided=decided, **told)
    assert (grading.awaits, grading.is_passed, grading.regraded) == ("", passed, [])
    assert ("quiz" in completed_slots(attempt.enrolment)) == passed
    later = services.settle(policy=Grading.Policy.NEW_KEY, questions=["question-0"], **told)
    assert (later.is_passed, later.decided) == (passed, decided)


@pytest.mark.usefixtures("published")
def test_a_fail_by_the_marks_waits_for_nobody(learner: User) -> None:
    attempt = again(take(learner, must_course()))
    grading = hand_in(public_id=attempt.public_id, by=learner, at=NOW)
    assert (grading.awaits, grading.is_passed) == ("", False)


def republished(release: Release, correct: str) -> Release:
    """The next release, in which another option of the first question is right."""
    draft = course_draft(quiz_draft(questions=2, preset="assessment"), questions=2)
    first, *others = draft.questions
    mended = replace(first, definition={"options": ["right", "wrong"], "correct": correct})
    course = make_course(replace(draft, questions=(mended, *others)))
    return publish(candidate=compile_candidate(course=course, by=None, at=NOW), by=None, at=NOW)


@pytest.mark.parametrize(
    ("policy", "right_first", "marks"),
    [
        ("full_credit", False, 10_000),
        ("full_credit", True, 10_000),
        ("best_of_both", True, 10_000),
        ("best_of_both", False, 10_000),
        ("new_key", True, 0),
        ("new_key", False, 10_000),
    ],
)
def test_a_regrade_judges_only_what_it_names(
    policy: str, right_first: bool, marks: int, learner: User, trainer: User
) -> None:
    attempt = quiz(learner, preset="assessment")
    place = attempt.question_uids.index("question-0") + 1
    answer(attempt, place, RIGHT if right_first else WRONG)
    hand_in(public_id=attempt.public_id, by=learner, at=NOW)
    release = republished(attempt.release, "wrong")
    attempt.refresh_from_db()
    told: dict[str, Any] = {
        "attempt": attempt,
        "policy": policy,
        "release": release,
        "questions": ["question-0"],
    }
    foreseen = services.weigh(**told)
    assert Grading.objects.count() == 1
    grading = services.settle(**told, by=trainer, at=LATER)
    assert grading.marks == foreseen.marks == {"question-0": marks, "question-1": 0}
    assert (grading.number, grading.release) == (2, release)
    attempt.refresh_from_db()
    assert attempt.current_grading == grading


def test_a_regrade_may_complete_and_never_takes_away(learner: User, trainer: User) -> None:
    attempt = quiz(learner, preset="assessment", shuffle=False)
    finish(attempt, right=1)
    release = republished(attempt.release, "wrong")
    told = {"attempt": attempt, "by": trainer, "at": LATER}
    services.settle(policy=Grading.Policy.FULL_CREDIT, **told)
    attempt.enrolment.refresh_from_db()
    assert attempt.enrolment.state == Enrolment.State.PASSED
    assert CompletionEvent.objects.get().cause == CompletionEvent.Cause.REGRADED
    lost = services.settle(policy=Grading.Policy.NEW_KEY, release=release, **told)
    attempt.enrolment.refresh_from_db()
    assert (lost.is_passed, attempt.enrolment.state) == (False, Enrolment.State.PASSED)


def test_an_open_attempt_is_not_settled(learner: User, trainer: User) -> None:
    attempt = quiz(learner, preset="assessment")
    with pytest.raises(AttemptStillOpen):
        services.settle(attempt=attempt, policy=Grading.Policy.NEW_KEY, by=trainer, at=NOW)


def test_a_late_answer_counts_once_it_is_accepted(learner: User, trainer: User) -> None:
    attempt = quiz(learner, preset="assessment")
    finish(attempt, right=1)
    answer(attempt, 2, RIGHT, at=LATER)
    late = Step.objects.get(is_late=True)
    other = Step.objects.filter(is_late=False).first()
    assert other
    with pytest.raises(NotLate):
        services.accept_late(attempt=attempt, step=other, by=trainer, at=LATER)
    grading = services.accept_late(attempt=attempt, step=late, by=trainer, at=LATER)
    assert (grading.policy, grading.total, grading.is_passed) == ("late", 20_000, True)
    assert Response.objects.get(step=late).answer == RIGHT
    assert check() == "1 attempt, as it was\n"


def check(**options: Any) -> str:
    told = io.StringIO()
    call_command("regrade", "--check", stdout=told, **options)
    return told.getvalue()


def test_regrade_check_finds_what_differs_and_goes_on_where_it_ended(
    learner: User, trainer: User
) -> None:
    attempt = quiz(learner, preset="practice", tries=3, penalty=10)
    answer(attempt, 1, WRONG, is_check=True)
    finish(attempt, right=2)
    release = republished(attempt.release, "wrong")
    told = {"attempt": attempt, "by": trainer, "at": LATER, "release": release}
    for policy in (Grading.Policy.NEW_KEY, Grading.Policy.BEST_OF_BOTH):
        services.settle(policy=policy, questions=["question-0"], **told)
    assert check() == "1 attempt, as it was\n"
    assert check(after=attempt.pk) == check(since=LATER) == "0 attempts, all as they were\n"
    Response.objects.filter(question_uid="question-1").update(answer=WRONG)
    with pytest.raises(CommandError, match="1 of 1 attempt differs"):
        check()


def test_certainty_is_kept_and_changes_no_mark(learner: User) -> None:
    attempt = quiz(learner, preset="practice", certainty=True)
    answer(attempt, 1, RIGHT, sure="3")
    answer(attempt, 2, WRONG, sure=3)
    assert set(Response.objects.values_list("certainty", flat=True)) == {3}
    grading = hand_in(public_id=attempt.public_id, by=learner, at=NOW)
    assert sorted(grading.marks.values()) == [0, 10_000]


def test_how_sure_an_answer_is_stands_from_the_check_on(learner: User) -> None:
    attempt = quiz(learner, preset="practice", certainty=True)
    kept = Response.objects.filter(question_uid=attempt.question_uids[0])
    answer(attempt, 1, WRONG, sure=1)
    early = Save.of(1, 1, WRONG, certainty=1)
    answer(attempt, 1, WRONG, sure=3, is_check=True)
    answer(attempt, 1, WRONG, sure=2)
    assert kept.get().certainty == 3
    answer(attempt, 1, RIGHT, sure=1, is_check=True)
    assert (kept.get().answer, kept.get().certainty) == (RIGHT, 3)
    told = {"public_id": attempt.public_id, "by": learner, "tab": uuid.UUID(int=1), "at": NOW}
    report = save_answers(**told, saves=[early])
    assert [one.status for one in report.saved] == ["repeated"]
    assert kept.get().answer == RIGHT
    # Whoever checked without saying it has nothing to say afterwards.
    answer(attempt, 2, WRONG, is_check=True)
    answer(attempt, 2, WRONG, sure=2)
    assert Response.objects.get(question_uid=attempt.question_uids[1]).certainty is None


@pytest.mark.parametrize("sure", ["0", "4", "-1", "NaN", "3.0", "٣", "1" * 400, ["1"], {}, True])
def test_a_certainty_that_is_none_is_refused_with_the_answer(sure: object, learner: User) -> None:
    attempt = quiz(learner, preset="practice", certainty=True)
    with pytest.raises(AnswerRefused):
        answer(attempt, 1, RIGHT, sure=sure)
    assert Step.objects.count() == 0


def test_an_assessment_asks_nobody_how_sure_they_are(learner: User) -> None:
    attempt = quiz(learner, preset="assessment")
    with pytest.raises(AnswerRefused):
        answer(attempt, 1, RIGHT, sure="1")
    assert Step.objects.count() == 0


def test_a_calibration_closes_and_is_closed_by_the_sweep(learner: User) -> None:
    attempt = quiz(learner, preset="calibration", closes_on="2026-11-30")
    assert attempt.due_at is not None
    assert services.close_overdue(attempt=attempt, at=attempt.due_at) is None
    after = attempt.due_at + dt.timedelta(minutes=1)
    assert services.close_overdue(attempt=attempt, at=after) is not None
    with pytest.raises(LessonClosed):
        again(attempt.enrolment, at=after)


def test_a_longer_grace_is_kept_by_saves_and_by_the_sweep(learner: User) -> None:
    attempt = quiz(learner, preset="assessment", time_limit_minutes=10, grace_seconds=120)
    assert attempt.due_at is not None
    in_grace = attempt.due_at + dt.timedelta(seconds=110)
    answer(attempt, 1, RIGHT, at=in_grace)
    assert not Step.objects.get().is_late
    assert services.close_overdue(attempt=attempt, at=in_grace) is None
    after = attempt.due_at + dt.timedelta(seconds=121)
    assert services.close_overdue(attempt=attempt, at=after) is not None


@pytest.fixture
def tested_out(published: Release, learner: User) -> Enrolment:
    """A course whose quiz may be taken first: it covers one clause of two."""
    covered = ("house/FEE-1.1",)
    lessons = (
        lesson_draft("intro"),
        lesson_draft("covered", covers=covered),
        lesson_draft("other", covers=("house/FEE-1.2",)),
        replace(quiz_draft(questions=2, preset="assessment", test_out=True), covers=covered),
        lesson_draft("attest", "attestation"),
    )
    draft = course_draft(*lessons, slug="out", code="OUT-1", questions=2)
    module = draft.modules[0]
    slots = tuple(
        replace(slot, after=("covered",)) if slot.uid == "quiz" else slot for slot in module.slots
    )
    return take(learner, make_release(replace(draft, modules=(replace(module, slots=slots),))))


def test_testing_out_completes_what_the_quiz_covers(tested_out: Enrolment) -> None:
    finish(again(tested_out), right=2)
    assert completed_slots(tested_out) == {"intro", "covered", "quiz"}
    causes = dict(CompletionEvent.objects.values_list("slot_uid", "cause"))
    assert causes == {"intro": "tested_out", "covered": "tested_out", "quiz": "handed_in"}
    for uid in ("other", "attest"):
        cause = CompletionEvent.Cause.READ
        record_completion(enrolment=tested_out, slot_uid=uid, cause=cause, at=NOW)
    tested_out.refresh_from_db()
    assert tested_out.state == Enrolment.State.PASSED


def test_failing_to_test_out_costs_nothing_but_the_attempt(tested_out: Enrolment) -> None:
    finish(again(tested_out), right=1)
    assert completed_slots(tested_out) == frozenset()


def test_marks_for_review_are_kept_with_the_attempt(learner: User) -> None:
    attempt = quiz(learner, preset="assessment")
    told = {"public_id": attempt.public_id, "by": learner}
    answer(attempt, 1, RIGHT, flag=True)
    services.mark_for_review(**told, question=2, flag=True)
    attempt.refresh_from_db()
    assert sorted(attempt.flags) == sorted(attempt.question_uids)
    answer(attempt, 1, RIGHT, flag=False)
    attempt.refresh_from_db()
    assert attempt.flags == [attempt.question_uids[1]]
    with pytest.raises(NotDrawn):
        services.mark_for_review(**told, question="nowhere", flag=True)
    hand_in(public_id=attempt.public_id, by=learner, at=NOW)
    services.mark_for_review(**told, question=1, flag=True)
    attempt.refresh_from_db()
    assert attempt.flags == [attempt.question_uids[1]]


def test_context_that_a_question_does_not_have_is_refused(learner: User) -> None:
    attempt = quiz(learner, preset="assessment")
    with pytest.raises(NotDrawn):
        services.note_opened(
            public_id=attempt.public_id, by=learner, question=1, keys=["thread"], at=NOW
        )
    assert ContextOpening.objects.count() == 0

"""What people decided goes with the record; what they wrote goes with the answers."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.services import erase_person
from courses.assessment.models import (
    Attempt,
    Contest,
    FailConfirmation,
    LateDecision,
    Marking,
    MarkingTurn,
    Step,
)
from courses.assessment.services.judging.confirming import decide_fail
from courses.assessment.services.judging.contesting import decide_contest, open_contest
from courses.assessment.services.judging.late import decide_late
from courses.assessment.services.judging.marking import claim_next, mark_turn
from courses.retention.services import delete_lapsed
from courses.rollout import services as rollout
from courses.rollout.models import Run, RunItem
from courses.rollout.services import Order
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    duty_course,
    essay_course,
    mend_key,
    missing_the_duty,
    with_essay,
)

TABLES = (Contest, Marking, MarkingTurn, FailConfirmation, LateDecision, RunItem)


@pytest.fixture
def judged(units: SimpleNamespace, trainer: User) -> list[Attempt]:
    """Two attempts with everything that a person can decide about them."""
    essays = essay_course(units.north, slug="essays").course
    essay = with_essay(essays, units.north_team)
    turn = claim_next(course=essays, by=trainer, at=NOW)
    levels = {"rule": "full", "reason": "full"}
    mark_turn(turn=turn, levels=levels, comment="Said.", by=trainer, at=NOW)

    course = duty_course(units.north).course
    missed = missing_the_duty(course, units.north_team)
    answer(missed, "question-0", {"option": "right"}, sequence=9)
    decide_late(step=Step.objects.latest("pk"), is_accepted=False, note="No.", by=trainer, at=NOW)
    row = FailConfirmation.objects.get()
    decide_fail(confirmation=row, decided="let_pass", reason="Said.", by=trainer, at=NOW)
    contest = open_contest(
        public_id=missed.public_id,
        question_uid="question-0",
        reason="Said.",
        by=missed.enrolment.user,
        at=NOW,
    )
    decide_contest(contest=contest, is_upheld=True, answer="Said.", by=trainer, at=NOW)
    mend_key(course, "question-0")
    run = rollout.request_preview(
        course=course, order=Order("quiz", (), (1,), 2, "new_key"), by=trainer, at=NOW
    )
    rollout.go_on(run_id=run.pk)
    assert all(model.objects.count() == 1 for model in TABLES)
    return [essay, missed]


def test_words_go_with_the_answers_and_what_was_decided_stays(judged: list[Attempt]) -> None:
    delete_lapsed(at=NOW + timedelta(days=740))
    contest = Contest.objects.get()
    assert (contest.reason, contest.answer, contest.state) == ("", "", "upheld")
    assert (Marking.objects.get().comment, len(Marking.objects.get().levels)) == ("", 2)
    confirmation = FailConfirmation.objects.get()
    assert (confirmation.reason, confirmation.state) == ("", "let_pass")
    assert not LateDecision.objects.exists()


def test_all_goes_with_the_record_of_an_erased_person(
    judged: list[Attempt], admin_person: User
) -> None:
    for attempt in judged:
        erase_person(person=attempt.enrolment.user, by=admin_person, at=timezone.now())
    delete_lapsed(at=timezone.now() + timedelta(days=73 * 31))
    assert [model.objects.count() for model in TABLES] == [0] * len(TABLES)
    assert not Attempt.objects.exists()
    assert Run.objects.count() == 1

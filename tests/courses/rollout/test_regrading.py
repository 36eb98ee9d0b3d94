"""Regrading: three policies, a preview that writes nothing, and an end that no kill changes."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Notice, Role, User
from courses.assessment.contests import to_regrade
from courses.assessment.models import Attempt, Grading
from courses.assessment.services.judging.contesting import decide_contest, open_contest
from courses.assessment.services.judging.marking import claim_next, mark_turn
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from courses.rollout import services
from courses.rollout.errors import NotReady
from courses.rollout.models import Run
from courses.rollout.selectors import (
    Changes,
    changes_of,
    differences,
    people_seen_as_trainer,
    run_of,
    runs_of,
)
from courses.rollout.services import Order, running
from courses.rollout.services.regrading import PREVIEW_HOLDS, Regrade
from tests.courses.assessment.judging.courses import (
    NOW,
    begun,
    choice_course,
    essay_course,
    handed_in,
    marker_of,
    mend_key,
    with_essay,
)
from tests.factories.accounts import RoleGrantFactory, UserFactory

RIGHT, WRONG = {"option": "right"}, {"option": "wrong"}


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return choice_course(units.north).course


@pytest.fixture
def people(course: Course, units: SimpleNamespace) -> SimpleNamespace:
    """Three at North and one at South, before the key of question-1 turns out to be wrong.

    keeper has what the old key asks, gainer what the new one asks; both has neither.
    """
    return SimpleNamespace(
        keeper=handed_in(course, units.north_team, {"question-0": RIGHT, "question-1": RIGHT}),
        gainer=handed_in(course, units.north_team, {"question-0": RIGHT, "question-1": WRONG}),
        neither=handed_in(course, units.north_team, {"question-0": WRONG}),
        south=handed_in(course, units.south_team, {"question-0": RIGHT, "question-1": WRONG}),
        going=begun(course, units.north_team),
    )


@pytest.fixture
def mended(people: SimpleNamespace, course: Course) -> Release:
    return mend_key(course, "question-1")


def order_of(policy: str, **changed: Any) -> Order:
    values = {
        "lesson": "quiz",
        "questions": ("question-1",),
        "releases": (1,),
        "key_release": 2,
        "policy": policy,
    }
    return Order(**{**values, **changed})


def previewed(course: Course, by: User, policy: str = "best_of_both", **changed: Any) -> Run:
    run = services.request_preview(
        course=course, order=order_of(policy, **changed), by=by, at=timezone.now()
    )
    services.go_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def regraded(course: Course, by: User, policy: str = "best_of_both", **changed: Any) -> Run:
    preview = previewed(course, by, policy, **changed)
    run = services.confirm_regrade(preview=preview, by=by, at=timezone.now())
    services.go_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def total(attempt: Attempt) -> tuple[int, bool | None]:
    attempt.refresh_from_db()
    grading = Grading.objects.get(pk=attempt.current_grading_id)
    return grading.total, grading.is_passed


def totals(people: SimpleNamespace) -> dict[str, tuple[int, bool | None]]:
    return {name: total(getattr(people, name)) for name in ("keeper", "gainer", "neither", "south")}


BEFORE = {
    "keeper": (20_000, True),
    "gainer": (10_000, False),
    "neither": (0, False),
    "south": (10_000, False),
}
AFTER = {
    "best_of_both": {**BEFORE, "gainer": (20_000, True), "south": (20_000, True)},
    "new_key": {
        **BEFORE,
        "keeper": (10_000, False),
        "gainer": (20_000, True),
        "south": (20_000, True),
    },
    "full_credit": {
        "keeper": (20_000, True),
        "gainer": (20_000, True),
        "neither": (10_000, False),
        "south": (20_000, True),
    },
}


@pytest.mark.parametrize("policy", AFTER)
def test_a_policy_changes_what_it_names(
    policy: str, people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    run = regraded(course, trainer, policy)
    assert totals(people) == AFTER[policy]
    assert (run.state, run.items_total, run.items_done) == ("done", 4, 4)
    for name in BEFORE:
        attempt = getattr(people, name)
        newest = attempt.gradings.get(number=2)
        assert (newest.policy, newest.release, newest.graded_by) == (policy, mended, trainer)
        assert attempt.gradings.get(number=1).total == BEFORE[name][0]
    assert people.going.gradings.count() == 0


@pytest.mark.parametrize("policy", AFTER)
def test_a_preview_shows_the_same_and_writes_nothing(
    policy: str, people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    preview = previewed(course, trainer, policy)
    assert totals(people) == BEFORE
    assert Grading.objects.count() == 4
    shown = {item.outcome["attempt"]: item.outcome for item in preview.items.all()}
    for name, (marks, is_passed) in AFTER[policy].items():
        outcome = shown[str(getattr(people, name).public_id)]
        assert (outcome["before"], outcome["was"]) == BEFORE[name]
        assert (outcome["after"], outcome["now"]) == (marks, is_passed)
    assert not Notice.objects.filter(kind="result.regraded").exists()


def test_a_result_that_is_passed_now_gives_the_certificate(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    gainer = people.gainer.enrolment
    assert not Certificate.objects.filter(enrolment=gainer).exists()
    regraded(course, trainer)
    assert Enrolment.objects.get(pk=gainer.pk).state == Enrolment.State.PASSED
    certificate = Certificate.objects.get(enrolment=gainer)
    assert certificate.release.number == 1


def test_nothing_that_was_passed_is_taken_away(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    keeper = people.keeper.enrolment
    certificate = Certificate.objects.get(enrolment=keeper)
    regraded(course, trainer, "new_key")
    assert total(people.keeper) == (10_000, False)
    assert Enrolment.objects.get(pk=keeper.pk).state == Enrolment.State.PASSED
    assert Certificate.objects.get(enrolment=keeper) == certificate
    assert keeper.slot_progress.get(slot_uid="quiz").state == "completed"


def test_those_whose_result_is_another_are_told_once(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    regraded(course, trainer, "new_key")
    told = {
        notice.person_id: notice.payload["change"]
        for notice in Notice.objects.filter(kind="result.regraded")
    }
    assert told == {
        people.keeper.enrolment.user_id: "down",
        people.gainer.enrolment.user_id: "up",
        people.south.enrolment.user_id: "up",
    }
    assert Notice.objects.filter(kind="result.regraded").count() == 3


def test_running_it_again_gives_the_same_marks_and_tells_nobody(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    regraded(course, trainer)
    Notice.objects.all().delete()
    regraded(course, trainer)
    assert totals(people) == AFTER["best_of_both"]
    assert not Notice.objects.exists()


class Killed(BaseException):
    """What a worker does not survive."""


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_worker_killed_in_the_middle_ends_in_the_same_state(
    nth: int,
    people: SimpleNamespace,
    mended: Release,
    course: Course,
    trainer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed after the grading, the certificate and the notice were written, before the mark."""
    preview = previewed(course, trainer, "new_key")
    run = services.confirm_regrade(preview=preview, by=trainer, at=timezone.now())
    acted: list[int] = []
    act = Regrade.act

    def killing(self: Regrade, *args: Any, **kwargs: Any) -> dict[str, Any]:
        outcome = act(self, *args, **kwargs)
        acted.append(1)
        if len(acted) == nth:
            raise Killed
        return outcome

    monkeypatch.setattr(Regrade, "act", killing)
    with pytest.raises(Killed):
        services.go_on(run_id=run.pk)
    assert run.items.filter(state="done").count() == nth - 1

    services.go_on(run_id=run.pk)

    run.refresh_from_db()
    assert (run.state, run.items_done) == ("done", 4)
    assert totals(people) == AFTER["new_key"]
    assert Grading.objects.count() == 8
    assert Notice.objects.filter(kind="result.regraded").count() == 3
    assert Certificate.objects.count() == 3


def test_between_batches_it_goes_on_in_another_worker(
    people: SimpleNamespace,
    mended: Release,
    course: Course,
    trainer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "LIST_BATCH", 2)
    monkeypatch.setattr(running, "ITEM_BATCH", 1)
    preview = services.request_preview(
        course=course, order=order_of("new_key"), by=trainer, at=timezone.now()
    )
    while services.go_on(run_id=preview.pk, seconds=0):
        pass
    preview.refresh_from_db()
    run = services.confirm_regrade(preview=preview, by=trainer, at=timezone.now())
    slices = 0
    while services.go_on(run_id=run.pk, seconds=0):
        slices += 1
    assert slices >= 6
    assert totals(people) == AFTER["new_key"]
    assert Grading.objects.count() == 8


def test_only_those_who_drew_the_question_are_met(
    units: SimpleNamespace, trainer: User, people: SimpleNamespace, mended: Release, course: Course
) -> None:
    drawn = people.neither.drawn
    Attempt.objects.filter(pk=people.neither.pk).update(drawn=[drawn[0]])
    preview = previewed(course, trainer)
    assert preview.items_total == 3
    everybody = previewed(course, trainer, questions=())
    assert everybody.items_total == 4


def test_answers_that_are_gone_are_counted_and_left(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    Attempt.objects.filter(pk=people.gainer.pk).update(answers_deleted_at=NOW)
    run = regraded(course, trainer)
    assert total(people.gainer) == (10_000, False)
    failed = run.items.get(state="failed")
    assert failed.outcome == {"why": "AnswersNotKept"}


def test_markings_survive_a_regrade(units: SimpleNamespace, trainer: User) -> None:
    course = essay_course(units.north, slug="essays").course
    attempt = with_essay(course, units.north_team)
    marker = marker_of(course)
    turn = claim_next(course=course, by=marker, at=NOW)
    levels = {"rule": "full", "reason": "full"}
    mark_turn(turn=turn, levels=levels, comment="", by=marker, at=NOW)
    mend_key(course, "question-0")
    regraded(course, trainer, "new_key", questions=())
    attempt.refresh_from_db()
    grading = Grading.objects.get(pk=attempt.current_grading_id)
    assert (grading.marks, grading.awaits) == ({"question-0": 0, "essay": 10_000}, "")


def test_who_was_withdrawn_is_graded_and_completes_nothing(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    Enrolment.objects.filter(pk=people.gainer.enrolment_id).update(
        state=Enrolment.State.WITHDRAWN, ended_at=NOW
    )
    run = regraded(course, trainer)
    assert total(people.gainer) == (20_000, True)
    assert Enrolment.objects.get(pk=people.gainer.enrolment_id).state == "withdrawn"
    assert not run.items.filter(state="failed").exists()


def test_an_upheld_contest_waits_until_its_result_is_graded_anew(
    people: SimpleNamespace, course: Course, trainer: User
) -> None:
    contest = open_contest(
        public_id=people.gainer.public_id,
        question_uid="question-1",
        reason="The other one.",
        by=people.gainer.enrolment.user,
        at=NOW,
    )
    decide_contest(
        contest=contest, is_upheld=True, answer="Yes.", by=trainer, at=NOW + timedelta(hours=1)
    )
    mend_key(course, "question-1")
    assert list(to_regrade(trainer, course)) == [contest]
    regraded(course, trainer)
    assert list(to_regrade(trainer, course)) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"releases": ()},
        {"key_release": 1},
        {"releases": (1, 2)},
        {"policy": "first"},
        {"policy": "made-up"},
    ],
)
def test_an_order_that_makes_no_sense_is_refused(
    changed: dict[str, Any], course: Course, mended: Release, trainer: User
) -> None:
    values = {"policy": "new_key", **changed}
    with pytest.raises(NotReady):
        services.request_preview(course=course, order=order_of(**values), by=trainer, at=NOW)
    assert not Run.objects.exists()


def test_only_a_finished_preview_of_today_is_confirmed(
    course: Course, mended: Release, trainer: User
) -> None:
    now = timezone.now()
    preview = services.request_preview(course=course, order=order_of("new_key"), by=trainer, at=now)
    with pytest.raises(NotReady):
        services.confirm_regrade(preview=preview, by=trainer, at=now)
    services.go_on(run_id=preview.pk)
    preview.refresh_from_db()
    with pytest.raises(NotReady):
        services.confirm_regrade(
            preview=preview, by=trainer, at=now + PREVIEW_HOLDS + timedelta(minutes=1)
        )
    run = services.confirm_regrade(preview=preview, by=trainer, at=timezone.now())
    assert run.parameters == {**preview.parameters, "preview": str(preview.public_id)}
    services.go_on(run_id=run.pk)
    run.refresh_from_db()
    with pytest.raises(NotReady):
        services.confirm_regrade(preview=run, by=trainer, at=timezone.now())


def test_single_differences_are_of_people_below_ones_units(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    preview = previewed(course, trainer)
    seen = people_seen_as_trainer(trainer)
    assert [item.outcome["attempt"] for item in differences(preview, seen)] == [
        str(people.gainer.public_id)
    ]
    assert changes_of(preview, seen, seen=True) == Changes(3, 1, 0, 2, 1, 0, 0)
    assert changes_of(preview, seen, seen=False) == Changes(1, 1, 0, 0, 1, 0, 0)


def test_an_author_who_is_trainer_nowhere_sees_numbers_alone(
    people: SimpleNamespace, mended: Release, course: Course, trainer: User
) -> None:
    preview = previewed(course, trainer)
    author = UserFactory()
    seen = people_seen_as_trainer(author)
    assert list(differences(preview, seen)) == []
    assert changes_of(preview, seen, seen=False).total == 4


def test_a_trainer_at_the_top_sees_all(
    people: SimpleNamespace, mended: Release, course: Course, units: SimpleNamespace
) -> None:
    top = UserFactory(unit=units.client)
    RoleGrantFactory(user=top, unit=units.client, role=Role.TRAINER)
    preview = previewed(course, top)
    assert len(differences(preview, people_seen_as_trainer(top))) == 2


def test_runs_are_found_by_course(course: Course, mended: Release, trainer: User) -> None:
    run = regraded(course, trainer)
    assert [row.kind for row in runs_of(course, "regrade", "regrade_preview")] == [
        "regrade",
        "regrade_preview",
    ]
    assert run_of(course, run.public_id, "regrade") == run
    assert run_of(course, run.public_id, "move") is None
    assert run_of(course, uuid.uuid4(), "regrade") is None

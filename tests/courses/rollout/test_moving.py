"""Moving people: by uid and digest, never under an open attempt, to the same end after a kill."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Notice, User
from accounts.words import words_for
from courses.assessment.models import Attempt, Grading
from courses.assessment.selectors import attempts_at
from courses.assessment.services import start_attempt
from courses.catalogue.models import Course
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.progress.models import CompletionEvent
from courses.releases.models import Release
from courses.releases.services import withdraw
from courses.rollout import services, tasks
from courses.rollout.errors import NotReady
from courses.rollout.models import Run
from courses.rollout.services import MoveOrder, running
from courses.rollout.services.moving import Move
from tests.courses.rollout.courses import (
    RIGHT,
    WRONG,
    a_quiz,
    begin,
    close,
    do,
    outline,
    published,
    reading,
    standing,
    taking,
)
from tests.factories.catalogue import NOW

DONE, GOING = "completed", "in_progress"


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return published(units.north).course


@pytest.fixture
def second(course: Course, units: SimpleNamespace, people: SimpleNamespace) -> Release:
    """Another text in `intro`, no `outro`, and a new `more`; the quiz says the same."""
    draft = outline(reading("intro", "Another text."), a_quiz(), reading("more"))
    return published(units.north, draft)


@pytest.fixture
def people(course: Course, units: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        none=taking(course, units.north_team),
        intro=taking(course, units.north_team, "intro"),
        quiz=taking(course, units.south_team, "intro", "quiz"),
        passed=taking(course, units.north_team, "intro", "quiz", "outro"),
    )


def moved(course: Course, by: User, **changed: Any) -> Run:
    order = MoveOrder(**{"to": 2, "releases": (1,), **changed})
    run = services.request_move(course=course, order=order, by=by, at=timezone.now())
    services.go_on(run_id=run.pk)
    run.refresh_from_db()
    return run


def results(run: Run) -> list[str]:
    return [
        str(outcome.get("result") or outcome.get("why"))
        for outcome in run.items.order_by("pk").values_list("outcome", flat=True)
    ]


AFTER = {
    "none": (2, "open", {}),
    "intro": (2, "open", {"intro": GOING}),
    "quiz": (2, "open", {"intro": GOING, "quiz": DONE}),
    "passed": (1, "passed", {"intro": DONE, "outro": DONE, "quiz": DONE}),
}


def all_standing(people: SimpleNamespace) -> dict[str, Any]:
    return {name: standing(one) for name, one in vars(people).items()}


def test_what_says_the_same_carries_over_and_what_is_another_is_done_again(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    run = moved(course, trainer)
    assert all_standing(people) == AFTER
    assert (run.state, results(run)) == ("done", ["moved"] * 3)
    carried = CompletionEvent.objects.filter(cause="carried_over")
    assert list(carried.values_list("enrolment", "release__number", "slot_uid")) == [
        (people.quiz.pk, 2, "quiz")
    ]
    # Nothing that was is gone.
    assert CompletionEvent.objects.filter(release__number=1).count() == 6
    assert Certificate.objects.get().enrolment == people.passed


def test_each_is_told_what_to_do_again_and_what_is_new(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    moved(course, trainer)
    told = {row.person_id: row.payload for row in Notice.objects.filter(kind="course_moved")}
    again = {person: [one["en"] for one in payload["again"]] for person, payload in told.items()}
    assert again == {
        people.none.user_id: [],
        people.intro.user_id: ["Title of intro"],
        people.quiz.user_id: ["Title of intro"],
    }
    assert told[people.none.user_id]["added"] == [{"en": "Title of more"}]
    # Who had done nothing that changed is not told of "everything else".
    said = {person: words_for("course_moved", one).text for person, one in told.items()}
    assert said[people.none.user_id].endswith("What you had done stays done.")
    assert said[people.intro.user_id].endswith("Everything else that you had done stays done.")
    entries = AuditEntry.objects.filter(action="enrolment.moved", by=str(trainer.public_id))
    assert [(row.old["release"], row.new["release"]) for row in entries] == [(1, 2)] * 3


def test_an_equivalent_counts_as_done_and_the_course_can_be_passed_by_it(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    do(people.intro, "outro")
    moved(course, trainer, equivalents={"intro": "intro", "more": "outro"})
    assert standing(people.quiz)[2] == {"intro": DONE, "quiz": DONE}
    assert standing(people.intro)[2] == {"intro": DONE, "more": DONE, "outro": GOING}
    do(Enrolment.objects.select_related("release", "user").get(pk=people.intro.pk), "quiz")
    assert standing(people.intro)[:2] == (2, "passed")
    assert Certificate.objects.get(enrolment=people.intro).release == second


def test_who_has_nothing_left_has_passed_the_newer_release(
    people: SimpleNamespace, course: Course, units: SimpleNamespace, trainer: User
) -> None:
    shorter = published(units.north, outline(reading("intro"), a_quiz()))
    moved(course, trainer)
    assert standing(people.quiz)[:2] == (2, "passed")
    assert Certificate.objects.get(enrolment=people.quiz).release == shorter
    assert standing(people.intro)[:2] == (2, "open")


def test_nobody_is_moved_while_an_attempt_is_open_and_the_sweep_makes_it_good(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    attempt = begin(people.intro)
    run = moved(course, trainer)
    assert (run.state, results(run)) == ("done", ["moved", "attempt_open", "moved"])
    assert standing(people.intro)[0] == 1
    tasks.go_on_with_held()
    assert standing(people.intro)[0] == 1

    close(attempt, RIGHT)
    tasks.go_on_with_held()

    assert standing(people.intro) == AFTER["quiz"]
    assert results(run) == ["moved"] * 3
    tasks.go_on_with_held()
    assert Notice.objects.filter(kind="course_moved", person=people.intro.user).count() == 1


def test_a_result_that_waits_for_a_person_is_waited_for(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    attempt = begin(people.intro)
    close(attempt, WRONG)
    Grading.objects.filter(attempt=attempt)  # append-only: the wait is made on a grading of its own
    attempt.refresh_from_db()
    waits = Grading.objects.create(
        **{
            field.attname: getattr(attempt.current_grading, field.attname)
            for field in Grading._meta.concrete_fields
            if field.attname not in ("id", "number", "awaits", "is_passed")
        },
        number=2,
        awaits="marking",
        is_passed=None,
    )
    Attempt.objects.filter(pk=attempt.pk).update(current_grading=waits)
    assert results(moved(course, trainer)) == ["moved", "attempt_open", "moved"]
    Attempt.objects.filter(pk=attempt.pk).update(current_grading=attempt.current_grading)
    services.go_on_with_held()
    assert standing(people.intro)[0] == 2


class Killed(BaseException):
    """What a worker does not survive."""


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_worker_killed_in_the_middle_ends_in_the_same_state(
    nth: int,
    people: SimpleNamespace,
    second: Release,
    course: Course,
    trainer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Killed after the person was moved and told, before the item was marked."""
    acted: list[int] = []
    act = Move.act

    def killing(self: Move, *args: Any, **kwargs: Any) -> dict[str, Any]:
        outcome = act(self, *args, **kwargs)
        acted.append(1)
        if len(acted) == nth:
            raise Killed
        return outcome

    monkeypatch.setattr(Move, "act", killing)
    order = MoveOrder(to=2, releases=(1,))
    run = services.request_move(course=course, order=order, by=trainer, at=timezone.now())
    with pytest.raises(Killed):
        services.go_on(run_id=run.pk)
    assert run.items.filter(state="done").count() == nth - 1

    services.go_on(run_id=run.pk)

    assert all_standing(people) == AFTER
    assert Notice.objects.filter(kind="course_moved").count() == 3
    assert AuditEntry.objects.filter(action="enrolment.moved").count() == 3


def test_two_runs_at_once_move_each_once_and_the_later_target_wins(
    people: SimpleNamespace,
    second: Release,
    course: Course,
    units: SimpleNamespace,
    trainer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "ITEM_BATCH", 1)
    attempt = begin(people.intro)
    order = MoveOrder(to=2, releases=(1,))
    first = services.request_move(course=course, order=order, by=trainer, at=timezone.now())
    while first.items.exclude(state="waiting").count() < 2:
        services.go_on(run_id=first.pk, seconds=0)
    published(units.north, outline(reading("intro"), a_quiz(), reading("more", "Other.")))

    later = moved(course, trainer, to=3, releases=(1, 2))
    services.go_on(run_id=first.pk)

    first.refresh_from_db()
    assert first.state == "stopped"
    assert results(first) == ["moved", "superseded", "None"]
    assert results(later) == ["moved", "attempt_open", "moved"]
    close(attempt, RIGHT)
    services.go_on_with_held()
    assert [standing(one)[0] for one in vars(people).values()] == [3, 3, 3, 1]
    # The first text is back, so whoever has read it and had not been moved from it has done it.
    assert standing(people.quiz)[2] == {"intro": DONE, "quiz": DONE}


def test_two_workers_at_one_item_move_the_person_once(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    order = MoveOrder(to=2, releases=(1,))
    run = services.request_move(course=course, order=order, by=trainer, at=timezone.now())
    services.go_on(run_id=run.pk, seconds=0)
    item = run.items.order_by("pk").first()
    assert item is not None
    running._do_one(run, item.pk)
    running._do_one(run, item.pk)
    assert Notice.objects.filter(kind="course_moved").count() == 1


def test_who_hands_in_during_the_move_keeps_what_was_earned(
    people: SimpleNamespace,
    second: Release,
    course: Course,
    trainer: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Between being listed and being met: handed in and, by that, passed on the old release."""
    do(people.intro, "outro")
    attempt = begin(people.intro)
    act = Move.act

    def handing_in(self: Move, run: Run, item: Any, **kwargs: Any) -> dict[str, Any]:
        if item.enrolment_id == people.intro.pk:
            close(attempt, RIGHT)
        return act(self, run, item, **kwargs)

    monkeypatch.setattr(Move, "act", handing_in)
    run = moved(course, trainer)
    assert results(run) == ["moved", "ended", "moved"]
    assert standing(people.intro)[:2] == (1, "passed")
    assert Certificate.objects.get(enrolment=people.intro).release.number == 1


def test_who_starts_an_attempt_with_a_page_from_before_starts_on_the_newer_release(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    stale = Enrolment.objects.select_related("release", "user").get(pk=people.intro.pk)
    moved(course, trainer)
    attempt = start_attempt(enrolment=stale, slot_uid="quiz", by=stale.user, at=NOW)
    assert attempt.release == second


def test_attempts_at_what_stood_there_before_count_no_more(
    people: SimpleNamespace, course: Course, units: SimpleNamespace, trainer: User
) -> None:
    """The one try is used up; the other quiz is another quiz. An old result changes nothing."""
    once = published(units.north, outline(reading("intro"), a_quiz(attempts=1), reading("outro")))
    person = taking(course, units.north_team, "intro", "outro")
    old = begin(person)
    close(old, WRONG)
    harder = a_quiz(attempts=1, draw=[{"questions": ["question-0", "question-1"]}])
    published(units.north, outline(reading("intro"), harder, reading("outro")))
    moved(course, trainer, to=3, releases=(once.number,))
    person = Enrolment.objects.select_related("release", "user").get(pk=person.pk)
    assert attempts_at(person, "quiz") == []

    old.refresh_from_db()
    services_settle(old)
    assert standing(person)[:2] == (3, "open")

    again = begin(person)
    assert again.number == 2
    assert attempts_at(person, "quiz") == [again]
    close(again, RIGHT)
    assert standing(person)[:2] == (3, "passed")


def services_settle(attempt: Attempt) -> None:
    from courses.assessment.services import settle

    settle(attempt=attempt, policy=Grading.Policy.FULL_CREDIT, by=None, at=NOW)
    attempt.refresh_from_db()
    assert attempt.current_grading is not None
    assert attempt.current_grading.is_passed


def test_whoever_lacks_the_language_stays_and_is_counted(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    Enrolment.objects.filter(pk=people.intro.pk).update(language="es")
    run = moved(course, trainer)
    assert results(run) == ["moved", "language_missing", "moved"]
    assert standing(people.intro)[0] == 1


def test_nobody_is_moved_to_what_was_withdrawn(
    people: SimpleNamespace, second: Release, course: Course, trainer: User
) -> None:
    order = MoveOrder(to=2, releases=(1,))
    run = services.request_move(course=course, order=order, by=trainer, at=timezone.now())
    withdraw(release=second, reason="Wrong.", by=trainer, at=NOW)
    services.go_on(run_id=run.pk)
    assert results(run) == ["withdrawn"] * 3
    with pytest.raises(NotReady):
        moved(course, trainer)


@pytest.mark.parametrize("changed", [{"releases": ()}, {"to": 1}, {"to": 9}, {"releases": (1, 2)}])
def test_an_order_that_makes_no_sense_is_refused(
    changed: dict[str, Any], second: Release, course: Course, trainer: User
) -> None:
    with pytest.raises(NotReady):
        moved(course, trainer, **changed)
    assert not Run.objects.exists()


def test_a_move_under_embargo_starts_when_that_has_ended(
    people: SimpleNamespace,
    second: Release,
    course: Course,
    trainer: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    now = timezone.now()
    order = MoveOrder(to=2, releases=(1,))
    later = now + timedelta(hours=1)
    run = services.request_move(course=course, order=order, by=trainer, at=now, starts_at=later)
    Run.objects.filter(pk=run.pk).update(beat_at=now - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_up_runs()
    services.go_on(run_id=run.pk)
    assert standing(people.intro)[0] == 1

    Run.objects.filter(pk=run.pk).update(starts_at=now)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_up_runs()
    assert all_standing(people) == AFTER

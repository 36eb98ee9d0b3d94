"""A run ends in the same state whatever became of its worker."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone

from accounts.models import AuditEntry, User
from courses.enrolment.models import Enrolment
from courses.rollout import kinds, services, tasks
from courses.rollout.errors import CannotAct, RunGoesOn
from courses.rollout.models import Run, RunItem
from courses.rollout.services import running
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import make_course

PEOPLE = 7


class Killed(BaseException):
    """What a worker does not survive."""


class Counting:
    """Meets every enrolment of a course; counts in the enrolment's language how often."""

    name = "counting"

    def __init__(self) -> None:
        self.before_acting: Callable[[RunItem], None] = lambda item: None
        self.before_finding: Callable[[int], None] = lambda after: None

    def find(self, run: Run, *, after: int, limit: int) -> kinds.Found:
        self.before_finding(after)
        rows = list(
            Enrolment.objects.filter(course=run.course, pk__gt=after).order_by("pk")[
                : min(limit, 3)
            ]
        )
        subjects = [kinds.Subject(str(row.pk), row.pk) for row in rows]
        return kinds.Found(subjects, rows[-1].pk if len(rows) == 3 else None)

    def act(self, run: Run, item: RunItem, *, at: Any) -> dict[str, Any]:
        row = Enrolment.objects.get(pk=item.enrolment_id)
        row.language += "x"
        row.save(update_fields=["language"])
        self.before_acting(item)
        return {"times": len(row.language)}


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setitem(kinds._kinds, counting.name, counting)
    return counting


@pytest.fixture
def run(kind: Counting, trainer: User) -> Run:
    now = timezone.now()
    course = make_course()
    for _number in range(PEOPLE):
        Enrolment.objects.create(user=UserFactory(), course=course, created_at=now)
    return services.request_run(kind="counting", course=course, parameters={}, by=trainer, at=now)


def state_of(run: Run) -> tuple[str, int, int, list[tuple[str, str, dict[str, Any]]], list[str]]:
    run.refresh_from_db()
    items = list(run.items.order_by("pk").values_list("subject", "state", "outcome"))
    languages = list(
        Enrolment.objects.filter(course=run.course)
        .order_by("pk")
        .values_list("language", flat=True)
    )
    return run.state, run.items_total, run.items_done, items, languages


def finished(run: Run) -> tuple[str, int, int, list[tuple[str, str, dict[str, Any]]], list[str]]:
    ids = Enrolment.objects.filter(course=run.course).order_by("pk").values_list("pk", flat=True)
    items = [(str(pk), "done", {"times": 1}) for pk in ids]
    return "done", PEOPLE, PEOPLE, items, ["x"] * PEOPLE


def test_a_run_meets_everybody_once_and_is_done(run: Run) -> None:
    assert services.go_on(run_id=run.pk) is False
    assert state_of(run) == finished(run)
    assert run.ended_at is not None


def test_a_run_that_is_done_or_gone_is_left_alone(run: Run) -> None:
    services.go_on(run_id=run.pk)
    assert services.go_on(run_id=run.pk) is False
    assert services.go_on(run_id=0) is False
    assert state_of(run) == finished(run)


def test_a_slice_ends_in_time_and_the_task_sends_the_next(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ITEM_BATCH", 2)
    slices = 0
    while services.go_on(run_id=run.pk, seconds=0):
        slices += 1
    # Three to list 3 + 3 + 1, four to do 2 + 2 + 2 + 1, and the last finds nothing.
    assert slices == 7
    assert state_of(run) == finished(run)


@pytest.mark.parametrize("nth", range(1, PEOPLE + 1))
def test_a_worker_killed_in_the_middle_of_any_item_spoils_nothing(
    run: Run, kind: Counting, nth: int
) -> None:
    met: list[int] = []

    def kill(item: RunItem) -> None:
        met.append(item.pk)
        if len(met) == nth:
            raise Killed

    kind.before_acting = kill
    with pytest.raises(Killed):
        services.go_on(run_id=run.pk)
    assert run.items.filter(state="done").count() == nth - 1

    services.go_on(run_id=run.pk)

    assert state_of(run) == finished(run)


@pytest.mark.parametrize("batch", [0, 1, 2])
def test_a_worker_killed_while_it_lists_spoils_nothing(
    run: Run, kind: Counting, batch: int
) -> None:
    found: list[int] = []

    def kill(after: int) -> None:
        found.append(after)
        if len(found) == batch + 1:
            raise Killed

    kind.before_finding = kill
    with pytest.raises(Killed):
        services.go_on(run_id=run.pk)

    services.go_on(run_id=run.pk)

    assert state_of(run) == finished(run)


def test_an_item_that_cannot_be_done_stops_no_other(run: Run, kind: Counting) -> None:
    ids = list(
        Enrolment.objects.filter(course=run.course).order_by("pk").values_list("pk", flat=True)
    )

    def fail(item: RunItem) -> None:
        if item.enrolment_id == ids[1]:
            raise CannotAct("no_answers")
        if item.enrolment_id == ids[3]:
            raise RuntimeError("broken")

    kind.before_acting = fail
    services.go_on(run_id=run.pk)

    state, total, done, items, languages = state_of(run)
    assert (state, total, done) == ("done", PEOPLE, PEOPLE)
    assert [item[1:] for item in items if item[1] == "failed"] == [
        ("failed", {"why": "no_answers"}),
        ("failed", {"why": "error"}),
    ]
    # What a failed item had written is rolled back.
    assert languages == ["x", "", "x", "", "x", "x", "x"]


def test_a_database_that_is_away_fails_no_item(run: Run, kind: Counting) -> None:
    def away(item: RunItem) -> None:
        raise OperationalError("database is locked")

    kind.before_acting = away
    with pytest.raises(OperationalError):
        services.go_on(run_id=run.pk)
    kind.before_acting = lambda item: None
    services.go_on(run_id=run.pk)
    assert state_of(run) == finished(run)


def test_one_run_of_a_kind_at_a_time(run: Run, trainer: User) -> None:
    now = timezone.now()
    with pytest.raises(RunGoesOn):
        services.request_run(kind="counting", course=run.course, parameters={}, by=trainer, at=now)
    services.go_on(run_id=run.pk)
    again = services.request_run(
        kind="counting", course=run.course, parameters={}, by=trainer, at=now
    )
    assert again.pk != run.pk


def test_an_unknown_kind_is_refused(run: Run, trainer: User) -> None:
    with pytest.raises(KeyError):
        services.request_run(
            kind="nobody-knows", course=run.course, parameters={}, by=trainer, at=timezone.now()
        )


def test_a_run_can_be_stopped_and_what_was_done_stays(
    run: Run, kind: Counting, trainer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "ITEM_BATCH", 2)
    while run.items.filter(state="done").count() == 0:
        services.go_on(run_id=run.pk, seconds=0)

    assert services.stop_run(run=run, by=trainer, at=timezone.now()) is True
    assert services.stop_run(run=run, by=trainer, at=timezone.now()) is False
    assert services.go_on(run_id=run.pk) is False

    state, _total, done, _items, languages = state_of(run)
    assert (state, done) == ("stopped", 2)
    assert languages == ["x", "x", "", "", "", "", ""]


def test_a_run_that_lost_its_worker_is_taken_up_by_the_sweep(
    run: Run, django_capture_on_commit_callbacks: Any
) -> None:
    Run.objects.filter(pk=run.pk).update(beat_at=timezone.now() - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_up_runs()
    assert state_of(run)[0] == "listing"

    Run.objects.filter(pk=run.pk).update(beat_at=timezone.now() - timedelta(minutes=2))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_up_runs()
    assert state_of(run) == finished(run)


def test_who_asked_for_a_run_stands_in_the_trail(run: Run, trainer: User) -> None:
    entry = AuditEntry.objects.get(action="run.counting")
    assert (entry.by, entry.new) == (str(trainer.public_id), {"run": str(run.public_id)})

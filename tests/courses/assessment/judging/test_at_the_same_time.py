"""Two markers, two trainers, at once: real threads, real transactions."""

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from accounts.models import Notice, User
from courses.assessment.judging_errors import JudgingError
from courses.assessment.models import Attempt, Contest, Grading, Marking, MarkingTurn
from courses.assessment.services.judging.contesting import decide_contest, open_contest
from courses.assessment.services.judging.marking import (
    claim_next,
    mark_turn,
    set_second_marking,
)
from courses.catalogue.models import Course
from tests.courses.assessment.judging.courses import (
    NOW,
    essay_course,
    marker_of,
    with_essay,
)

pytestmark = pytest.mark.django_db(transaction=True)
FULL = {"rule": "full", "reason": "full"}


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Run the jobs in threads that start together; returns what each gave, or the error's name."""
    gate = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(number: int) -> None:
        try:
            gate.wait()
            results[number] = jobs[number]()
        except JudgingError as error:
            results[number] = type(error).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture(autouse=True)
def _on_disk() -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads share no database in memory")


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return essay_course(units.north).course


@pytest.fixture
def attempt(course: Course, units: SimpleNamespace) -> Attempt:
    return with_essay(course, units.north_team)


def test_two_markers_who_ask_at_once_get_two_texts(
    course: Course, attempt: Attempt, units: SimpleNamespace
) -> None:
    with_essay(course, units.north_team)
    markers = [marker_of(course), marker_of(course)]
    turns = at_once(*(lambda by=by: claim_next(course=course, by=by, at=NOW) for by in markers))
    assert len({turn.pk for turn in turns}) == 2
    assert {turn.claimed_by_id for turn in MarkingTurn.objects.all()} == {
        marker.pk for marker in markers
    }


def test_one_text_is_taken_by_one_of_two(course: Course, attempt: Attempt) -> None:
    markers = [marker_of(course), marker_of(course)]
    got = at_once(*(lambda by=by: claim_next(course=course, by=by, at=NOW) for by in markers))
    assert sorted(isinstance(one, MarkingTurn) for one in got) == [False, True]
    assert "NothingToMark" in got


def test_a_marking_that_is_sent_twice_at_once_is_kept_once(
    course: Course, attempt: Attempt
) -> None:
    marker = marker_of(course)
    turn = claim_next(course=course, by=marker, at=NOW)

    def mark() -> str:
        mark_turn(turn=turn, levels=FULL, comment="", by=marker, at=NOW)
        return "done"

    assert sorted(map(str, at_once(mark, mark))) == ["AlreadyDecided", "done"]
    assert Marking.objects.count() == 1
    assert Grading.objects.filter(attempt=attempt).count() == 2


def test_first_and_second_marked_at_once_settle_once(
    course: Course, trainer: User, units: SimpleNamespace
) -> None:
    set_second_marking(course=course, percent=100, by=trainer, at=NOW)
    attempt = with_essay(course, units.north_team)
    jobs = []
    for _time in range(2):
        marker = marker_of(course)
        turn = claim_next(course=course, by=marker, at=NOW)
        jobs.append(
            lambda turn=turn, by=marker: mark_turn(
                turn=turn, levels=FULL, comment="", by=by, at=NOW
            )
        )
    got = at_once(*jobs)
    assert sorted(one is None for one in got) == [False, True]
    assert Grading.objects.filter(attempt=attempt).count() == 2
    assert Notice.objects.filter(kind="answers.marked").count() == 1


def test_first_and_second_that_differ_at_once_open_one_third(
    course: Course, trainer: User, units: SimpleNamespace
) -> None:
    set_second_marking(course=course, percent=100, by=trainer, at=NOW)
    with_essay(course, units.north_team)
    jobs = []
    for level in ("full", "none"):
        marker = marker_of(course)
        turn = claim_next(course=course, by=marker, at=NOW)
        levels = {"rule": level, "reason": level}
        jobs.append(
            lambda turn=turn, by=marker, levels=levels: mark_turn(
                turn=turn, levels=levels, comment="", by=by, at=NOW
            )
        )
    assert at_once(*jobs) == [None, None]
    assert MarkingTurn.objects.filter(place=3).count() == 1


def test_a_contest_is_decided_by_one_of_two(course: Course, attempt: Attempt) -> None:
    said = {"question_uid": "essay", "reason": "Why?", "by": attempt.enrolment.user, "at": NOW}

    def ask() -> str:
        open_contest(public_id=attempt.public_id, **said)
        return "done"

    assert sorted(map(str, at_once(ask, ask))) == ["ContestedAlready", "done"]
    contest = Contest.objects.get()
    judges = [marker_of(course), marker_of(course)]
    states = at_once(
        *(
            lambda by=by, up=up: (
                decide_contest(contest=contest, is_upheld=up, answer="So.", by=by, at=NOW).state
            )
            for by, up in zip(judges, (True, False), strict=True)
        )
    )
    assert "AlreadyDecided" in states
    contest.refresh_from_db()
    assert contest.state in states
    assert Notice.objects.filter(kind="contest.decided").count() == 1

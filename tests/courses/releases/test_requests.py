"""A wish for a candidate is a row: whatever happens to its task, it is fulfilled or given up."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from courses.catalogue.models import LessonText
from courses.releases import tasks
from courses.releases.models import Candidate, CandidatePart, CompiledPart, CompileRequest, Part
from courses.releases.selectors import last_request, manifest, parts
from courses.releases.services import (
    clear_leftovers,
    compile_candidate,
    fulfil,
    publish,
    request_candidate,
    take_up_requests,
)
from tests.courses.releases.conftest import NOW
from tests.factories.catalogue import (
    course_draft,
    make_course,
    make_release,
    quiz_draft,
)

State = CompileRequest.State


def test_a_request_is_fulfilled_by_its_task(
    trainer: User, django_capture_on_commit_callbacks: Any
) -> None:
    course = make_course()

    with django_capture_on_commit_callbacks(execute=True):
        request = request_candidate(course=course, by=trainer, at=NOW)

    request.refresh_from_db()
    assert (request.state, request.steps_done, request.steps_total) == (State.DONE, 1, 1)
    assert request.candidate is not None
    assert (request.candidate.made_by, request.candidate.as_of_on) == (trainer, NOW.date())
    assert last_request(course) == request


def test_a_second_wish_is_the_first(trainer: User) -> None:
    course = make_course()

    first = request_candidate(course=course, by=trainer, at=NOW)
    second = request_candidate(course=course, by=trainer, at=NOW)

    assert first == second


def test_problems_end_the_request(trainer: User) -> None:
    course = make_course(course_draft(quiz_draft(questions=1)))
    request = request_candidate(course=course, by=trainer, at=NOW)

    fulfil(request_id=request.pk, at=NOW)

    request.refresh_from_db()
    assert request.state == State.STOPPED
    assert request.problems == [
        {
            "file": "quiz.en.md",
            "line": 1,
            "key": "draw.0.questions.0",
            "message": "there is no question “question-0”",
            "level": "error",
        }
    ]
    assert request_candidate(course=course, by=trainer, at=NOW) != request


def test_twice_is_once(trainer: User) -> None:
    request = request_candidate(course=make_course(), by=trainer, at=NOW)

    fulfil(request_id=request.pk, at=NOW)
    fulfil(request_id=request.pk, at=NOW)

    assert Candidate.objects.count() == 1


def test_a_request_that_is_gone_is_nothing(db: None) -> None:
    fulfil(request_id=404, at=NOW)

    assert not Candidate.objects.exists()


@pytest.mark.parametrize(
    ("state", "beat"),
    [
        (State.WAITING, None),
        (State.RUNNING, timedelta(minutes=7)),
    ],
)
def test_the_sweep_takes_up_what_was_lost(
    trainer: User,
    django_capture_on_commit_callbacks: Any,
    state: CompileRequest.State,
    beat: timedelta | None,
) -> None:
    now = timezone.now()
    CompileRequest.objects.create(
        course=make_course(),
        as_of_on=now.date(),
        requested_by=trainer,
        requested_at=now - timedelta(minutes=10),
        state=state,
        beat_at=now - beat if beat else None,
    )

    with django_capture_on_commit_callbacks(execute=True):
        tasks.take_up_requests()

    assert CompileRequest.objects.get().state == State.DONE


def test_the_sweep_leaves_alone_what_is_being_done(trainer: User) -> None:
    request = request_candidate(course=make_course(), by=trainer, at=NOW)
    CompileRequest.objects.filter(pk=request.pk).update(state=State.RUNNING, beat_at=NOW, tries=1)

    assert take_up_requests(at=NOW + timedelta(minutes=5)) == 0


def test_what_was_tried_too_often_is_given_up(trainer: User) -> None:
    request = request_candidate(course=make_course(), by=trainer, at=NOW)
    CompileRequest.objects.filter(pk=request.pk).update(state=State.RUNNING, beat_at=NOW, tries=3)

    assert take_up_requests(at=NOW + timedelta(minutes=7)) == 0

    request.refresh_from_db()
    assert (request.state, request.ended_at) == (State.FAILED, NOW + timedelta(minutes=7))


# Leftovers


def test_an_expired_candidate_goes_with_its_parts(db: None) -> None:
    candidate = compile_candidate(course=make_course(), by=None, at=NOW)

    gone = clear_leftovers(at=candidate.expires_at)

    assert gone == 2
    assert not Candidate.objects.exists()
    assert not CandidatePart.objects.exists()
    assert not Part.objects.exists()
    assert not CompiledPart.objects.exists()


def test_a_release_keeps_all_its_parts(db: None) -> None:
    release = make_release(course_draft(quiz_draft(), questions=3))
    LessonText.objects.update(title="Another")
    compile_candidate(course=release.course, by=None, at=NOW)
    assert Part.objects.count() == 5

    clear_leftovers(at=NOW + timedelta(days=400))

    assert Part.objects.count() == 4
    assert len(parts(lesson.parts["en"] for lesson in manifest(release).lessons.values())) == 1


def test_a_candidate_in_time_and_fresh_parts_stay(db: None) -> None:
    candidate = compile_candidate(course=make_course(), by=None, at=NOW)
    Part.objects.create(digest="0" * 64, kind="form", schema=1, size=2, body="{}", made_at=NOW)

    assert clear_leftovers(at=NOW + timedelta(days=1)) == 0
    assert clear_leftovers(at=NOW + timedelta(days=3)) == 1

    assert publish(candidate=candidate, by=None, at=NOW).number == 1


def test_the_task_clears_too(db: None) -> None:
    compile_candidate(course=make_course(), by=None, at=timezone.now() - timedelta(days=60))

    tasks.clear_leftovers()

    assert not Candidate.objects.exists()


def test_a_late_task_does_not_try_what_was_given_up(trainer: User) -> None:
    request = request_candidate(course=make_course(), by=trainer, at=NOW)
    CompileRequest.objects.filter(pk=request.pk).update(tries=3)

    fulfil(request_id=request.pk, at=NOW)

    request.refresh_from_db()
    assert (request.state, request.tries) == (State.WAITING, 3)

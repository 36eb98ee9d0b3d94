"""Deciding what becomes of the people of older releases: who may, what is shown, what happens."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Notice, Role, User
from courses.catalogue.models import Course, CourseGrant
from courses.catalogue.services import grant_authoring, replace_draft
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.releases.models import Candidate, Release
from courses.releases.services import compile_candidate, publish, publish_due
from courses.rollout.models import Handover, Run
from courses.rollout.services import go_on, go_on_with_held
from tests.courses.rollout.courses import (
    RIGHT,
    a_quiz,
    begin,
    close,
    outline,
    published,
    reading,
    standing,
    taking,
)
from tests.courses.workshop.conftest import PASSWORD, url
from tests.factories.accounts import RoleGrantFactory, UserFactory

SMALL = "small"
DONE, GOING = "completed", "in_progress"
MOVE = {"in_progress": "move", "finished": "stay"}


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return published(units.north).course


@pytest.fixture
def people(course: Course, units: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        going=taking(course, units.north_team, "intro", "quiz"),
        passed=taking(course, units.south_team, "intro", "quiz", "outro"),
    )


@pytest.fixture
def changed(course: Course, people: SimpleNamespace, units: SimpleNamespace) -> Candidate:
    """A candidate with another text in `intro`, a harder quiz, and `more` in place of `outro`."""
    harder = a_quiz(draw=[{"questions": ["question-0", "question-1"]}])
    draft = outline(reading("intro", "Another text."), harder, reading("more"))
    replace_draft(draft=draft, by=None, at=timezone.now())
    Course.objects.filter(pk=course.pk).update(owner=units.north)
    course.refresh_from_db()
    return compile_candidate(course=course, by=None, at=timezone.now())


@pytest.fixture
def released(changed: Candidate) -> Release:
    return publish(candidate=changed, by=None, at=timezone.now())


def deciding(candidate: Candidate) -> str:
    return url("candidate_people", SMALL, candidate.public_id)


def publishing(candidate: Candidate) -> str:
    return url("candidate_publish", SMALL, candidate.public_id)


def run_all() -> None:
    for run in Run.objects.order_by("pk"):
        go_on(run_id=run.pk)


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_the_page_shows_what_a_move_would_do_and_keeps_the_choice(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace, trainer: User
) -> None:
    page = as_trainer.get(deciding(changed)).context["page"]
    assert [(row.in_progress, row.passed) for row in page.taking] == [(1, 1)]
    assert [(one.uid, one.words, one.kept, one.again) for one in page.places] == [
        ("intro", "has changed", None, None),
        ("quiz", "has changed", None, None),
        ("more", "new", None, None),
    ]
    assert (page.waiting, page.dropped) == (None, ["Title of outro"])

    given = {**MOVE, "same-intro": "intro", "same-more": "outro", "same-quiz": ""}
    assert as_trainer.post(deciding(changed), given).status_code == 302
    kept = Handover.objects.get()
    assert (kept.in_progress, kept.finished) == ("move", "stay")
    assert kept.equivalents == {"intro": "intro", "more": "outro"}
    assert not Run.objects.exists()
    assert standing(people.going)[0] == 1
    told = words(as_trainer.get(url("candidate_detail", SMALL, changed.public_id)))
    assert "Who is in progress is moved to the new release" in told


def test_the_choice_is_carried_out_with_the_publishing(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace, trainer: User
) -> None:
    given = {
        "in_progress": "move",
        "finished": "again",
        "same-quiz": "quiz",
        "due_on": "2999-01-31",
    }
    as_trainer.post(deciding(changed), given)
    assert as_trainer.post(publishing(changed), {"notes": "New"}).status_code == 302
    run_all()
    assert standing(people.going) == (2, "open", {"intro": GOING, "quiz": DONE})
    assert standing(people.passed)[:2] == (1, "passed")
    assert Certificate.objects.get(enrolment=people.passed)
    again = Enrolment.objects.get(user=people.passed.user, state="open")
    assert (again.release, str(again.due_on)) == (None, "2999-01-31")
    assert Notice.objects.filter(person=people.passed.user, kind="course_again").count() == 1
    entry = AuditEntry.objects.get(action="release.handed_over")
    assert entry.new == {"in_progress": "move", "finished": "again"}


def test_a_plan_carries_the_choice_to_its_time(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace
) -> None:
    as_trainer.post(deciding(changed), MOVE)
    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "Later", "when": "later", "at": time.strftime("%Y-%m-%dT%H:%M")}
    assert as_trainer.post(publishing(changed), asked).status_code == 302
    run_all()
    assert standing(people.going)[0] == 1
    assert publish_due(at=time + timedelta(minutes=1)) == 1
    run_all()
    assert standing(people.going)[0] == 2


def test_an_embargo_holds_the_move_back(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace
) -> None:
    as_trainer.post(deciding(changed), MOVE)
    time = timezone.localtime(timezone.now() + timedelta(hours=3))
    asked = {"notes": "New", "when": "embargo", "at": time.strftime("%Y-%m-%dT%H:%M")}
    as_trainer.post(publishing(changed), asked)
    run_all()
    run = Run.objects.get()
    assert run.starts_at is not None
    assert standing(people.going)[0] == 1
    told = words(as_trainer.get(url("people_run", SMALL, run.public_id)))
    assert "Starts at the end of the embargo" in told


def test_a_regrade_is_prepared_and_changes_nothing(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace
) -> None:
    given = {"in_progress": "stay", "finished": "stay", "regrade": "quiz", "policy": "new_key"}
    as_trainer.post(deciding(changed), given)
    as_trainer.post(publishing(changed), {"notes": "New"})
    run = Run.objects.get()
    assert (run.kind, run.parameters["policy"]) == ("regrade_preview", "new_key")
    page = as_trainer.get(url("judging_regrade", SMALL, run.public_id))
    assert page.status_code == 200


def test_without_a_choice_everybody_stays(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace
) -> None:
    as_trainer.post(publishing(changed), {"notes": "New"})
    assert not Run.objects.exists()


def test_people_are_moved_later_from_the_history(
    as_trainer: Client, released: Release, people: SimpleNamespace
) -> None:
    history = as_trainer.get(url("draft_detail", SMALL)).content.decode()
    assert url("people_move", SMALL) in history
    page = as_trainer.get(url("people_move", SMALL), {"release": "1", "wish": "move"})
    assert page.context["form"].initial["in_progress"] == "move"
    assert not Run.objects.exists()
    answer = as_trainer.post(url("people_move", SMALL), {**MOVE, "release": "1"})
    run = Run.objects.get()
    assert answer["Location"] == url("people_run", SMALL, run.public_id)
    run_all()
    assert "1 of 1 was moved and told." in words(as_trainer.get(answer["Location"]))
    assert standing(people.going)[0] == 2
    assert AuditEntry.objects.filter(action="run.move").count() == 1


def test_nothing_chosen_is_refused_and_what_was_typed_is_kept(
    as_trainer: Client, released: Release, people: SimpleNamespace
) -> None:
    stays = {"in_progress": "stay", "finished": "stay", "same-intro": "intro"}
    answer = as_trainer.post(url("people_move", SMALL), stays)
    assert answer.status_code == 422
    assert '<option value="intro" selected>' in answer.content.decode()
    past = {"in_progress": "stay", "finished": "again", "due_on": "2020-01-01"}
    assert as_trainer.post(url("people_move", SMALL), past).status_code == 422
    made_up = {**MOVE, "same-intro": "made-up"}
    assert as_trainer.post(url("people_move", SMALL), made_up).status_code == 422
    assert not Run.objects.exists()


def test_who_waits_can_be_left_where_they_are(
    as_trainer: Client, released: Release, people: SimpleNamespace, course: Course
) -> None:
    attempt = begin(people.going)
    as_trainer.post(url("people_move", SMALL), MOVE)
    run_all()
    run = Run.objects.get()
    page = as_trainer.get(url("people_run", SMALL, run.public_id))
    assert (page.context["page"].outcomes.held, page.context["page"].reasons) == (1, [])
    as_trainer.post(url("people_run_stop", SMALL, run.public_id))
    close(attempt, RIGHT)
    go_on_with_held()
    assert standing(people.going)[0] == 1


def test_numbers_place_by_place_come_with_five_people(
    as_trainer: Client, changed: Candidate, people: SimpleNamespace, units: SimpleNamespace
) -> None:
    course = changed.course
    for _number in range(4):
        taking(course, units.north_team, "intro")
    Enrolment.objects.filter(pk=people.going.pk).update(language="fr")
    page = as_trainer.get(deciding(changed)).context["page"]
    assert (page.movers, page.places[0].again) == (4, None)
    begin(taking(course, units.north_team, "intro"))
    page = as_trainer.get(deciding(changed)).context["page"]
    assert (page.movers, page.waiting, page.no_language) == (5, 1, 1)
    assert [(one.kept, one.again) for one in page.places] == [(0, 5), (0, 0), (0, 0)]
    kept = {**MOVE, "same-intro": "intro"}
    as_trainer.post(deciding(changed), kept)
    page = as_trainer.get(deciding(changed)).context["page"]
    assert [(one.kept, one.again) for one in page.places] == [(5, 0), (0, 0), (0, 0)]
    as_trainer.post(publishing(changed), {"notes": "New"})
    run_all()
    told = as_trainer.get(url("people_run", SMALL, Run.objects.get().public_id)).context["page"]
    assert [people for _words, people in told.reasons] == [1, 1]


def test_who_may_not_publish_may_not_move(
    changed: Candidate, released: Release, trainer: User, enter: Any, units: SimpleNamespace
) -> None:
    author = UserFactory(email="author@example.org", unit=units.north)
    grant_authoring(
        course=changed.course,
        user=author,
        role=CourseGrant.Role.AUTHOR,
        by=trainer,
        at=timezone.now(),
    )
    client = enter(author)
    assert client.get(url("people_move", SMALL)).status_code == 403
    assert client.post(url("people_move", SMALL), MOVE).status_code == 403
    stranger = UserFactory(email="other@example.org", unit=units.south)
    RoleGrantFactory(user=stranger, unit=units.south, role=Role.TRAINER)
    assert enter(stranger).get(url("people_move", SMALL)).status_code == 404


def test_moving_needs_a_recent_proof(client: Client, trainer: User, released: Release) -> None:
    trainer.set_password(PASSWORD)
    trainer.save()
    client.force_login(trainer)
    answer = client.post(url("people_move", SMALL), MOVE)
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not Run.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_make_the_same_queries_for_one_and_for_many(
    as_trainer: Client,
    changed: Candidate,
    people: SimpleNamespace,
    units: SimpleNamespace,
    count: int,
    django_assert_num_queries: Any,
) -> None:
    for _number in range(count):
        taking(changed.course, units.north_team, "intro")
    as_trainer.get(deciding(changed))
    with django_assert_num_queries(9):
        as_trainer.get(deciding(changed))
    publish(candidate=changed, by=None, at=timezone.now())
    as_trainer.get(url("people_move", SMALL))
    with django_assert_num_queries(10):
        as_trainer.get(url("people_move", SMALL))
    as_trainer.post(url("people_move", SMALL), MOVE)
    run_all()
    where = url("people_run", SMALL, Run.objects.get().public_id)
    with django_assert_num_queries(6):
        as_trainer.get(where)

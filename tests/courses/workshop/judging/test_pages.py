"""The pages of what waits for a person: for those who judge, without a name, in few queries."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from courses.assessment.models import Attempt, LateDecision, Marking, MarkingTurn
from courses.assessment.services.judging.marking import set_second_marking
from courses.catalogue.models import Course, CourseGrant
from courses.rollout import services as rollout
from courses.rollout.models import Run
from courses.rollout.services import Order
from courses.workshop.pages.judging.fails import missed_words
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    choice_course,
    duty_course,
    marker_of,
    mend_key,
    missing_the_duty,
    with_essay,
)
from tests.courses.workshop.conftest import url
from tests.courses.workshop.judging.waiting import MOST, RIGHT, contested, cost, wrong
from tests.factories.accounts import RoleGrantFactory, UserFactory


def test_a_contest_is_read_without_its_person_and_decided(
    choices: Course, units: SimpleNamespace, as_trainer: Client
) -> None:
    attempt = wrong(choices, units.north_team)
    contest = contested(attempt)
    address = url("judging_contest", choices.slug, contest.public_id)
    html = as_trainer.get(address).content.decode()
    for told in ("harmless marker 4711", "That one", "This one, because it is."):
        assert told in html
    person = attempt.enrolment.user
    for hidden in (person.display_name, str(person.public_id), person.email, "North Team One"):
        assert hidden not in html
    assert cost(as_trainer, address) <= MOST

    refused = as_trainer.post(address, {"decision": "upheld", "answer": ""})
    assert refused.status_code == 422
    assert "checked" in refused.content.decode()
    said = {"decision": "upheld", "answer": "You are right."}
    assert as_trainer.post(address, said).status_code == 302
    assert as_trainer.post(address, said).status_code == 409
    contest.refresh_from_db()
    assert (contest.state, contest.answer) == ("upheld", "You are right.")
    assert "You are right." in as_trainer.get(address).content.decode()


def test_a_contest_of_another_course_is_not_found_under_this_one(
    choices: Course, essays: Course, units: SimpleNamespace, as_trainer: Client
) -> None:
    contest = contested(wrong(choices, units.north_team))
    assert as_trainer.get(url("judging_contest", essays.slug, contest.public_id)).status_code == 404


def test_a_text_is_taken_marked_and_given_back(
    essays: Course, units: SimpleNamespace, as_trainer: Client, trainer: User
) -> None:
    attempt = with_essay(essays, units.north_team, "A text with the harmless marker 4711.")
    turn = MarkingTurn.objects.get()
    address = url("judging_turn", essays.slug, turn.public_id)
    # Nobody reads a text before it is theirs.
    assert as_trainer.get(address).status_code == 302

    taken = as_trainer.post(url("judging_marking_next", essays.slug))
    assert taken.headers["Location"] == address
    html = as_trainer.get(address).content.decode()
    assert "harmless marker 4711" in html
    assert attempt.enrolment.user.display_name not in html
    assert cost(as_trainer, address) <= MOST

    back = as_trainer.post(url("judging_turn_release", essays.slug, turn.public_id))
    assert back.status_code == 302
    assert as_trainer.get(address).status_code == 302

    as_trainer.post(url("judging_marking_next", essays.slug))
    half = as_trainer.post(address, {"mark.level.rule": "full", "comment": "Kept."})
    assert half.status_code == 422
    assert re.search(r'value="full"\s+checked', half.content.decode())
    assert "Kept." in half.content.decode()
    unknown = {"mark.level.rule": "full", "mark.level.reason": "made-up"}
    assert as_trainer.post(address, unknown).status_code == 422
    whole = {"mark.level.rule": "full", "mark.level.reason": "partly", "comment": "Good."}
    assert as_trainer.post(address, whole).status_code == 302
    kept = Marking.objects.get()
    assert (kept.levels, kept.comment, kept.marker) == (
        {"rule": "full", "reason": "partly"},
        "Good.",
        trainer,
    )
    assert as_trainer.get(address).status_code == 404


def test_the_second_marker_sees_nothing_of_the_first(
    essays: Course, units: SimpleNamespace, trainer: User, enter: Callable[[User], Client]
) -> None:
    set_second_marking(course=essays, percent=100, by=trainer, at=NOW)
    with_essay(essays, units.north_team)
    first, second = (enter(marker_of(essays)) for _time in range(2))
    whole = {"mark.level.rule": "full", "mark.level.reason": "full", "comment": "Seen-by-nobody"}
    taken = first.post(url("judging_marking_next", essays.slug))
    assert first.post(taken.headers["Location"], whole).status_code == 302

    pages = [
        second.get(url("judging_marking", essays.slug)),
        second.get(second.post(url("judging_marking_next", essays.slug)).headers["Location"]),
    ]
    for page in pages:
        assert page.status_code == 200
        assert "Seen-by-nobody" not in page.content.decode()
        assert " checked" not in page.content.decode()


def test_somebody_elses_time_ran_out_is_said(
    essays: Course, units: SimpleNamespace, enter: Callable[[User], Client]
) -> None:
    with_essay(essays, units.north_team)
    slow, quick = (enter(marker_of(essays)) for _time in range(2))
    address = slow.post(url("judging_marking_next", essays.slug)).headers["Location"]
    MarkingTurn.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert quick.post(url("judging_marking_next", essays.slug)).headers["Location"] == address
    whole = {"mark.level.rule": "full", "mark.level.reason": "full", "comment": "Mine."}
    late = slow.post(address, whole)
    assert late.status_code == 409
    assert "Mine." in late.content.decode()
    assert "not yours any more" in late.content.decode()
    assert "yours until" not in late.content.decode()


def test_a_marker_sets_no_share_waives_nothing_and_regrades_nothing(
    essays: Course, units: SimpleNamespace, trainer: User, enter: Callable[[User], Client]
) -> None:
    set_second_marking(course=essays, percent=100, by=trainer, at=NOW)
    with_essay(essays, units.north_team)
    client = enter(marker_of(essays))
    turn = MarkingTurn.objects.get(place=2)
    assert client.post(url("judging_marking", essays.slug), {"percent": 5}).status_code == 403
    waive = url("judging_turn_waive", essays.slug, turn.public_id)
    assert client.post(waive).status_code == 403
    for name in ("judging_regrades", "judging_late"):
        assert client.get(url(name, essays.slug)).status_code == 403
    for name in ("judging_overview", "judging_contests", "judging_marking", "judging_fails"):
        assert client.get(url(name, essays.slug)).status_code == 200
    assert client.get(url("judging_list")).status_code == 200


def test_the_share_is_set_and_a_look_waived(
    essays: Course, units: SimpleNamespace, as_trainer: Client
) -> None:
    address = url("judging_marking", essays.slug)
    assert as_trainer.post(address, {"percent": 101}).status_code == 422
    assert as_trainer.post(address, {"percent": 100}).status_code == 302
    with_essay(essays, units.north_team)
    second = MarkingTurn.objects.get(place=2)
    as_trainer.post(url("judging_turn_waive", essays.slug, second.public_id))
    second.refresh_from_db()
    assert second.waived_at is not None


@pytest.mark.parametrize(
    ("key", "words"),
    [("house/FEE-1.1", "FEE-1.1"), ("house/FEE-1.1@2", "FEE-1.1"), ("report", "Duty to report")],
)
def test_what_was_missed_is_called_as_people_call_it(key: str, words: str) -> None:
    assert missed_words(key) == words


def test_a_fail_is_let_pass(units: SimpleNamespace, as_trainer: Client) -> None:
    course = duty_course(units.north).course
    row = missing_the_duty(course, units.north_team).fail_confirmations.get()
    address = url("judging_fail", course.slug, row.public_id)
    html = as_trainer.get(address).content.decode()
    assert "cannot be made up for: FEE-1.1." in " ".join(html.split())
    assert row.attempt.enrolment.user.display_name not in html
    assert cost(as_trainer, address) <= MOST
    assert as_trainer.post(address, {"decision": "let_pass"}).status_code == 422
    said = {"decision": "let_pass", "reason": "Shown elsewhere."}
    assert as_trainer.post(address, said).status_code == 302
    assert as_trainer.post(address, said).status_code == 409
    row.refresh_from_db()
    assert (row.state, row.reason) == ("let_pass", "Shown elsewhere.")


def test_a_late_answer_is_accepted(
    choices: Course, units: SimpleNamespace, as_trainer: Client
) -> None:
    attempt = wrong(choices, units.north_team)
    answer(attempt, "question-0", RIGHT, sequence=9)
    address = url("judging_late_answer", choices.slug, attempt.public_id, 1)
    assert cost(as_trainer, address) <= MOST
    assert as_trainer.post(address, {"decision": "accepted", "note": ""}).status_code == 422
    said = {"decision": "accepted", "note": "The line was down."}
    assert as_trainer.post(address, said).status_code == 302
    assert LateDecision.objects.get().is_accepted is True
    assert as_trainer.post(address, said).status_code == 404


def test_a_late_answer_says_when_the_time_ended(
    choices: Course, units: SimpleNamespace, as_trainer: Client
) -> None:
    attempt = wrong(choices, units.north_team)
    answer(attempt, "question-0", RIGHT, sequence=9)
    address = url("judging_late_answer", choices.slug, attempt.public_id, 1)
    assert "Its time ended" not in as_trainer.get(address).content.decode()
    Attempt.objects.update(due_at=attempt.closed_at - timedelta(minutes=3))
    shown = " ".join(as_trainer.get(address).content.decode().split())
    assert "Its time ended on 22 November 2026 at 08:57:00. The attempt was closed" in shown


def test_a_judge_reaches_the_clause_that_a_reason_names(
    units: SimpleNamespace, as_trainer: Client
) -> None:
    course = duty_course(units.north).course
    named = "See [clause:house/FEE-1.1]."
    for question in course.questions.filter(uid="question-0"):
        for words in question.texts.filter(language="en"):
            words.texts = {**words.texts, "feedback": named}
            words.save()
    mend_key(course, "question-3", correct="right")
    row = missing_the_duty(course, units.north_team).fail_confirmations.get()
    html = as_trainer.get(url("judging_fail", course.slug, row.public_id)).content.decode()
    reason = html.partition("See ")[2].partition("</p>")[0]
    assert 'href="/policy/house/FEE-1.1/' in reason


def test_a_regrade_is_previewed_and_confirmed(
    choices: Course,
    units: SimpleNamespace,
    as_trainer: Client,
    django_capture_on_commit_callbacks: Any,
) -> None:
    wrong(choices, units.north_team)
    wrong(choices, units.south_team)
    mend_key(choices, "question-0")
    address = url("judging_regrades", choices.slug)
    asked = as_trainer.get(f"{address}?what=quiz/question-0&release=1").content.decode()
    assert re.search(
        r'value="quiz/question-0"\s+selected>\s*Which is right in question-0\?\s*<', asked
    )
    assert as_trainer.post(address, {"what": "quiz/none"}).status_code == 422
    order = {
        "what": "quiz/question-0",
        "releases": ["1"],
        "key_release": "2",
        "policy": "best_of_both",
    }
    with django_capture_on_commit_callbacks(execute=True):
        ordered = as_trainer.post(address, order)
    shown = as_trainer.get(ordered.headers["Location"])
    named = "“Which is right in question-0?” · release 1 by the key of release 2"
    assert named in shown.content.decode()
    rows = re.findall(r"<tr>.*?</tr>", shown.content.decode(), re.DOTALL)
    numbers = [re.findall(r">(\d+)</td>", row) for row in rows if "of people" in row]
    numbers += [re.findall(r">(\d+)</td>", row) for row in rows if "of everybody" in row]
    assert numbers == [["1", "1", "0", "1", "0", "0"], ["1", "1", "0", "1", "0", "0"]]
    assert cost(as_trainer, ordered.headers["Location"]) <= MOST
    preview = Run.objects.get()

    confirm = url("judging_regrade_confirm", choices.slug, preview.public_id)
    with django_capture_on_commit_callbacks(execute=True):
        done = as_trainer.post(confirm)
    run = Run.objects.get(kind="regrade")
    assert done.headers["Location"] == url("judging_regrade", choices.slug, run.public_id)
    assert run.state == "done"
    assert "What changed" in as_trainer.get(done.headers["Location"]).content.decode()
    # Confirmed on a run that is no preview: refused by a rule.
    again = url("judging_regrade_confirm", choices.slug, run.public_id)
    assert as_trainer.post(again).status_code == 409
    assert cost(as_trainer, address) <= MOST
    assert named in as_trainer.get(address).content.decode()


def test_a_run_under_way_tells_how_far_it_is_and_can_be_stopped(
    choices: Course, units: SimpleNamespace, as_trainer: Client, trainer: User
) -> None:
    wrong(choices, units.north_team)
    mend_key(choices, "question-0")
    order = Order("quiz", (), (1,), 2, "new_key")
    run = rollout.request_preview(course=choices, order=order, by=trainer, at=timezone.now())
    address = url("judging_regrade", choices.slug, run.public_id)
    html = as_trainer.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="load delay:2s"' in html
    assert "<html" not in html
    second = as_trainer.post(
        url("judging_regrades", choices.slug),
        {"what": "quiz", "releases": ["1"], "key_release": "2", "policy": "new_key"},
    )
    assert second.status_code == 409
    stop = url("judging_regrade_stop", choices.slug, run.public_id)
    assert as_trainer.post(stop).status_code == 302
    told = as_trainer.get(address).content.decode().split('id="run"')[1]
    assert "hx-trigger" not in told.partition("<dialog")[0]


@pytest.mark.parametrize("role", ["lead", "qa", "auditor", "admin", "learner"])
def test_no_other_role_enters_even_at_the_top(
    role: str, choices: Course, units: SimpleNamespace, enter: Callable[[User], Client]
) -> None:
    contested(wrong(choices, units.north_team))
    person = UserFactory(unit=units.client)
    RoleGrantFactory(user=person, unit=units.client, role=role)
    client = enter(person)
    for name in ("judging_overview", "judging_contests", "judging_marking", "judging_fails"):
        assert client.get(url(name, choices.slug)).status_code == 404
    whole = client.get(url("judging_list"))
    # An administrator enters the workshop, and finds no course to judge for.
    assert whole.status_code == (200 if role == "admin" else 403)
    assert choices.code not in whole.content.decode()


def test_an_intense_question_asks_before_it_is_read(
    units: SimpleNamespace, as_trainer: Client
) -> None:
    course = choice_course(units.north).course
    course.questions.filter(uid="question-0").update(intensity=2)
    course.lessons.update(intensity=2)
    mend_key(course, "question-1", correct="right")
    contest = contested(wrong(course, units.north_team))
    address = url("judging_contest", course.slug, contest.public_id)
    before = as_trainer.get(address).content.decode()
    assert "Before you read" in before
    assert "Which is right" not in before
    assert "harmless marker" not in before
    after = as_trainer.get(f"{address}?read=1").content.decode()
    assert "Which is right" in after


def test_grants_of_other_kinds_do_not_judge(
    choices: Course, enter: Callable[[User], Client]
) -> None:
    person = UserFactory()
    CourseGrant.objects.create(course=choices, user=person, role=CourseGrant.Role.REVIEWER)
    client = enter(person)
    assert (
        client.get(reverse("courses:workshop:judging_overview", args=[choices.slug])).status_code
        == 404
    )

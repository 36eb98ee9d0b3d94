"""What the pages of an attempt say with the options of a lesson, and what they refuse."""

import uuid
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt, ContextOpening, Response, Step
from courses.assessment.services import hand_in, start_attempt
from courses.assessment.services.judging.confirming import decide_fail
from courses.releases.models import Release
from tests.courses.assessment.judging.courses import duty_course, missing_the_duty
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import take
from tests.factories.catalogue import course_draft, lesson_draft, make_release, quiz_draft

TAB = str(uuid.UUID(int=1))


@pytest.fixture
def quiz(learner: User) -> Any:
    def start(**settings: Any) -> Attempt:
        draft = course_draft(quiz_draft(questions=2, shuffle=False, **settings), questions=2)
        enrolment = take(learner, make_release(draft))
        return start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=NOW)

    return start


def send(page: Client, attempt: Attempt, number: int, option: str, **more: str) -> str:
    sent = {"tab": TAB, "sequence": Step.objects.count() + 1, "answer.option": option, **more}
    answer = page.post(url("attempt_answer", attempt.public_id, number), sent, follow=True)
    return answer.content.decode()


def result(page: Client, attempt: Attempt) -> str:
    hand_in(public_id=attempt.public_id, by=attempt.enrolment.user, at=NOW)
    return page.get(url("attempt_result", attempt.public_id)).content.decode()


def test_tries_tell_what_they_cost_before_and_after(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="practice", tries=2, penalty=20)
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    assert "takes 20 % of its marks" in page.get(door).content.decode()
    before = page.get(url("attempt_detail", attempt.public_id, 1)).content.decode()
    assert "2 tries are left." in before
    assert "1 try is left." in send(page, attempt, 1, "wrong", go="check")
    found = send(page, attempt, 1, "right", go="check")
    assert "the tries before it took 20 %" in found
    assert "data-steps" not in found
    assert "cannot be changed any more" in send(page, attempt, 1, "wrong", go="next")
    assert "0.8 of 1" in result(page, attempt)


def test_enter_spends_no_try(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="practice", tries=2)
    first = page.get(url("attempt_detail", attempt.public_id, 1)).content.decode()
    assert first.index('value="next"') < first.index('value="check"')


def test_certainty_is_asked_and_told_privately_with_the_table(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="practice", certainty=True)
    send(page, attempt, 1, "wrong", certainty="3")
    shown = page.get(url("attempt_detail", attempt.public_id, 1)).content.decode()
    assert 'id="certainty-3"' in shown
    send(page, attempt, 2, "right", certainty="2")
    told = result(page, attempt)
    assert "1 answer you were sure of differs from the key." in told
    assert "Together −4" in " ".join(told.split())


def test_how_sure_stands_after_a_check_and_is_told_of_what_was_checked(
    page: Client, quiz: Any
) -> None:
    attempt = quiz(preset="practice", certainty=True)
    shown = send(page, attempt, 1, "wrong", certainty="3", go="check")
    assert "You said “Sure” before you checked." in shown
    assert 'id="certainty-3"' not in shown
    assert "You said “Sure”" in send(page, attempt, 1, "right", certainty="1", go="check")
    send(page, attempt, 2, "right", certainty="2")
    told = result(page, attempt)
    assert "1 answer you were sure of differs from the key." in told
    assert "Together −4" in " ".join(told.split())


def test_whoever_fails_the_attempt_that_counts_reads_where_they_stand(
    page: Client, quiz: Any
) -> None:
    attempt = quiz(preset="assessment", result="first", pass_mark=80)
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    assert "a later one completes the lesson" in page.get(door).content.decode()
    result(page, attempt)
    shown = " ".join(page.get(door).content.decode().split())
    assert "Your result: 0 %, your first attempt. It stays." in shown
    assert "as soon as an attempt reaches 80 %" in shown
    again = start_attempt(
        enrolment=attempt.enrolment, slot_uid="quiz", by=attempt.enrolment.user, at=NOW
    )
    for number in (1, 2):
        send(page, again, number, "right")
    result(page, again)
    shown = " ".join(page.get(door).content.decode().split())
    assert "Your result: 0 %, your first attempt. It stays." in shown
    assert "This lesson is complete." in shown


def test_an_average_tells_what_it_still_takes(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="assessment", result="average", pass_mark=50, attempts=2)
    result(page, attempt)
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    assert "the next attempt has to reach 100 %" in page.get(door).content.decode()


def test_what_to_look_at_again_comes_first_and_the_score_last(
    page: Client, quiz: Any, published: Release
) -> None:
    told = result(page, quiz(preset="check"))
    assert told.index("Your answers") < told.index(">Score<")


def test_an_assessment_asks_nobody_how_sure_they_are(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="assessment")
    shown = page.get(url("attempt_detail", attempt.public_id, 1)).content.decode()
    assert "certainty" not in shown
    sent = {"tab": TAB, "sequence": 1, "answer.option": "right", "certainty": "3"}
    assert page.post(url("attempt_answer", attempt.public_id, 1), sent).status_code == 422
    assert Step.objects.count() == 0


@pytest.mark.parametrize(
    "odd", ["", "0", "4", "NaN", "1e3", "\x00", "\u202e1", "\u200b1", "9" * 400]
)
def test_odd_certainties_are_refused_by_both_ways_of_saving(
    odd: str, page: Client, quiz: Any
) -> None:
    attempt = quiz(preset="practice", certainty=True)
    form = {"answer.option": ["right"], "certainty": [odd]}
    save = {"sequence": 1, "question": attempt.question_uids[0], "form": form}
    answers = [
        page.post(
            url("attempt_steps", attempt.public_id),
            {"tab": TAB, "saves": [save]},
            content_type="application/json",
        ),
        page.post(
            url("attempt_answer", attempt.public_id, 1),
            {"tab": TAB, "sequence": 2, "answer.option": "right", "certainty": odd},
        ),
    ]
    if odd == "":
        assert Response.objects.get().certainty is None
        return
    assert [answer.status_code for answer in answers] == [422, 422]
    assert Step.objects.count() == 0


@pytest.mark.parametrize(
    "sent", [{"flag": "2"}, {"flag": "\x00"}, {"opened": "thread"}, {"opened": ["a"] * 100}]
)
def test_what_does_not_belong_to_the_question_is_refused_with_a_sentence(
    sent: dict[str, Any], page: Client, quiz: Any
) -> None:
    attempt = quiz(preset="assessment")
    answer = page.post(url("attempt_aside", attempt.public_id, 1), sent)
    assert (answer.status_code, bool(answer.json()["error"])) == (422, True)
    assert page.post(url("attempt_aside", attempt.public_id, 3), {"flag": "1"}).status_code == 404
    attempt.refresh_from_db()
    assert (attempt.flags, ContextOpening.objects.count()) == ([], 0)


def test_marks_for_review_stand_in_navigator_and_summary(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="assessment")
    where = url("attempt_aside", attempt.public_id, 2)
    assert page.post(where, {"flag": "1"}).status_code == 204
    summary = page.get(url("attempt_summary", attempt.public_id)).content.decode()
    assert "Marked for review:" in summary
    assert page.post(where, {"flag": "0"}).status_code == 204
    attempt.refresh_from_db()
    assert attempt.flags == []


def test_a_calibration_tells_when_it_is_told(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="calibration", closes_on="2126-12-24")
    door = page.get(url("lesson_detail", attempt.enrolment.course.slug, "quiz")).content.decode()
    assert "It closes after 24 December 2126." in door
    told = result(page, attempt)
    assert "is told here after 24 December 2126" in told
    assert ">Score<" not in told


def test_who_answers_after_handing_in_without_script_is_told(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="check")
    result(page, attempt)
    assert "These answers came after the end." in send(page, attempt, 1, "right")
    assert Step.objects.get().is_late


def test_a_calibration_that_is_done_sends_nobody_to_their_lead(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="calibration", closes_on="2126-01-01")
    result(page, attempt)
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    shown = page.get(door).content.decode()
    assert "There is no other attempt, and none is needed." in shown
    assert "No attempt is left" not in shown


def test_a_minute_is_one_minute(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="assessment", time_limit_minutes=1)
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    assert "You have 1 minute from the start." in page.get(door).content.decode()


def test_feedback_in_practice_asks_the_question_once(page: Client, quiz: Any) -> None:
    attempt = quiz(preset="practice")
    assert send(page, attempt, 1, "wrong", go="check").count("Which is right in") == 1


def test_a_closed_lesson_promises_nothing_to_who_never_answered(
    page: Client, learner: User, quiz: Any
) -> None:
    attempt = quiz(preset="calibration", closes_on="2026-11-22")
    door = url("lesson_detail", attempt.enrolment.course.slug, "quiz")
    attempt.delete()
    shown = page.get(door).content.decode()
    assert "It takes no answers any more." in shown
    assert "told with your attempt below" not in shown


def test_a_duty_that_was_not_met_is_named_beside_the_percentage(
    client: Client, units: SimpleNamespace, trainer: User
) -> None:
    course = duty_course(units.north).course
    attempt = missing_the_duty(course, units.north_team)
    row = attempt.fail_confirmations.get()
    said = {"decided": "confirmed", "reason": "Not met.", "by": trainer}
    decide_fail(confirmation=row, at=NOW + timedelta(hours=1), **said)
    client.force_login(attempt.enrolment.user)
    shown = client.get(url("lesson_detail", course.slug, "quiz")).content.decode()
    assert "reaches 50 %, also in what other marks do not make up for." in shown


def test_the_outline_says_what_can_be_taken_first(
    page: Client, learner: User, published: Release
) -> None:
    settings = {"preset": "assessment", "test_out": True, "draw": [{"questions": ["question-0"]}]}
    quiz = lesson_draft("quiz", "quiz", settings=settings, covers=("house/FEE-1.1",))
    draft = course_draft(lesson_draft("intro"), quiz, questions=1, slug="out", code="OUT-1")
    enrolment = take(learner, make_release(draft))
    outline = url("course_detail", "out")
    said = "Can be taken first: passing it stands for the lessons that it covers."
    assert page.get(outline).content.decode().count(said) == 1

    attempt = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=NOW)
    send(page, attempt, 1, "right")
    result(page, attempt)
    assert said not in page.get(outline).content.decode()

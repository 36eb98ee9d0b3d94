"""A person's own report: by rule, private, and no more than may be told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from courses.assessment.models import Attempt, Response
from courses.assessment.services import Save, hand_in, save_answers, start_attempt
from courses.delivery.pages.report import report_page
from courses.enrolment.models import Enrolment
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import Counted, url

TAB = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
def answered(
    enrolment: Enrolment, complete_before: Callable[[str], None]
) -> Callable[[str], Attempt]:
    """Hand in the quiz with this answer to the question about a rule."""
    complete_before("quiz")

    def answer(option: str, at: datetime = NOW) -> Attempt:
        made = start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=at)
        save_answers(
            public_id=made.public_id,
            by=enrolment.user,
            tab=TAB,
            saves=[Save.of(1, "origin", {"option": option})],
            at=at,
        )
        hand_in(public_id=made.public_id, by=enrolment.user, at=at)
        return made

    return answer


def text(client: Client) -> str:
    answer = client.get(url("report"))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def drawn(attempt: Attempt) -> bool:
    return "origin" in attempt.question_uids


def test_an_empty_report_says_what_will_come(page: Client) -> None:
    assert "Nothing yet" in text(page)


def test_a_rule_that_went_wrong_stands_first_with_its_lesson(
    page: Client, answered: Callable[[str], Attempt]
) -> None:
    assert drawn(answered("stays"))
    told = text(page)
    assert "What to look at" in told
    assert "FEE-1.1" in told
    assert "0 of 1 as the key has it." in told
    assert "Read again:" in told
    assert "What went well" not in told


def test_a_rule_that_went_right_is_named_too(
    page: Client, answered: Callable[[str], Attempt]
) -> None:
    assert drawn(answered("goes"))
    told = text(page)
    assert "What went well" in told
    assert "What to look at" not in told


def test_nobody_elses_results_stand_in_it(
    client: Client, answered: Callable[[str], Attempt], lead
) -> None:
    answered("stays")
    client.force_login(lead)
    assert "Nothing yet" in text(client)


def test_what_a_lesson_keeps_to_itself_is_kept(
    answered: Callable[[str], Attempt], learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from courses.assessment import behaviours, paper

    answered("stays")
    real = paper.behaviour_of
    monkeypatch.setattr(
        paper,
        "behaviour_of",
        lambda lesson: replace(real(lesson), feedback=behaviours.Feedback.AFTER_CLOSING),
    )
    assert report_page(learner, None, at=NOW).again == []


def test_sure_answers_that_differ_are_told_where_certainty_is(
    page: Client, answered: Callable[[str], Attempt], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from courses.assessment import paper

    made = answered("stays")
    Response.objects.filter(attempt=made, question_uid="origin").update(certainty=3)
    assert "You were sure" not in text(page)
    real = paper.behaviour_of
    monkeypatch.setattr(
        paper, "behaviour_of", lambda lesson: replace(real(lesson), asks_certainty=True)
    )
    assert "You were sure of 1 answer that differs from the key." in text(page)


@pytest.mark.parametrize(("first", "told"), [("stays", True), ("goes", False)])
def test_an_answer_is_told_as_it_was_when_it_was_checked_first(
    page: Client,
    enrolment: Enrolment,
    complete_before: Callable[[str], None],
    queries: Counted,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    told: bool,
) -> None:
    """The result page says the same of it; what counts in the end is right."""
    from dataclasses import replace

    from courses.assessment import behaviours, paper

    real = paper.behaviour_of
    rules = {"asks_certainty": True, "feedback": behaviours.Feedback.AT_ONCE}
    monkeypatch.setattr(paper, "behaviour_of", lambda lesson: replace(real(lesson), **rules))
    complete_before("quiz")
    learner = enrolment.user
    made = start_attempt(enrolment=enrolment, slot_uid="quiz", by=learner, at=NOW)
    for number, option in enumerate((first, "goes"), start=1):
        save = Save.of(number, "origin", {"option": option}, certainty=3)
        save_answers(
            public_id=made.public_id, by=learner, tab=TAB, saves=[save], at=NOW, is_check=True
        )
    hand_in(public_id=made.public_id, by=learner, at=NOW)
    said = text(page)
    assert "1 of 1 as the key has it." in said
    assert ("You were sure of 1 answer that differs from the key." in said) == told
    assert ("What to look at" in said, "What went well" in said) == (told, not told)
    result = page.get(url("attempt_result", made.public_id)).content.decode()
    assert ("1 answer you were sure of differs from the key." in result) == told
    assert queries(lambda: text(page)) == 7


def test_the_report_makes_few_queries(
    page: Client, answered: Callable[[str], Attempt], queries: Counted
) -> None:
    answered("stays")
    text(page)
    assert queries(lambda: text(page)) == 5

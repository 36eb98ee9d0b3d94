"""What a person is told of a course that was asked for."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import Notice, User
from accounts.services import notify
from accounts.words import words_for
from courses.enrolment.services import assign_to_person
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url
from tests.factories.catalogue import make_course

TITLES = {"en": "A course", "es": "Un curso"}


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        (date(2026, 12, 1), "You are asked to take the course “A course” by 1 December 2026."),
        (None, "You are asked to take the course “A course”."),
    ],
)
def test_an_assigned_course_is_told_with_title_and_day(
    due_on: date | None, sentence: str, learner: User, lead: User
) -> None:
    course = make_course(titles=TITLES)
    assign_to_person(course=course, person=learner, due_on=due_on, by=lead, at=NOW)
    notice = Notice.objects.get(person=learner)
    with override("en"):
        told = words_for(notice.kind, notice.payload)
    assert (told.text, told.url) == (sentence, "/courses/small/")


def test_an_assigned_course_is_told_in_the_language_of_the_page(learner: User, lead: User) -> None:
    course = make_course(titles=TITLES)
    assign_to_person(course=course, person=learner, due_on=None, by=lead, at=NOW)
    notice = Notice.objects.get(person=learner)
    with override("es"):
        assert "Un curso" in words_for(notice.kind, notice.payload).text


def test_one_more_attempt_is_told_with_the_quiz_and_from_when() -> None:
    payload = {"course": "small", "slot": "quiz", "titles": TITLES, "languages": ["en"], "from": ""}
    with override("en"):
        told = words_for("attempt_granted", payload)
        later = words_for("attempt_granted", {**payload, "from": NOW.isoformat()})
    assert told.url == later.url == "/courses/small/lesson/quiz/"
    assert told.text == "You may take “A course” once more."
    assert later.text.startswith("You may take “A course” once more, from 22 November 2026")


def test_a_notice_of_before_leads_nowhere_and_breaks_nothing() -> None:
    told = words_for("course_assigned", {"course": "small", "due_on": ""})
    assert (told.text.split()[0], told.url) == ("Something", "")


def test_the_page_of_notices_says_it(page, learner: User, lead: User) -> None:
    assign_to_person(course=make_course(), person=learner, due_on=None, by=lead, at=NOW)
    assert "A small course" in page.get("/account/notices/").content.decode()


def test_what_was_not_read_stands_on_the_first_page(page: Client, learner: User) -> None:
    payload = {"attempt": str(UUID(int=1)), "titles": {"en": "Quiz"}, "languages": ["en"]}
    for state in ("accepted", "declined"):
        notify(person=learner, kind="late.decided", payload={**payload, "state": state}, at=NOW)
    first = Notice.objects.get(payload__state="accepted")

    shown = page.get(url("home")).content.decode()
    assert shown.count("Your late answer in “Quiz”") == 2

    page.post(reverse("accounts:notice_read", args=[first.public_id]))
    assert page.get(url("home")).content.decode().count("Your late answer in “Quiz”") == 1

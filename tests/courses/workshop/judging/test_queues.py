"""The queues of what waits for a person, in few queries."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from courses.assessment.models import Contest
from courses.assessment.services.judging.marking import set_second_marking
from courses.catalogue.models import Course
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    duty_course,
    essay_course,
    missing_the_duty,
    with_essay,
)
from tests.courses.workshop.conftest import url
from tests.courses.workshop.judging.waiting import WRONG, contested, cost, wrong


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_of_courses(count: int, units: SimpleNamespace, as_trainer: Client) -> None:
    for number in range(count):
        course = essay_course(units.north, slug=f"essays-{number}").course
        for _time in range(count):
            contested(with_essay(course, units.north_team))
    assert cost(as_trainer, url("judging_list")) == 8
    html = as_trainer.get(url("judging_list")).content.decode()
    assert html.count("text to mark") + html.count("texts to mark") >= count


@pytest.mark.parametrize("count", [1, 4])
def test_the_overview(
    count: int, choices: Course, units: SimpleNamespace, as_trainer: Client, trainer: User
) -> None:
    for number in range(count):
        attempt = wrong(choices, units.north_team)
        row = contested(attempt)
        contested(attempt, "question-1")
        Contest.objects.filter(pk=row.pk).update(
            state="upheld", answer="Yes.", decided_by=trainer, decided_at=NOW + timedelta(1)
        )
        answer(attempt, "question-1", WRONG, sequence=9 + number)
    address = url("judging_overview", choices.slug)
    assert cost(as_trainer, address) == 12
    told = re.sub(r"\s+", " ", as_trainer.get(address).content.decode())
    assert f"<b>{count}</b> Contests" in told
    assert f"<b>{count}</b> Late answers" in told
    assert told.count("?what=quiz/question-0&amp;release=1") == count
    assert told.count(">Which is right in question-0?</a>") == count
    editor = reverse("courses:workshop:question_edit", args=[choices.slug, "question-0"])
    assert told.count(f'href="{editor}"') == count


QUEUES: dict[str, Callable[[Course, Any], object]] = {
    "judging_contests": lambda course, unit: contested(wrong(course, unit)),
    "judging_late": lambda course, unit: answer(
        wrong(course, unit), "question-1", WRONG, sequence=9
    ),
}


@pytest.mark.parametrize(("name", "queries"), [("judging_contests", 6), ("judging_late", 7)])
@pytest.mark.parametrize("count", [1, 4])
def test_a_queue(
    name: str,
    queries: int,
    count: int,
    choices: Course,
    units: SimpleNamespace,
    as_trainer: Client,
) -> None:
    for _time in range(count):
        QUEUES[name](choices, units.north_team)
    assert cost(as_trainer, url(name, choices.slug)) == queries


@pytest.mark.parametrize("count", [1, 4])
def test_the_queue_of_fails(count: int, units: SimpleNamespace, as_trainer: Client) -> None:
    course = duty_course(units.north).course
    for _time in range(count):
        missing_the_duty(course, units.north_team)
    assert cost(as_trainer, url("judging_fails", course.slug)) == 6


@pytest.mark.parametrize("count", [1, 4])
def test_the_queue_of_texts(
    count: int, essays: Course, units: SimpleNamespace, as_trainer: Client, trainer: User
) -> None:
    set_second_marking(course=essays, percent=100, by=trainer, at=NOW)
    for _time in range(count):
        with_essay(essays, units.north_team)
    address = url("judging_marking", essays.slug)
    assert cost(as_trainer, address) == 13
    html = as_trainer.get(address).content.decode()
    named = re.findall(r"<span>([^<·]*)·\s+since", html)
    assert [words.strip() for words in named] == ["Why?"] * count


@pytest.mark.parametrize(
    "name",
    ["judging_contests", "judging_marking", "judging_fails", "judging_late", "judging_regrades"],
)
def test_an_empty_queue_teaches(name: str, choices: Course, as_trainer: Client) -> None:
    answered = as_trainer.get(url(name, choices.slug))
    assert answered.status_code == 200
    assert 'class="empty"' in answered.content.decode()

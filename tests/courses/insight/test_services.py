"""Figures come from gradings, stay until a grading changes them, and are never about a few."""

import math
from datetime import datetime, timedelta

import pytest

from courses.catalogue.models import Course
from courses.insight import services, tasks
from courses.insight.models import QuestionFigures, QuizFigures
from courses.insight.selectors import exposure, figures_of_questions
from courses.releases.models import Release
from tests.courses.insight.answered import attempt, be_sure, grade, person, quiz_release
from tests.factories.catalogue import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
# Six people: totals 3, 3, 2, 1, 1, 0.
SIX = [(1, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 1, 0), (0, 0, 0)]


@pytest.fixture
def release() -> Release:
    return quiz_release()


def compute(course: Course, at: datetime = LATER) -> QuizFigures:
    services.request_figures(course=course, slot_uid="quiz", at=at)
    services.fulfil(figures_id=QuizFigures.objects.get(course=course).pk, at=at)
    return QuizFigures.objects.get(course=course)


def test_figures_are_those_of_the_gradings(release: Release) -> None:
    for marks in SIX:
        attempt(release, marks)

    found = compute(release.course)

    assert (found.attempts, found.people, found.release) == (6, 6, release)
    assert (found.state, found.computed_at) == ("", LATER)
    assert found.quiz["last"]["mean"] == pytest.approx(100 * 10 / 18)
    assert found.quiz["first"] == found.quiz["all"] == found.quiz["best"] == found.quiz["last"]
    one = figures_of_questions(release.course, ["question-0", "no-such"])
    assert set(one) == {"question-0"}
    told = one["question-0"]
    assert (told.slot_uid, told.n, told.people, told.shown_to) == ("quiz", 6, 6, 6)
    assert told.facility == pytest.approx(4 / 6)
    # x = 1 1 1 1 0 0 against the rest 2 2 1 0 1 0.
    assert told.discrimination == pytest.approx(6 / math.sqrt(8 * 24))
    # Two people in each third are too few to be told apart.
    assert told.answers == {
        "sizes": [6],
        "parts": {"right": {"right": [4], "missed": [2]}, "wrong": {"wrong": [2]}},
        "is_choice": True,
    }


def test_fewer_than_five_people_leave_no_figure(release: Release) -> None:
    for marks in SIX[:4]:
        attempt(release, marks)
    found = compute(release.course)
    assert found.quiz["last"] == {"n": 4, "people": 4}
    row = QuestionFigures.objects.get(question_uid="question-0", which="last")
    assert (row.n, row.people, row.shown_to) == (4, 4, 4)
    assert (row.facility, row.discrimination, row.more, row.answers) == (None, None, {}, {})


def test_one_person_with_many_attempts_is_one_person(release: Release) -> None:
    first = attempt(release, SIX[0])
    for marks in SIX[1:]:
        attempt(release, marks, enrolment=first.enrolment)
    found = compute(release.course)
    assert (found.attempts, found.people) == (6, 1)
    assert found.quiz == {"last": {"n": 1, "people": 1}}


def test_thirds_are_told_when_each_has_five_people(release: Release) -> None:
    for marks in [(0, 0, 0)] * 5 + [(1, 1, 0)] * 5 + [(1, 1, 1)] * 5:
        attempt(release, marks)
    compute(release.course)
    told = figures_of_questions(release.course, ["question-2"])["question-2"]
    assert told.answers == {
        "sizes": [15, 5, 5, 5],
        "parts": {
            "right": {"right": [5, 0, 0, 5], "missed": [10, 5, 5, 0]},
            "wrong": {"wrong": [10, 5, 5, 0]},
        },
        "is_choice": True,
    }


def test_first_last_best_and_all(release: Release) -> None:
    for _number in range(5):
        first = attempt(release, (1, 0, 0))
        attempt(release, (1, 1, 1), enrolment=first.enrolment)
        attempt(release, (0, 0, 0), enrolment=first.enrolment)
    found = compute(release.course)
    means = {which: round(row["mean"], 2) for which, row in found.quiz.items()}
    assert means == {"first": 33.33, "last": 0, "best": 100, "all": 44.44}
    assert {which: row["n"] for which, row in found.quiz.items()} == {
        "first": 5,
        "last": 5,
        "best": 5,
        "all": 15,
    }


def test_a_few_who_came_twice_are_not_told_apart(release: Release) -> None:
    for marks in SIX:
        attempt(release, marks)
    attempt(release, (1, 1, 1), enrolment=attempt(release, (0, 0, 0)).enrolment)
    assert list(compute(release.course).quiz) == ["last"]


def test_a_renewal_follows_what_came_before(release: Release) -> None:
    for _number in range(5):
        somebody = person()
        attempt(release, (0, 0, 0), who=somebody)
        attempt(release, (1, 1, 1), who=somebody)
    found = compute(release.course)
    assert found.people == 5
    assert found.quiz["last"]["mean"] == 100
    assert exposure(release.course, ["question-0"]) == {"question-0": 5}


def test_languages_stand_side_by_side(release: Release) -> None:
    for language, marks in (("en", (1, 1, 1)), ("es", (0, 1, 0))):
        for _number in range(5):
            attempt(release, marks, language=language)
    compute(release.course)
    told = figures_of_questions(release.course, ["question-0"])["question-0"]
    assert {name: row["facility"] for name, row in told.languages.items()} == {"en": 1, "es": 0}


def test_a_language_of_a_few_is_not_told_nor_what_it_follows_from(release: Release) -> None:
    for language in ["en"] * 6 + ["es"] * 5 + ["de"]:
        attempt(release, (1, 0, 0), language=language)
    compute(release.course)
    told = figures_of_questions(release.course, ["question-0"])["question-0"]
    assert set(told.languages) == {"en"}


def test_who_was_shown_a_question_counts_before_handing_in(release: Release) -> None:
    for marks in SIX[:5]:
        attempt(release, marks)
    made = attempt(release, (1, 1, 1))
    made.state, made.closed_at, made.current_grading = "open", None, None
    made.save()
    found = compute(release.course)
    assert found.attempts == 5
    assert exposure(release.course, ["question-0"]) == {"question-0": 6}


def test_questions_from_a_pool(release: Release) -> None:
    for _number in range(6):
        attempt(release, (1, 0, None))
        attempt(release, (0, None, 1))
    found = compute(release.course)
    assert found.quiz["last"]["alpha"] is None
    told = figures_of_questions(release.course, ["question-0", "question-1", "question-2"])
    assert {uid: (row.n, row.facility) for uid, row in told.items()} == {
        "question-0": (12, 0.5),
        "question-1": (6, 0),
        "question-2": (6, 1),
    }


def test_what_is_kept_out_of_passing_has_figures_and_no_weight(release: Release) -> None:
    for marks in SIX:
        attempt(release, marks, kept_out=["question-2"])
    found = compute(release.course)
    assert found.quiz["last"]["mean"] == pytest.approx(100 * 8 / 12)
    told = figures_of_questions(release.course, ["question-0", "question-2"])
    assert told["question-2"].facility == pytest.approx(2 / 6)
    assert told["question-2"].more["intended_weight"] is None
    assert told["question-0"].more["intended_weight"] == 0.5


def test_what_waits_for_marks_is_left_out(release: Release) -> None:
    for marks in SIX[:5]:
        attempt(release, marks)
    attempt(release, SIX[5], awaits="marking")
    assert compute(release.course).attempts == 5


def test_certainty_is_told_by_question_and_of_enough_people(release: Release) -> None:
    for number in range(6):
        made = attempt(release, (number % 2, 1, 0))
        be_sure(made, "question-0", 3)
        be_sure(made, "question-1", 1)
        if number < 4:
            be_sure(made, "question-2", 3)
    assert compute(release.course).certainty == {
        "question-0": {"people": 6, "answers": 6, "sure": 6, "errors": 3},
        "question-1": {"people": 6, "answers": 6, "sure": 0, "errors": 0},
    }


def test_the_sweep_computes_what_no_task_knows_of(
    release: Release, django_capture_on_commit_callbacks
) -> None:
    for marks in SIX:
        attempt(release, marks, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.bring_up_to_date()
    found = QuizFigures.objects.get()
    assert (found.course, found.slot_uid, found.changed_at) == (release.course, "quiz", NOW)
    assert found.attempts == 6


def test_a_new_grading_makes_figures_stale_and_nothing_else_does(release: Release) -> None:
    rows = [attempt(release, marks) for marks in SIX]
    compute(release.course)
    later = LATER + timedelta(hours=1)
    assert services.bring_up_to_date(at=later) == 0

    grade(rows[5], dict.fromkeys(("question-0", "question-1", "question-2"), 1), at=later)

    assert services.bring_up_to_date(at=later + timedelta(seconds=1)) == 1
    services.fulfil(figures_id=QuizFigures.objects.get().pk, at=later + timedelta(minutes=3))
    assert QuizFigures.objects.get().quiz["last"]["mean"] == pytest.approx(100 * 13 / 18)
    assert services.bring_up_to_date(at=later + timedelta(hours=1)) == 0


def test_a_worker_that_fell_silent_is_replaced_and_one_at_work_is_not(release: Release) -> None:
    attempt(release, SIX[0])
    figures = compute(release.course)
    QuizFigures.objects.update(state="running", beat_at=LATER)
    soon, late = LATER + timedelta(minutes=5), LATER + timedelta(minutes=7)
    assert services.fulfil(figures_id=figures.pk, at=soon) is False
    assert services.bring_up_to_date(at=soon) == 0
    assert services.bring_up_to_date(at=late) == 1
    assert services.fulfil(figures_id=figures.pk, at=late) is True
    assert services.fulfil(figures_id=figures.pk, at=late) is False


def test_progress_is_told_while_reading(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    for marks in SIX:
        attempt(release, marks)
    monkeypatch.setattr(services, "_TELL_EVERY", 0)
    found = compute(release.course)
    assert (found.steps_done, found.steps_total) == (6, 6)

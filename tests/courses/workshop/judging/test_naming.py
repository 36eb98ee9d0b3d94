"""Questions in lists are called by what they ask."""

from types import SimpleNamespace

import pytest

from courses.releases.models import Release
from courses.releases.services import compile_candidate, publish
from courses.workshop.pages.judging.naming import lesson_name, question_names
from tests.courses.assessment.judging.courses import NOW, choice_course


@pytest.fixture
def release(units: SimpleNamespace) -> Release:
    return choice_course(units.north, questions=3).course.releases.get()


def asking(release: Release, *stems: str) -> Release:
    """The next release, whose questions ask this in their order."""
    course = release.course
    for question, stem in zip(course.questions.order_by("uid"), stems, strict=True):
        words = question.texts.get()
        words.texts = {**words.texts, "stem": stem}
        words.save(update_fields=["texts"])
    course.draft_revision += 1
    course.save(update_fields=["draft_revision"])
    return publish(candidate=compile_candidate(course=course, by=None, at=NOW), by=None, at=NOW)


def test_a_question_is_called_by_the_beginning_of_what_it_asks(release: Release) -> None:
    later = asking(release, "Is *this* right & **proper**?", "Why? " + "So. " * 60, "Who?")
    names = question_names(later, "en")
    assert names["question-0"] == "Is this right & proper?"
    assert names["question-1"].startswith("Why? So. So.")
    assert (len(names["question-1"]), names["question-1"][-1]) == (90, "…")
    assert question_names(later, "en", only={"question-2"}) == {"question-2": "Who?"}


def test_questions_that_begin_alike_are_told_apart(release: Release) -> None:
    later = asking(release, "Which?", "Which?", "Who?")
    assert question_names(later, "es") == {
        "question-0": "Which? (question-0)",
        "question-1": "Which? (question-1)",
        "question-2": "Who?",
    }


def test_without_a_release_nothing_is_named(release: Release) -> None:
    assert question_names(None, "en") == {}
    assert lesson_name(None, "quiz", "en") == "quiz"
    assert lesson_name(release, "gone", "en") == "gone"

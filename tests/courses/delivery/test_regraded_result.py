"""A result that was graded anew shows the key by which it was judged, and says by which rule."""

import re
from types import SimpleNamespace

import pytest
from django.test import Client

from courses.assessment.models import Attempt, Grading
from courses.assessment.services import settle
from courses.catalogue.models import Course
from courses.releases.models import Release
from tests.courses.assessment.judging.courses import NOW, choice_course, handed_in, mend_key
from tests.courses.delivery.conftest import Counted, url

RIGHT, WRONG = {"option": "right"}, {"option": "wrong"}
Policy = Grading.Policy


@pytest.fixture
def course(units: SimpleNamespace) -> Course:
    return choice_course(units.north, attempts=1).course


@pytest.fixture
def attempt(course: Course, units: SimpleNamespace) -> Attempt:
    """By the old key the second question differs, by the mended one it is right."""
    return handed_in(course, units.north_team, {"question-0": RIGHT, "question-1": WRONG})


@pytest.fixture
def mended(attempt: Attempt, course: Course) -> Release:
    return mend_key(course, "question-1")


def graded_anew(attempt: Attempt, policy: str, release: Release) -> None:
    settle(
        attempt=attempt,
        policy=Policy(policy),
        by=None,
        at=NOW,
        release=release,
        questions=["question-1"],
    )


def second(client: Client, attempt: Attempt) -> str:
    """What the learner reads about the second question, without the markup."""
    client.force_login(attempt.enrolment.user)
    page = client.get(url("attempt_result", attempt.public_id)).content.decode()
    block = page.split('<details class="result-question"')[2].partition("</details>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", block).split())


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("new_key", "This question was graded anew with a mended key."),
        ("best_of_both", "The better of both results counts."),
    ],
)
def test_a_regraded_question_is_told_by_the_mended_key(
    policy: str, said: str, client: Client, attempt: Attempt, mended: Release
) -> None:
    before = second(client, attempt)
    assert "Differs from the key · 0 of 1" in before
    assert "graded anew" not in before

    graded_anew(attempt, policy, mended)

    after = second(client, attempt)
    assert "As the key has it · 1 of 1" in after
    assert said in after
    assert "Right, and not chosen" not in after
    # What was graded anew stands open, though it went well: somebody asked about it.
    page = client.get(url("attempt_result", attempt.public_id)).content.decode()
    opened = re.findall(r'<details class="result-question"([^>]*)>', page)
    assert [words.strip() for words in opened] == ["", "open"]


def test_full_credit_says_why_the_marks_are_full(
    client: Client, course: Course, units: SimpleNamespace
) -> None:
    left_out = handed_in(course, units.north_team, {"question-0": RIGHT})

    graded_anew(left_out, "full_credit", mend_key(course, "question-1"))

    told = second(client, left_out)
    assert "Not answered · 1 of 1" in told
    assert "everybody has full marks for it" in told


def test_a_later_grading_of_another_kind_keeps_the_mended_key(
    client: Client, attempt: Attempt, mended: Release, queries: Counted
) -> None:
    graded_anew(attempt, "new_key", mended)
    second(client, attempt)
    made = [queries(lambda: client.get(url("attempt_result", attempt.public_id)))]

    settle(attempt=attempt, policy=Policy.LATE, by=None, at=NOW, questions=["question-0"])

    made.append(queries(lambda: client.get(url("attempt_result", attempt.public_id))))
    assert "As the key has it · 1 of 1" in second(client, attempt)
    # One query more, for the gradings before the last.
    assert made == [7, 8]

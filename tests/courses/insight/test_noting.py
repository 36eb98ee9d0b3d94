"""What was chosen and opened is told by thirds, of enough people, and never what was typed."""

from typing import Any

import pytest

from courses.assessment.models import ContextOpening, Response
from courses.insight.asked import Asked
from courses.insight.computing import compute
from courses.insight.reading import read_quiz
from courses.releases.models import Release
from tests.courses.insight.answered import attempt, be_sure, quiz_release, respond
from tests.courses.questions.examples import CLOZE, MATCHING, ORDERING, SINGLE, TOLD, Example
from tests.factories.catalogue import NOW

pytestmark = pytest.mark.django_db

UID = "question-0"
# Five people in each third by the other questions.
ROWS = [(0, 0, 0)] * 5 + [(0, 1, 0)] * 5 + [(0, 1, 1)] * 5


@pytest.fixture
def release() -> Release:
    return quiz_release()


def figures(release: Release, example: Example) -> dict[str, Any]:
    asked = {UID: Asked(example.type, example.definition)}
    reading = read_quiz(release.course_id, "quiz", told=lambda done, total: None, questions=asked)
    rows = compute(reading).questions
    found: dict[str, Any] = next(row for row in rows if row["question_uid"] == UID)["answers"]
    return found


@pytest.mark.parametrize(
    ("example", "part", "wrong", "right"),
    [
        (ORDERING, "law", "5", "1"),
        (MATCHING, "hand", "boot", "glove"),
        (CLOZE, "who", "court", "police"),
        (TOLD, "action", "allow", "remove"),
        (TOLD, "escalate", "legal", "child-safety"),
        (TOLD, "escalate.within", "48h", "1h"),
    ],
)
def test_the_wrong_choice_is_told_by_thirds(
    example: Example, part: str, wrong: str, right: str, release: Release
) -> None:
    for number, marks in enumerate(ROWS):
        answer = example.full if number >= 10 else example.wrong
        respond(attempt(release, marks), answer)
    told = figures(release, example)["chosen"]
    assert told["sizes"] == [15, 5, 5, 5]
    assert told["parts"][part] == {wrong: [10, 5, 5, 0], right: [5, 0, 0, 5]}
    assert set(told["parts"]) <= set(example.type.choices(example.definition))
    assert right in example.type.choices(example.definition)[part].right


def test_what_stands_between_answers_can_be_typed_in_one(release: Release) -> None:
    for marks in ROWS:
        typed = {"fields": {"action": "allow", "rationale": "One\x1eand\x1fanother"}}
        respond(attempt(release, marks), typed)
    told = figures(release, TOLD)["chosen"]
    assert told == {"sizes": [15, 5, 5, 5], "parts": {"action": {"allow": [15, 5, 5, 5]}}}


def test_what_is_typed_or_gone_is_never_told(release: Release) -> None:
    answer = {"blanks": {"who": "nobody-now", "name": "typed", "number": "7"}}
    for marks in ROWS:
        respond(attempt(release, marks), answer)
    assert figures(release, CLOZE)["chosen"]["parts"] == {"who": {"": [15, 5, 5, 5]}}


def test_of_a_few_people_nothing_is_told(release: Release) -> None:
    for number, marks in enumerate(ROWS):
        made = attempt(release, marks)
        if number < 4:
            respond(made, MATCHING.wrong)
    assert "chosen" not in figures(release, MATCHING)


def test_opened_context_is_told_by_thirds(release: Release) -> None:
    for number, marks in enumerate(ROWS):
        made = attempt(release, marks)
        if number < 7:
            ContextOpening.objects.create(attempt=made, question_uid=UID, key="thread", at=NOW)
    assert figures(release, TOLD)["opened"] == {"thread": [7, 5, 2, 0]}


def test_certainty_is_about_what_was_checked_first(release: Release) -> None:
    for number in range(6):
        made = attempt(release, (1, 1, 0))
        be_sure(made, UID, 3)
        if number < 2:
            respond(made, {"option": "red"}, is_check=True, certainty=3)
        Response.objects.filter(attempt=made).update(answer=SINGLE.full)
    asked = {UID: Asked(SINGLE.type, SINGLE.definition)}
    reading = read_quiz(release.course_id, "quiz", told=lambda done, total: None, questions=asked)
    counts = {"people": 6, "answers": 6, "sure": 6, "errors": 2}
    assert compute(reading).certainty == {UID: counts}

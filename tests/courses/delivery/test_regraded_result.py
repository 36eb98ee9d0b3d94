"""A result that was graded anew shows the key by which it was judged, and says by which rule."""

import re
import uuid
from types import SimpleNamespace

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt, FailConfirmation, Grading
from courses.assessment.services import Save, hand_in, save_answers, settle
from courses.assessment.services.judging.confirming import decide_fail
from courses.assessment.services.judging.contesting import open_contest
from courses.assessment.services.judging.marking import claim_next, mark_turn
from courses.catalogue.models import Course
from courses.delivery.pages.clauses import clause_lines
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from tests.courses.assessment.judging.courses import (
    NOW,
    answer,
    begun,
    choice_course,
    duty_course,
    essay_course,
    handed_in,
    marker_of,
    mend_key,
    missing_the_duty,
)
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


def graded_anew(
    attempt: Attempt, policy: str, release: Release, question: str = "question-1"
) -> None:
    settle(
        attempt=attempt,
        policy=Policy(policy),
        by=None,
        at=NOW,
        release=release,
        questions=[question],
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
    assert made == [6, 7]


def text(client: Client, attempt: Attempt) -> str:
    """What the learner reads on the whole page, without the markup."""
    client.force_login(attempt.enrolment.user)
    answered = client.get(url("attempt_result", attempt.public_id))
    assert answered.status_code == 200
    main = answered.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def test_a_pass_that_stands_is_said_with_what_the_new_marking_says(
    client: Client, course: Course, units: SimpleNamespace
) -> None:
    right = handed_in(course, units.north_team, {"question-0": RIGHT, "question-1": RIGHT})
    assert "stays" not in text(client, right)

    graded_anew(right, "new_key", mend_key(course, "question-1"))

    told = text(client, right)
    assert "You have passed, and that stays. By the new marking, these answers would not" in told
    assert "the course stays passed, and your certificate stays." in told
    assert "Not passed this time" not in told
    assert "50 %" in told
    assert "Back to the course" in told
    door = client.get(url("lesson_detail", course.slug, "quiz")).content.decode()
    assert "Your result so far: 50 %, your best attempt." in door
    assert "This lesson stays complete." in door
    assert "not passed by the new marking" in door
    assert Enrolment.objects.get(pk=right.enrolment_id).state == Enrolment.State.PASSED


def test_who_never_passed_is_not_told_that_something_stays(
    client: Client, attempt: Attempt, course: Course
) -> None:
    graded_anew(attempt, "new_key", mend_key(course, "question-0"), "question-0")
    told = text(client, attempt)
    assert "Not passed this time." in told
    assert "stays" not in told
    assert "Go on with the course" in told


def test_a_look_that_a_regrade_asks_for_leaves_the_pass(
    client: Client, units: SimpleNamespace, trainer: User
) -> None:
    course = duty_course(units.north).course
    answers = {f"question-{number}": RIGHT for number in range(4)}
    attempt = handed_in(course, units.north_team, answers)
    mend_key(course, "question-0")
    mended = mend_key(course, "question-1")
    asked = ["question-0", "question-1"]
    settle(attempt=attempt, policy=Policy.NEW_KEY, by=None, at=NOW, release=mended, questions=asked)
    told = text(client, attempt)
    assert "A person looks at this result" in told
    assert "the course stays passed, and your certificate stays." in told
    decide_fail(
        confirmation=FailConfirmation.objects.get(attempt=attempt),
        decided="confirmed",
        reason="Not shown.",
        by=trainer,
        at=NOW,
    )
    told = text(client, attempt)
    assert "You have passed, and that stays. By the new marking" in told
    assert "Not shown." in told


def test_a_rule_is_named_with_its_title_wherever_the_result_names_it(
    client: Client, units: SimpleNamespace, queries: Counted
) -> None:
    attempt = missing_the_duty(duty_course(units.north).course, units.north_team)
    # To look at again, beside both questions, and as what other marks do not make up for.
    assert text(client, attempt).count("FEE-1.1 No false fees") == 4
    assert queries(lambda: client.get(url("attempt_result", attempt.public_id))) == 6


def test_the_result_with_all_that_can_be_in_it_takes_eight_queries(
    client: Client, units: SimpleNamespace, queries: Counted
) -> None:
    """Certainty checked on the way, a text that a person marked, a contest, and four gradings."""
    course = essay_course(units.north, preset="practice", certainty=True).course
    attempt = begun(course, units.north_team)
    person = attempt.enrolment.user
    for number, option in enumerate((WRONG, RIGHT), start=1):
        save_answers(
            public_id=attempt.public_id,
            by=person,
            tab=uuid.UUID(int=9),
            saves=[Save.of(number, "question-0", option, certainty=3)],
            at=NOW,
            is_check=True,
        )
    answer(attempt, "essay", {"text": "My reasons."})
    hand_in(public_id=attempt.public_id, by=person, at=NOW)
    marker = marker_of(course)
    levels = {"rule": "full", "reason": "partly"}
    turn = claim_next(course=course, by=marker, at=NOW)
    mark_turn(turn=turn, levels=levels, comment="Well said.", by=marker, at=NOW)
    open_contest(
        public_id=attempt.public_id, question_uid="question-0", reason="No.", by=person, at=NOW
    )
    for mended in (mend_key(course, "question-0"), mend_key(course, "question-0", correct="right")):
        graded_anew(attempt, "new_key", mended, "question-0")
    told = text(client, attempt)
    for words in ("Well said.", "No lead sees it", "graded anew", "You were sure", "sure of"):
        assert words.lower() in told.lower(), words
    assert queries(lambda: client.get(url("attempt_result", attempt.public_id))) == 8


def test_what_cannot_be_offset_is_named_in_words_before_and_after(
    client: Client, units: SimpleNamespace, trainer: User
) -> None:
    course = duty_course(units.north).course
    attempt = missing_the_duty(course, units.north_team)
    client.force_login(attempt.enrolment.user)
    door = client.get(url("lesson_detail", course.slug, "quiz")).content.decode()
    assert "do not make up for them: FEE-1.1 No false fees. A person looks" in door
    assert "Other marks do not make up for these" in text(client, attempt)
    decide_fail(
        confirmation=FailConfirmation.objects.get(attempt=attempt),
        decided="let_pass",
        reason="It was shown.",
        by=trainer,
        at=NOW,
    )
    told = text(client, attempt)
    assert "a person let it pass: FEE-1.1 No false fees" in told
    assert "Other marks do not make up for these" not in told


def test_a_duty_that_is_no_clause_is_named_in_words() -> None:
    lines = clause_lines(["report", "preserve"], "en").values()
    assert [(line.code, line.href) for line in lines] == [
        ("Duty to report", ""),
        ("Duty to preserve", ""),
    ]

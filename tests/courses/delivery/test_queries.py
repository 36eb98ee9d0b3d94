"""How many queries each learner's page makes with one of a thing and with many: a literal each.

The process has the releases in its cache, as it does from the first reader on; what is counted is
everything else, sign-in and session included. No page may come to more than eight, no save to more
than six.
"""

import json
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt
from courses.assessment.services import hand_in, start_attempt
from courses.certification.models import Certificate
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from courses.releases.selectors import manifest
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import Counted, url
from tests.courses.delivery.courses import finish, long_course, small_release, take
from tests.factories.catalogue import make_release
from tests.factories.content import (
    ClauseFactory,
    ClauseVersionFactory,
    EditionFactory,
    PolicyFactory,
    TermFactory,
)

MOST = 8
MOST_OF_A_SAVE = 6


@pytest.fixture
def warm(page: Client, queries: Counted) -> Callable[[str], int]:
    """Return what an address costs once the process has read the releases."""

    def cost(address: str) -> int:
        assert page.get(address).status_code == 200
        made = queries(lambda: page.get(address))
        assert made <= MOST
        return made

    return cost


@pytest.mark.parametrize("count", [1, 10])
def test_home(count: int, learner: User, warm: Callable[[str], int]) -> None:
    for number in range(count):
        take(learner, small_release(number))
        finish(take(learner, small_release(number + 100)))
    assert warm(url("home")) == 8


@pytest.mark.parametrize("count", [1, 25])
def test_catalogue(count: int, learner: User, warm: Callable[[str], int]) -> None:
    for number in range(count):
        take(learner, small_release(number))
    assert [warm(url("course_list")), warm(url("course_list") + "?q=course&language=en")] == [8, 8]


@pytest.mark.parametrize("count", [1, 20])
def test_record(count: int, learner: User, warm: Callable[[str], int]) -> None:
    for number in range(count):
        finish(take(learner, small_release(number)))
    assert warm(url("record_detail")) == 7


@pytest.mark.parametrize("size", ["example", "long"])
def test_course_and_lesson(
    size: str, request: pytest.FixtureRequest, learner: User, warm: Callable[[str], int]
) -> None:
    release: Release = (
        request.getfixturevalue("published") if size == "example" else make_release(long_course())
    )
    slug = release.course.slug
    before = warm(url("course_detail", slug))
    enrolment = take(learner, release)
    first = manifest(release).slots[0].uid
    started = warm(url("course_detail", slug)), warm(url("lesson_detail", slug, first))
    finish(enrolment)
    passed = warm(url("course_detail", slug)), warm(url("lesson_detail", slug, first))
    assert (before, started, passed) == (7, (5, 5), (7, 5))


def test_a_case_and_the_doors_of_exercise_and_quiz(
    enrolment: Enrolment, complete_before: Callable[[str], None], warm: Callable[[str], int]
) -> None:
    complete_before("quiz")
    slug = enrolment.course.slug
    case = url("lesson_detail", slug, "the-case") + "?account=the-case-short"
    doors = [warm(url("lesson_detail", slug, slot)) for slot in ("decide", "quiz")]
    assert [warm(case), *doors] == [6, 6, 7]


@pytest.fixture
def quiz(enrolment: Enrolment, complete_before: Callable[[str], None]) -> Attempt:
    complete_before("quiz")
    return start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=NOW)


def test_an_attempt_from_its_first_question_to_its_result(
    quiz: Attempt, learner: User, warm: Callable[[str], int]
) -> None:
    open_pages = [
        warm(url("attempt_detail", quiz.public_id, 1)),
        warm(url("attempt_detail", quiz.public_id, 3)),
        warm(url("attempt_summary", quiz.public_id)),
    ]
    hand_in(public_id=quiz.public_id, by=learner, at=NOW)
    assert [*open_pages, warm(url("attempt_result", quiz.public_id))] == [5, 5, 5, 6]


def test_saving_an_answer(quiz: Attempt, page: Client, queries: Counted) -> None:
    number = quiz.question_uids.index("origin") + 1
    tab = str(uuid.UUID(int=1))

    def by_form(sequence: int) -> int:
        sent = {"tab": tab, "sequence": sequence, "go": "next", "answer.option": "goes"}
        where = url("attempt_answer", quiz.public_id, number)
        return queries(lambda: page.post(where, sent))

    def by_script(sequence: int) -> int:
        form = {"answer.option": ["stays"]}
        save = {"sequence": sequence, "question": "origin", "form": form}
        body = json.dumps({"tab": tab, "saves": [save]})
        where = url("attempt_steps", quiz.public_id)
        return queries(lambda: page.post(where, body, content_type="application/json"))

    page.get(url("attempt_detail", quiz.public_id, number))
    made = [by_form(1), by_form(2), by_script(3), by_script(4)]
    assert max(made) <= MOST_OF_A_SAVE
    assert made == [5, 5, 5, 5]


def test_a_certificate(learner: User, enrolment: Enrolment, warm: Callable[[str], int]) -> None:
    finish(enrolment)
    certificate = Certificate.objects.get(user=learner)
    assert warm(url("certificate_detail", certificate.public_id)) == 6


@pytest.mark.parametrize("count", [1, 12])
def test_policy_and_glossary(count: int, warm: Callable[[str], int]) -> None:
    for _number in range(count):
        policy = PolicyFactory(slug=f"policy-{_number}")
        clauses = [ClauseFactory(policy=policy, code=f"CL-{each}") for each in range(count)]
        EditionFactory(
            policy=policy, versions=[ClauseVersionFactory(clause=clause) for clause in clauses]
        )
        TermFactory(texts={"en": f"Term {_number}"})
    addresses = (
        url("policy_list"),
        url("policy_list") + "?q=Nobody",
        url("policy_detail", "policy-0"),
        url("clause_detail", "policy-0", "CL-0"),
        url("clause_detail", "policy-0", "CL-0") + "?version=1",
        url("glossary"),
    )
    assert [warm(address) for address in addresses] == [4, 4, 4, 4, 4, 5]

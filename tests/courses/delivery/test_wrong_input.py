"""Whatever is sent, the answer is a page or a refusal; never a failure, and nothing is stored."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.assessment.models import Attempt, Response, Step
from courses.assessment.services import start_attempt
from courses.enrolment.models import Enrolment
from courses.releases.models import Release
from tests.courses.conftest import NOW
from tests.courses.delivery.conftest import url

TAB = str(uuid.UUID(int=1))
SLUG = "example-course"
MEGABYTE = "x" * 1024 * 1024
ODD = ("\x00", "%00", "\ud7ff", "‮", "'\";--", "<script>", "😀", "x" * 5000, "-1", "0", "9" * 400)


@pytest.fixture
def quiz(enrolment: Enrolment, complete_before: Callable[[str], None]) -> Attempt:
    complete_before("quiz")
    return start_attempt(enrolment=enrolment, slot_uid="quiz", by=enrolment.user, at=NOW)


@pytest.fixture
def unharmed(quiz: Attempt, learner: User) -> Any:
    """Nothing was stored by what the test sent."""
    yield quiz
    quiz.refresh_from_db()
    assert (Step.objects.count(), Response.objects.count(), quiz.is_open) == (0, 0, True)


@pytest.mark.parametrize("odd", ODD)
def test_odd_searches_and_page_numbers_show_a_page(
    odd: str, page: Client, published: Release
) -> None:
    asked = {"q": odd, "page": odd, "area": odd, "language": odd}
    for name in ("course_list", "policy_list", "record_detail", "home", "glossary"):
        assert page.get(url(name), asked).status_code == 200, name


@pytest.mark.parametrize("odd", ODD)
def test_odd_accounts_checks_and_editions_are_answered(
    odd: str, page: Client, unharmed: Attempt
) -> None:
    asked = {"account": odd, "checked": odd, "version": odd}
    for address in (
        url("lesson_detail", SLUG, "the-case"),
        url("attempt_detail", unharmed.public_id, 1),
        url("clause_detail", "house", "FEE-1.1"),
    ):
        assert page.get(address, asked).status_code == 200, address
    assert page.get(url("policy_detail", "house"), {"edition": odd}).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/courses/no-such/",
        "/courses/%00/",
        "/courses/example-course/lesson/no-such/",
        "/courses/no-such/lesson/quiz/",
        f"/attempts/{uuid.UUID(int=7)}/1/",
        "/attempts/not-an-id/1/",
        f"/certificates/{uuid.UUID(int=7)}/",
        f"/certificates/{uuid.UUID(int=7)}/pdf/",
    ],
)
def test_what_there_is_not_is_not_found(address: str, page: Client, enrolment: Enrolment) -> None:
    assert page.get(address).status_code == 404


@pytest.mark.parametrize("slot", ["no-such", "origin", "how-it-works"])
def test_an_unknown_slot_is_not_started_or_completed(
    slot: str, page: Client, unharmed: Attempt
) -> None:
    expected = 302 if slot == "how-it-works" else 404
    assert page.post(url("attempt_start", SLUG, slot)).status_code == expected
    assert page.post(url("lesson_complete", SLUG, slot)).status_code == expected
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("number", [0, 4, 99, 2**31, 2**63, 10**400])
def test_a_number_that_is_not_on_the_paper_is_not_found(
    number: int, page: Client, unharmed: Attempt
) -> None:
    sent = {"tab": TAB, "sequence": 1, "answer.option": "goes"}
    assert page.get(url("attempt_detail", unharmed.public_id, number)).status_code == 404
    where = url("attempt_answer", unharmed.public_id, number)
    assert [page.get(where).status_code, page.post(where).status_code] == [404, 404]
    assert page.post(where, sent).status_code == 404


FORMS: list[tuple[dict[str, Any], int]] = [
    ({"answer.option": "goes"}, 302),
    ({"tab": "x", "sequence": 1}, 302),
    ({"tab": TAB, "sequence": 0}, 302),
    ({"tab": TAB, "sequence": "9" * 30}, 302),
    ({"tab": TAB, "sequence": 1, "answer.option": "no-such"}, 422),
    ({"tab": TAB, "sequence": 1, "answer.option": "goes\x00"}, 422),
    ({"tab": TAB, "sequence": 1, "answer.option": ["goes", "stays"]}, 422),
    ({"tab": TAB, "sequence": 1, "answer.option": MEGABYTE}, 422),
    ({"tab": TAB, "sequence": 1, "go": "x" * 81, "answer.option": "goes"}, 302),
    ({f"field-{n}": "x" for n in range(1500)}, 413),
]


@pytest.mark.parametrize("case", range(len(FORMS)))
def test_a_form_of_another_shape_stores_nothing(case: int, page: Client, unharmed: Attempt) -> None:
    sent, status = FORMS[case]
    number = unharmed.question_uids.index("origin") + 1
    answer = page.post(url("attempt_answer", unharmed.public_id, number), sent)
    assert answer.status_code == status
    if status == 302:
        assert answer["Location"] == url("attempt_detail", unharmed.public_id, number)


def save(**changed: Any) -> dict[str, Any]:
    return {"sequence": 1, "question": "origin", "form": {"answer.option": ["goes"]}} | changed


BODIES: list[tuple[Any, int]] = [
    (b"", 400),
    (b"\xff\xfe", 400),
    (b"[" * 5000, 400),
    ("null", 400),
    ("[]", 400),
    ('"text"', 400),
    ('{"tab": NaN}', 400),
    ({"tab": TAB}, 400),
    ({"tab": "x", "saves": [save()]}, 400),
    ({"tab": TAB, "saves": []}, 400),
    ({"tab": TAB, "saves": [save()] * 201}, 400),
    ({"tab": TAB, "saves": {}}, 400),
    ({"tab": TAB, "saves": ["x"]}, 400),
    ({"tab": TAB, "saves": [save(more=1)]}, 400),
    ({"tab": TAB, "saves": [save(sequence=0)]}, 400),
    ({"tab": TAB, "saves": [save(sequence=True)]}, 400),
    ({"tab": TAB, "saves": [save(sequence=1.5)]}, 400),
    ({"tab": TAB, "saves": [save(sequence=10**400)]}, 400),
    ({"tab": TAB, "saves": [save(question=1)]}, 400),
    ({"tab": TAB, "saves": [save(form=[])]}, 400),
    ({"tab": TAB, "saves": [save(form={"answer.option": "goes"})]}, 400),
    ({"tab": TAB, "saves": [save(form={"answer.option": [1]})]}, 400),
    ({"tab": TAB, "saves": [save(question="no-such")]}, 409),
    ({"tab": TAB, "saves": [save(question="\x00")]}, 409),
    ({"tab": TAB, "saves": [save(), save(form={"answer.option": ["no-such"]})]}, 422),
    ({"tab": TAB, "saves": [save(form={"answer.option": ["\ud800"]})]}, 422),
    (MEGABYTE, 413),
]


@pytest.mark.parametrize("case", range(len(BODIES)))
def test_steps_of_another_shape_store_nothing(case: int, page: Client, unharmed: Attempt) -> None:
    sent, status = BODIES[case]
    body = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    where = url("attempt_steps", unharmed.public_id)
    answer = page.post(where, body, content_type="application/json")
    assert answer.status_code == status
    assert set(answer.json()) <= {"error", "code"}

"""Public verification: two halves or nothing, few tries, no trace in a search engine."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.services.people import erase
from courses.certification import codes
from courses.certification.models import Certificate
from courses.delivery import limits
from courses.enrolment.models import Enrolment
from tests.courses.delivery.conftest import url
from tests.courses.delivery.courses import finish

GENUINE = "This certificate is genuine"
NOTHING = "Nothing to show"


@pytest.fixture
def certificate(enrolment: Enrolment) -> Certificate:
    User.objects.filter(pk=enrolment.user_id).update(verification_enabled=True)
    return Certificate.objects.select_related("user").get(enrolment=finish(enrolment))


def ask(client: Client, code: str, name: str, **extra: str) -> HttpResponse:
    return client.post(url("verify"), {"code": code, "name": name}, **extra)


def test_code_and_name_together_prove_it(client: Client, certificate: Certificate) -> None:
    shown = ask(client, codes.readable(certificate.code), certificate.user.display_name)
    html = shown.content.decode()
    assert GENUINE in html
    assert "EX-1" in html
    assert "An example course" not in html


@pytest.mark.parametrize("case", ["name", "code", "withdrawn leave", "erased"])
def test_everything_else_gets_one_answer(
    case: str, client: Client, certificate: Certificate, admin_person: User
) -> None:
    code, name = codes.readable(certificate.code), certificate.user.display_name
    if case == "name":
        name = "Somebody else"
    elif case == "code":
        code = codes.readable(codes.new_code())
    elif case == "withdrawn leave":
        User.objects.update(verification_enabled=False)
    else:
        erase(certificate.user, by=admin_person, at=timezone.now())
    html = ask(client, code, name).content.decode()
    assert NOTHING in html
    assert GENUINE not in html


@pytest.mark.parametrize(
    ("code", "name", "status"),
    [
        ("", "", 422),
        ("x" * 61, "Ana", 422),
        ("ABC", "x" * 121, 422),
        ("A\x00B", "Ana", 422),
        ("ABC", "A\x00na", 422),
        ("𝔸🙂", "Ana", 200),
        ("'; --", "' or 1=1", 200),
    ],
)
def test_wrong_input_is_answered(
    code: str, name: str, status: int, client: Client, db: None
) -> None:
    assert ask(client, code, name).status_code == status


@pytest.mark.parametrize("method", ["get", "post", "found"])
def test_no_answer_is_indexed_or_kept(
    method: str, client: Client, certificate: Certificate
) -> None:
    if method == "get":
        answer = client.get(url("verify"))
    else:
        code = codes.readable(certificate.code) if method == "found" else "ABC"
        answer = ask(client, code, certificate.user.display_name)
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]


def test_a_code_may_be_tried_ten_times_from_anywhere(
    client: Client, certificate: Certificate
) -> None:
    code = codes.readable(certificate.code)
    answers = [
        ask(client, code, f"Guess {n}", REMOTE_ADDR=f"192.0.2.{n}").status_code
        for n in range(limits.TRIES_PER_CODE + 1)
    ]
    assert answers == [200] * limits.TRIES_PER_CODE + [429]
    written = [code.lower(), code.replace("-", ""), f" {code} "]
    told = [ask(client, one, certificate.user.display_name).status_code for one in written]
    assert told == [429] * 3


def test_an_address_may_try_only_so_many_codes(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TRIES_PER_ADDRESS", 3)
    answers = [ask(client, f"CODE{n}", "Ana", REMOTE_ADDR="192.0.2.1") for n in range(4)]
    elsewhere = ask(client, "CODE9", "Ana", REMOTE_ADDR="192.0.2.2")
    assert [one.status_code for one in (*answers, elsewhere)] == [200, 200, 200, 429, 200]
    assert answers[-1]["X-Robots-Tag"] == "noindex, nofollow"

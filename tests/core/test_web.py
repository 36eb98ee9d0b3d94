"""What every request passes through, on addresses of its own."""

import json
import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from core.web import render_invalid
from core.web.request_id import RequestIdFilter

FAULTS = {
    "400": SuspiciousOperation(),
    "403": PermissionDenied(),
    "500": ZeroDivisionError(),
    "503": OperationalError("database is locked"),
}


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    record = logging.LogRecord("x", logging.INFO, "", 0, "", (), None)
    RequestIdFilter().filter(record)
    return HttpResponse(record.request_id)


def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse("private")


@login_not_required
def fault(request: HttpRequest, name: str) -> HttpResponse:
    raise FAULTS[name]


@login_not_required
@csrf_exempt
def reads(request: HttpRequest) -> HttpResponse:
    return HttpResponse(json.dumps(sorted(request.POST)))


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    return render_invalid(request, "400.html")


urlpatterns = [
    path("public", public),
    path("private", private),
    path("fault/<name>", fault),
    path("reads", reads),
    path("form", form),
    path("", include("config.urls")),
]
for _number in ("400", "403", "404", "500"):
    _names = {"400": "bad_request", "403": "permission_denied", "404": "page_not_found"}
    globals()[f"handler{_number}"] = f"core.web.errors.{_names.get(_number, 'server_error')}"

pytestmark = [pytest.mark.urls(__name__)]


@pytest.fixture
def quiet() -> Client:
    return Client(raise_request_exception=False)


def test_who_is_not_signed_in_is_sent_to_the_door_and_back(client: Client) -> None:
    answer = client.get("/private?page=2")
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": ["/private?page=2"]}


@pytest.mark.parametrize(
    ("page", "back_to"),
    [
        ("http://testserver/course/7?tab=a", "/course/7?tab=a"),
        ("https://elsewhere.example/x", "/"),
        ("http://testserver", "/"),
        ("http://[broken", "/"),
        ("", "/"),
    ],
)
def test_from_a_fragment_the_whole_page_goes_to_the_door(
    page: str, back_to: str, client: Client
) -> None:
    headers = {"HX-Request": "true", **({"HX-Current-URL": page} if page else {})}
    answer = client.post("/private", headers=headers)
    assert (answer.status_code, answer.content) == (204, b"")
    assert parse_qs(urlsplit(answer["HX-Redirect"]).query) == {"next": [back_to]}


@pytest.mark.parametrize(
    ("page", "back_to"),
    [
        ("http://testserver/course/7?tab=a", "/course/7?tab=a"),
        ("https://elsewhere.example/x", "/"),
        ("", "/"),
    ],
)
def test_after_a_form_the_way_back_leads_to_its_page(
    page: str, back_to: str, client: Client
) -> None:
    answer = client.post("/private", headers={"Referer": page} if page else {})
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {"next": [back_to]}


def test_each_request_has_an_id_of_its_own_in_log_and_answer(client: Client) -> None:
    first, second = client.get("/public"), client.get("/public")
    assert first["X-Request-ID"] == first.content.decode()
    assert first["X-Request-ID"] != second["X-Request-ID"]


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("0123456789abcdef", True), ("short", False), ("x" * 65, False), ("evil value\t!!", False)],
)
def test_an_id_of_a_proxy_is_taken_over_if_it_looks_like_one(
    given: str, is_taken: bool, client: Client
) -> None:
    answer = client.get("/public", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given) is is_taken


def test_outside_of_a_request_the_log_says_so() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "", (), None)
    assert RequestIdFilter().filter(record)
    assert record.request_id == "-"


@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_every_fault_has_a_page_in_our_look(status: int, quiet: Client) -> None:
    answer = quiet.get(f"/fault/{status}")
    assert answer.status_code == status
    assert b"core/casebook" in answer.content
    assert answer["Content-Security-Policy"]


def test_a_database_that_is_gone_says_when_to_come_back(quiet: Client) -> None:
    assert quiet.get("/fault/503")["Retry-After"] == "5"


@pytest.mark.django_db
def test_a_page_that_is_not_there(client: Client) -> None:
    answer = client.get("/no/such/page")
    assert answer.status_code == 404
    assert b"core/casebook" in answer.content


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
def test_too_much_is_413(client: Client) -> None:
    kind = "application/x-www-form-urlencoded"
    assert client.post("/reads", "a=" + "x" * 98, kind).content == b'["a"]'
    too_much = client.post("/reads", "a=" + "x" * 99, kind)
    assert too_much.status_code == 413
    assert b"core/casebook" in too_much.content


def test_a_form_without_its_token_is_explained() -> None:
    answer = Client(enforce_csrf_checks=True).post("/form")
    assert answer.status_code == 403
    assert b"core/casebook" in answer.content


def test_a_template_that_fails_leaves_a_plain_page(quiet: Client) -> None:
    broken = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": []}]
    with override_settings(TEMPLATES=broken):
        answer = quiet.get("/fault/500")
    assert answer.status_code == 500
    assert answer.content == b"<!doctype html><title>500</title><h1>Something went wrong</h1>"


def test_a_form_with_faults_is_422(client: Client) -> None:
    answer = client.get("/form")
    assert answer.status_code == 422


def test_nothing_inline_is_allowed(client: Client) -> None:
    policy = client.get("/public")["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy

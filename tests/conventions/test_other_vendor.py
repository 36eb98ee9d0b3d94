"""A lead of one vendor gets 404 for anything of another, on every route that names a thing.

The rows stand in files named other_vendor.py, one a room (see the one beside this); a route with
arguments that is in neither table fails, so that no new page is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.conventions.other_vendor import ROWS, Row

pytestmark = pytest.mark.django_db

TESTS = Path(__file__).resolve().parent.parent
for _file in sorted(TESTS.rglob("other_vendor.py")):
    import_module(".".join(("tests", *_file.relative_to(TESTS).with_suffix("").parts)))

PASSWORD = "a-sentence-for-tests"
# Routes with arguments that name nothing of a vendor, and why.
NOT_OF_A_VENDOR = {
    "accounts:join": "whoever holds the code",
    "accounts:link": "whoever holds the code",
    "accounts:support_link_edit": "403 for everybody but the organisation's administrators",
    "accounts:support_link_delete": "403 for everybody but the organisation's administrators",
    "courses:workshop:library_new": "names a kind; 403 for who writes nothing",
    "courses:delivery:case_detail": "the sheet of a case is for everybody who is signed in",
    "account_confirm_email": "whoever holds the key",
    "account_reset_password_from_key": "whoever holds the key",
    "mfa_edit_webauthn": "one's own, by allauth",
    "mfa_remove_webauthn": "one's own, by allauth",
}
# Prefixes of routes that are not ours: open to nobody whose reach is a vendor.
FOREIGN = ("admin:", "djdt:")
# Rooms whose pages are still being written say so here and take the line out when they are.
UNDER_WAY = ("style_guide",)


def routes(
    patterns: list[URLPattern | URLResolver] | None = None, prefix: str = "", has_args: bool = False
) -> Iterator[tuple[str, bool]]:
    """Every named route, and whether its address has arguments."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        takes = has_args or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes(pattern.url_patterns, namespace, takes)
        elif pattern.name:
            yield f"{prefix}{pattern.name}", takes


@pytest.fixture
def stranger(outsider: User) -> Client:
    """The lead of South, signed in through the form so that nothing asks for a proof first."""
    outsider.set_password(PASSWORD)
    outsider.save()
    client = Client()
    client.post("/account/login/", {"login": outsider.email, "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


MAKES = {row.make: row for row in ROWS.values()}  # what is made serves all of its routes


@pytest.mark.parametrize("row", MAKES.values(), ids=[make.__name__ for make in MAKES])
def test_a_lead_of_another_vendor_finds_nothing(
    row: Row, stranger: Client, request: pytest.FixtureRequest
) -> None:
    """Every method answers 404, or that there is no such method; one of them answers 404."""
    kwargs = row.make(**{name: request.getfixturevalue(name) for name in row.fixtures})
    routes = sorted(route for route in ROWS if ROWS[route].make is row.make)
    answers = {}
    for route in routes:
        where = reverse(route, kwargs=kwargs)
        answers[route] = {ask(where).status_code for ask in (stranger.get, stranger.post)}
    told = {route: codes for route, codes in answers.items() if codes not in ({404}, {404, 405})}
    assert told == {}


def test_every_route_that_names_a_thing_is_in_the_table() -> None:
    named = {name for name, has_args in routes() if has_args}
    missing = {
        name
        for name in named - set(ROWS) - set(NOT_OF_A_VENDOR)
        if not name.startswith(FOREIGN + UNDER_WAY)
    }
    assert missing == set()


def test_no_row_is_stale() -> None:
    known = {name for name, _has_args in routes()}
    assert {name for name in ROWS if name not in known} == set()
    ours = {name for name in NOT_OF_A_VENDOR if name not in known}
    assert ours == set()

"""Whose address a limit counts: the client's, behind a proxy too, and never a made-up one."""

import pytest
from django.test import RequestFactory

from core.web.client import client_address


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "address"),
    [
        ([], "192.0.2.7", "", "192.0.2.7"),
        ([], "192.0.2.7", "198.51.100.1", "192.0.2.7"),
        (["192.0.2.7"], "192.0.2.7", "198.51.100.1", "198.51.100.1"),
        (["192.0.2.7"], "192.0.2.7", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (["192.0.2.7", "192.0.2.8"], "192.0.2.7", "198.51.100.1,192.0.2.8", "198.51.100.1"),
        (["192.0.2.7"], "192.0.2.7", "", "192.0.2.7"),
        (["192.0.2.7"], "192.0.2.7", " , ", "192.0.2.7"),
        (["192.0.2.7"], "203.0.113.5", "198.51.100.1", "203.0.113.5"),
        (["192.0.2.7"], "", "198.51.100.1", ""),
    ],
)
def test_client_address_believes_what_our_own_proxies_added(
    settings, trusted: list[str], remote: str, forwarded: str, address: str
):
    settings.TRUSTED_PROXIES = trusted
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address

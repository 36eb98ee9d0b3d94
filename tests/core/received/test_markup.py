"""XML is looked over within bounds and without entities."""

import pytest

from core.received import NotReceivable
from core.received.markup import look_over


class Told:
    def __init__(self) -> None:
        self.found: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found.append(f"<{name} {attributes}>")

    def text(self, words: str) -> None:
        self.found.append(words)


def test_names_come_without_their_namespace() -> None:
    told = Told()
    data = b'<a:x xmlns:a="urn:a" a:k="v" l="w">one &amp; two<b/></a:x>'
    look_over(data, told, name="x", most=10)
    assert told.found == ["<x {'k': 'v', 'l': 'w'}>", "one & two", "<b {}>"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>', "doctype"),
        (b'<!DOCTYPE a [<!ENTITY e SYSTEM "http://example.org/">]><a>&e;</a>', "doctype"),
        (b"<a>&undeclared;</a>", "broken"),
        (b"<a>" * 101, "broken"),
        (b"<a>" + b"<b/>" * 400 + b"</a>", "large"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "broken"),
        (b"", "broken"),
    ],
)
def test_what_is_not_read(data: bytes, code: str) -> None:
    with pytest.raises(NotReceivable) as refused:
        look_over(data, Told(), name="x", most=400)
    assert refused.value.code == code

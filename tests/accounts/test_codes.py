"""Codes of invitations and links."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import codes

ONE = UUID("00000000-0000-4000-8000-000000000001")


def test_a_code_is_always_the_same_for_a_row_and_never_for_two():
    code = codes.code_for("link", ONE)
    assert code == codes.code_for("link", ONE)
    assert len(code) == codes.LENGTH
    others = {
        codes.code_for("invitation", ONE),
        *(codes.code_for("link", uuid4()) for _ in range(50)),
    }
    assert code not in others
    assert len(others) == 51


def test_another_secret_key_makes_another_code(settings):
    before = codes.code_for("link", ONE)
    settings.SECRET_KEY = "another" * 10
    assert codes.code_for("link", ONE) != before


def test_however_a_code_is_typed_it_has_one_hash():
    code = codes.code_for("link", ONE)
    typed = [code.lower(), codes.grouped(code), f"  {codes.grouped(code).lower()}\n"]
    assert {codes.hash_of(value) for value in typed} == {codes.hash_of(code)}


def test_digits_that_look_like_letters_are_forgiven():
    assert codes.normal("0O1I8B9G") == "OOIIBBGG"


@pytest.mark.parametrize("typed", ["", "   ", "-----"])
def test_nothing_has_the_hash_of_no_code(typed):
    assert codes.hash_of(typed) != codes.hash_of(codes.code_for("link", ONE))


@given(st.text(max_size=200))
def test_anything_typed_is_read_in_bounded_length(typed):
    assert len(codes.normal(typed)) <= codes.LENGTH + 1
    assert len(codes.hash_of(typed)) == 64

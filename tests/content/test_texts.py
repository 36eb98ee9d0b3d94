from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.texts import first_day, is_partial_date, pick, text_digest


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026", date(2026, 1, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026-03-09", date(2026, 3, 9)),
        ("2026-13", None),
        ("2026-02-30", None),
        ("0000", None),
        ("26", None),
        ("2026-3", None),
        ("2026-03-09 ", None),
        ("", None),
    ],
)
def test_the_first_day_that_a_partial_date_can_mean(value: str, day: date | None) -> None:
    assert first_day(value) == day
    assert is_partial_date(value) is (day is not None)


@given(st.text(max_size=12))
def test_any_text_is_a_partial_date_or_not(value: str) -> None:
    assert is_partial_date(value) in {True, False}


@pytest.mark.parametrize(
    ("texts", "language", "found"),
    [
        ({"en": "a", "es": "b"}, "es", "b"),
        ({"en": "a", "es": ""}, "es", "a"),
        ({"en": "a"}, "es", "a"),
        ({"fr": "c", "de": "d"}, "es", "d"),
        ({}, "es", ""),
    ],
)
def test_the_language_then_the_source_then_any(
    texts: dict[str, str], language: str, found: str
) -> None:
    assert pick(texts, language, ("en",)) == found


def test_a_digest_tells_where_one_text_ends() -> None:
    assert text_digest("ab", "c") != text_digest("a", "bc")

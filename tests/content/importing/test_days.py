"""A date in words, as partial as it is known."""

import pytest

from content.importing.days import day_in_words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2025", "2025"),
        ("2024-11", "November 2024"),
        ("2025-02-26", "26 February 2025"),
        ("--10-14", "14 October"),
        ("2025-03-10/2025-03-23", "10 to 23 March 2025"),
        ("2025-03-10/2025-04-02", "10 March to 2 April 2025"),
        ("2024-12-30/2025-01-02", "30 December 2024 to 2 January 2025"),
        ("2025-03/2025-05", "March to May 2025"),
        ("2021/2023", "2021 to 2023"),
        ("2021/2024-04", "2021 to April 2024"),
        ("--03-10/--03-23", "10 to 23 March"),
    ],
)
def test_a_day_is_said_as_far_as_it_is_known(iso: str, words: str) -> None:
    assert day_in_words(iso) == words

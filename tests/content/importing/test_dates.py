import pytest

from content.importing.dates import Context, dates_in, order_of

PUBLISHED = Context(published="2025-10-14")  # a Tuesday


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 26 February 2025", "2025-02-26"),
        ("on February 26, 2025, raids", "2025-02-26"),
        ("the 26th of February 2025", "2025-02-26"),
        ("Sept. 5, 2024", "2024-09-05"),
        ("18/09/2024", "2024-09-18"),
        ("09/18/2024", "2024-09-18"),
        ("14.04.2024", "2024-04-14"),
        ("2024-11-05", "2024-11-05"),
        ("in November 2024", "2024-11"),
        ("in 2021,", "2021"),
        ("mid-2026", "2026"),
        ("between April 2022 and March 2025", "2022-04/2025-03"),
        ("from 2021 until April 2024", "2021/2024-04"),
        ("10-23 March 2025", "2025-03-10/2025-03-23"),
        ("March 10 through 23, 2025", "2025-03-10/2025-03-23"),
        ("from 28 March to 2 April 2025", "2025-03-28/2025-04-02"),
        ("from Dec 30, 2024 to Jan 2, 2025", "2024-12-30/2025-01-02"),
        ("between Sunday 14 April and Wednesday 17 April 2024", "2024-04-14/2024-04-17"),
        ("the 3rd day of December 2025", "2025-12-03"),
        ("in 2023/24 the", "2023/2024"),
        ("the budget for 2024 and more", "2024"),
        ("between Q2 and Q4 2023", "2023-04/2023-12"),
        ("in Q3 2024", "2024-07/2024-09"),
        ("the third quarter of 2023", "2023-07/2023-09"),
        ("H1 2025", "2025-01/2025-06"),
        ("in the first half of 2025", "2025-01/2025-06"),
        ("on 3 April 2026 (a Friday)", "2026-04-03"),
        ("el 11 de marzo de 2025", "2025-03-11"),
        ("am 2. April 2025", "2025-04-02"),
        ("le 1er mars 2025", "2025-03-01"),
    ],
)
def test_a_written_date_is_read_as_partial_as_it_is(text: str, iso: str) -> None:
    (found,) = dates_in(text, Context())

    assert (found.iso, found.basis) == (iso, "written")


@pytest.mark.parametrize(
    ("text", "iso", "basis"),
    [
        ("on Oct. 14", "2025-10-14", "context"),
        ("on 26 February", "2025-02-26", "context"),
        ("10-23 March", "2025-03-10/2025-03-23", "context"),
        ("on 20 December", "2024-12-20", "context"),
        ("on November 12 last year", "2024-11-12", "context"),
        ("in August", "2025-08", "context"),
        ("opened between April and June", "2025-04/2025-06", "context"),
        ("when he is sentenced on January 14", "2026-01-14", "context"),
        ("a campaign ahead of January's election", "2026-01", "context"),
        ("in July of last year", "2024-07", "context"),
        ("took a position on 2 July that would bring it back", "2025-07-02", "context"),
        ("on Monday", "2025-10-13", "published"),
        ("on Tuesday", "2025-10-14", "published"),
        ("next Tuesday", "2025-10-21", "published"),
        ("yesterday", "2025-10-13", "published"),
    ],
)
def test_what_is_not_written_comes_from_the_day_of_publishing(
    text: str, iso: str, basis: str
) -> None:
    (found,) = dates_in(text, PUBLISHED)

    assert (found.iso, found.basis) == (iso, basis)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("wrote on 7 and 21 May 2025", ["2025-05-07", "2025-05-21"]),
        ("on 2, 5 and 9 May 2025", ["2025-05-02", "2025-05-05", "2025-05-09"]),
        ("on May 7 and 21, 2025", ["2025-05-07", "2025-05-21"]),
        ("on May 7 and 21 people", ["2025-05-07"]),
        ("on 7 May and 3 June 2025", ["2025-05-07", "2025-06-03"]),
        ("by 26 May or 4 June", ["2025-05-26", "2025-06-04"]),
    ],
)
def test_days_that_are_listed_are_days_of_their_own(text: str, days: list[str]) -> None:
    assert [one.iso for one in dates_in(text, PUBLISHED)] == days


def test_a_day_to_come_is_of_the_next_year() -> None:
    text = "A trial is due to begin on 6 January."

    assert [one.iso for one in dates_in(text, PUBLISHED)] == ["2026-01-06"]


def test_without_a_year_and_without_a_day_of_publishing_nothing_is_made_up() -> None:
    assert [one.iso for one in dates_in("on Oct. 14", Context())] == ["--10-14"]
    assert dates_in("on Tuesday, in August", Context()) == []


def test_other_dates_say_in_which_order_numbers_stand() -> None:
    assert order_of("12/31/2024 and 01/02/2025") == "mdy"
    assert order_of("31/12/2024 and 01/02/2025") == "dmy"
    assert [one.iso for one in dates_in("01/02/2025", Context(order="mdy"))] == ["2025-01-02"]
    (unsure,) = dates_in("01/02/2025", Context())
    assert unsure.is_ambiguous


@pytest.mark.parametrize(
    "text",
    [
        "they may 12 times",
        "Alex (DOB: 03/02/1994) pleaded",
        "the man, born in 1987,",
        "the recast of 2011/93/EU",
        "99/99/2025",
        "2024-25",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates_in(text, Context()) == []

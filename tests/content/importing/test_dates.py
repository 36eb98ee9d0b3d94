import pytest

from content.importing.dates import Context, dates_in, order_of, within

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
        ("Sunday 14 April and Wednesday 17 April 2024", "2024-04-14/2024-04-17"),
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


def test_a_day_to_come_is_of_the_next_year() -> None:
    text = "A trial is due to begin on 6 January."

    assert [one.iso for one in dates_in(text, within(PUBLISHED, text))] == ["2026-01-06"]


def test_without_a_year_and_without_a_day_of_publishing_nothing_is_made_up() -> None:
    assert [one.iso for one in dates_in("on Oct. 14", Context())] == ["--10-14"]
    assert dates_in("on Tuesday, in August", Context()) == []


def test_other_dates_say_in_which_order_numbers_stand() -> None:
    assert order_of("12/31/2024 and 01/02/2025") == "mdy"
    assert order_of("31/12/2024 and 01/02/2025") == "dmy"
    assert [one.iso for one in dates_in("01/02/2025", Context(order="mdy"))] == ["2025-01-02"]
    (unsure,) = dates_in("01/02/2025", Context())
    assert unsure.is_ambiguous


@pytest.mark.parametrize("text", ["they may 12 times", "99/99/2025", "2024-25"])
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert dates_in(text, Context()) == []

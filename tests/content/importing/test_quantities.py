import pytest

from content.importing.quantities import figures_in
from content.importing.units import counted_at


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,400 suspects", "1400", ""),
        ("1.400 Verdächtige", "1400", ""),
        ("72 000 videos", "72000", ""),
        ("72\u202f000 vidéos", "72000", ""),
        ("1'234'567 rows", "1234567", ""),
        ("1.8 million users", "1800000", ""),
        ("1,8 Millionen Nutzer", "1800000", ""),
        ("1.375 billion rows", "1375000000", ""),
        ("$15bn", "15000000000", "USD"),
        ("US$5.8 billion", "5800000000", "USD"),
        ("£100m", "100000000", "GBP"),
        ("£1,234.56", "1234.56", "GBP"),
        ("€ 3,5 Mio", "3500000", "EUR"),
        ("EUR 1.8 million", "1800000", "EUR"),
        ("15,000 euros", "15000", "EUR"),
        ("nineteen countries", "19", ""),
        ("twenty-five people", "25", ""),
        ("two hundred and five cases", "205", ""),
        ("three thousand two hundred devices", "3200", ""),
        ("two dozen", "24", ""),
        ("a dozen letters", "12", ""),
        ("half a million", "500000", ""),
        ("one and a half million", "1500000", ""),
        ("eight-and-a-half years", "8.5", ""),
        ("12½ years", "12.5", ""),
        ("12.5 per cent", "12.5", "percent"),
        ("35%", "35", "percent"),
        ("500k accounts", "500000", ""),
        ("two (2) counts", "2", ""),
        ("Rs 5 crore", "50000000", "INR"),
        ("a three-year inquiry", "3", ""),
        ("three years and six months", "42", ""),
    ],
)
def test_a_number_is_read_as_it_is_meant(text: str, value: str, unit: str) -> None:
    (found,) = figures_in(text)

    assert (f"{found.value.normalize():f}", found.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("20 to 30 people", 20, 30),
        ("between 20 and 30 people", 20, 30),
        ("20–30 people", 20, 30),
        ("15-to-20 years", 15, 20),
        ("2-3 million users", 2_000_000, 3_000_000),
        ("$14 to $15 billion", 14_000_000_000, 15_000_000_000),
    ],
)
def test_a_range_has_two_ends(text: str, low: int, high: int) -> None:
    (found,) = figures_in(text)

    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize("text", ["24/7", "COVID-19", "version 2.1.3", "a case", "10:30", "2258A"])
def test_what_is_no_count_is_left_alone(text: str) -> None:
    assert figures_in(text) == []


def test_what_rose_from_one_to_another_is_two_figures() -> None:
    assert [one.value for one in figures_in("Reports rose from 508 to 1,093.")] == [508, 1093]


@pytest.mark.parametrize(
    ("text", "key", "unit"),
    [
        ("have arrested 25 individuals involved in it", "arrests", "individuals"),
        ("Some 79 have been arrested.", "arrests", ""),
        ("273 additional suspects, with more to come", "suspects", "additional suspects"),
        ("searched 70 addresses and left", "searches", "addresses"),
        ("more than 3,000 electronic devices were seized", "devices-seized", "electronic devices"),
        ("removed around 63,000 accounts in a day", "accounts-removed", "accounts"),
        ("agencies from 19 countries have acted", "countries", "countries"),
        ("and 480,000 card numbers.", "card-numbers", "card numbers"),
        ("the man, aged 23, pleaded", "age", "years old"),
        ("a 23-year-old man", "age", "years old"),
        ("She, who was 41 at the time, left", "age", "years old"),
        ("a minimum age of 15 for networks", "age", "years old"),
        ("aged from 19 to 44, in 2025", "age", "years old"),
        ("an 18-month inquiry", "months", "months"),
        ("officers made 97 such visits to them", "visits", "visits"),
        ("the two earlier activations were short", "activations", "activations"),
        ("had 20 working days to answer", "days", "days"),
        ("removal requests from 31 countries", "countries", "countries"),
    ],
)
def test_what_is_counted_gives_the_key(text: str, key: str, unit: str) -> None:
    figure = figures_in(text)[0]
    counted = counted_at(text, figure.start, figure.end)

    assert (counted.key, counted.unit) == (key, unit)

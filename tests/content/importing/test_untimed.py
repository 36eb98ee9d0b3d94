"""An event is told without the words for when it was."""

import pytest

from content.importing.reading import read_report
from content.importing.untimed import untimed


@pytest.mark.parametrize(
    ("sentence", "day", "told"),
    [
        ("On 26 February 2025, police searched 33 homes.", "26 February 2025",
         "Police searched 33 homes."),
        ("Raids took place in six cities on 26 February 2025.", "26 February 2025",
         "Raids took place in six cities."),
        ("The main suspect was arrested in November 2024; more will follow.", "November 2024",
         "The main suspect was arrested; more will follow."),
        ("The police, on Tuesday, February 4, 2025, acted in ten towns.", "February 4, 2025",
         "The police acted in ten towns."),
        ("The 26 February 2025 raids led to 25 arrests.", "26 February 2025",
         "The raids led to 25 arrests."),
        ("A letter dated 18/09/2024 told the court so.", "18/09/2024",
         "A letter told the court so."),
        # No sentence would be left, or another one.
        ("The service ran until 5 May 2024 without a break.", "5 May 2024",
         "The service ran until 5 May 2024 without a break."),
        ("It began on 5 May 2024.", "5 May 2024", "It began on 5 May 2024."),
    ],
)  # fmt: skip
def test_the_day_and_what_leads_to_it_are_left_out(sentence: str, day: str, told: str) -> None:
    start = sentence.index(day)

    assert untimed(sentence, start, start + len(day)) == told


def test_the_order_of_events_cannot_be_read_off_the_items() -> None:
    text = (
        "Raids took place in six cities on 26 February 2025. "
        "In November 2024, the main suspect was arrested in Denmark."
    )

    order = next(one for one in read_report(text).questions if one.kind == "order")

    events = order.data["events"]
    assert isinstance(events, list)
    assert [one["told"] for one in events] == [
        "The main suspect was arrested in Denmark.",
        "Raids took place in six cities.",
    ]

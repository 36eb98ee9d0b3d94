"""What one or two sentences claim."""

import pytest

from content.importing.reading import read_report


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("They assessed 48,316 reports. Of these, 31,002 (64%) were confirmed.",
         ["48316 reports", "31002 reports", "64 percent"]),
        ("She wrote to 14 persons. Seven of them had paid.", ["14 persons", "7 persons"]),
        ("[4] The appeal against conviction is dismissed.", []),
        ("2.3 Reports rose to 1,400 in all.", ["1400 reports"]),
        ("Nine out of ten items were removed within 72 hours.", ["72 hours"]),
        ("Around 4 in 10 teenagers reported an incident.", []),
        ("Two men aged 19 and 27 were held.", ["2 men", "19 years old", "27 years old"]),
        ("The average age of victims fell from 15 to 13.", ["15 years old", "13 years old"]),
        ("They voted 311 to 228, with 92 abstentions.",
         ["311 votes", "228 votes", "92 abstentions"]),
        ("It is 20 years on count one and five years on count two.", ["20 years", "5 years"]),
        ("It had 26,718 reports, more than double the 10,731 of 2022.",
         ["26718 reports", "10731 reports"]),
        ("There were 18,898 reports. That compares with 11,625 a year before.",
         ["18898 reports", "11625 reports"]),
        ("Members that answered: 19 of 25 (76 %)", ["19 members", "25 members", "76 percent"]),
        ("It was run by twenty or so people.", ["20 people"]),
        ("It deleted nine tenths of the data within six weeks.", ["6 weeks"]),
        ("It answers 24 hours a day, seven days a week.", []),
        ("Suspects identified: 1,393", ["1393 suspects"]),
        ("Registered users, April 2022 – March 2025: 1.8 million", ["1800000 registered users"]),
        ("| State | Orders | Median |\n|:--|--:|--:|\n| Sampleland | 249 | 38 minutes |",
         ["249 orders", "38 minutes"]),
        ("| Measure | 2024 | 2025 |\n| Appeals | 120,300 | 131,040 |",
         ["120300 appeals", "131040 appeals"]),
        ("Victims were young; some were as young as nine.", ["9 years old"]),
        ("Two men, ages 21 and 20, were held.", ["2 men", "21 years old", "20 years old"]),
        ("Call 911 first.", []),
        ("One firm took down 1.5 million videos; 1.2 million of those never went online.",
         ["1500000 videos", "1200000 videos"]),
        ("User reports 812,000 945,500", ["812000 user reports", "945500 user reports"]),
        ("They wrote to 15 companies in May and to about a dozen more in June.",
         ["15 companies", "12 companies"]),
    ],
)  # fmt: skip
def test_what_is_counted_is_found_where_it_stands(text: str, figures: list[str]) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n").facts

    assert [f"{one.figure.value} {one.unit}" for one in found if one.figure] == figures


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("He faces up to five years in prison.", "sentence"),
        ("He was jailed for 30 months.", "sentence"),
        ("The inquiry took almost five years.", "years"),
        (
            "It sentenced the younger of the brothers whom it had heard in spring to four years.",
            "sentence",
        ),
        ("The posts were taken down from a dozen platforms.", "platforms"),
        ("It found more than 98.6% of it by itself.", "share"),
        ("It is up to 6% of global turnover.", "turnover-share"),
        ("Sixty per cent of our moderators work at night.", "moderators-share"),
        ("They may cost as much as $53,088 each.", "cost"),
    ],
)
def test_a_figure_is_named_after_what_it_is(text: str, key: str) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n").facts

    assert [one.key for one in found if one.figure] == [key]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sample Police, which led the operation, heard of it.", [("lead", "Sample Police")]),
        ("The Department of the Treasury supported the action.",
         [("support", "Department of the Treasury")]),
        ("It was carried out by the Guardia Civil in collaboration with the Swedish police.",
         [("lead", "Guardia Civil"), ("support", "Swedish police")]),
        ("With the support of the U.S. Secret Service, the National Police of Peru led the raids.",
         [("support", "U.S. Secret Service"), ("lead", "National Police of Peru")]),
        ("Sample County Police and the FBI assisted in the inquiry.",
         [("support", "Sample County Police"), ("support", "FBI")]),
        ("It was led by the Guardia Civil with support from Swedish police and from Europol.",
         [("lead", "Guardia Civil"), ("support", "Swedish police"), ("support", "Europol")]),
        ("It was a campaign of covert influence directed by the Russian government.", []),
    ],
)  # fmt: skip
def test_who_acted_is_named_whole(text: str, roles: list[tuple[str, str]]) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n").facts

    assert [(one.role, one.actor) for one in found if one.kind == "role"] == roles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Cambodia has handed the founder of Prince Group to China.", "Prince Group"),
        ("Specialist Prosecutor Kim Sample spoke for Eurojust at the court.", "Eurojust"),
        ("The hotline is a member of the INHOPE network in Europe.", "INHOPE"),
    ],
)
def test_an_organisation_is_named_without_what_stands_beside_it(text: str, name: str) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n")

    assert [one.name for one in found.organisations] == [name]


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("They allege that two sites ran it.", ("allege",)),
        ("Losses are put at £100m.", ("put at",)),
        ("We expect 12 complaints.", ("expect",)),
    ],
)
def test_what_holds_a_figure_back_is_told(text: str, hedges: tuple[str, ...]) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n").facts

    assert [one.hedges for one in found if one.figure] == [hedges]


def test_an_order_holds_each_sentence_once_and_nothing_to_come() -> None:
    text = (
        "He ran it from 2021 to May 2024, the court heard on 14 April 2025.\n\n"
        "He was arrested on 2 May 2024.\n\nA hearing will be held on 6 June 2025."
    )

    found = read_report(f"A report of a police force\n\n{text}\n")

    (order,) = [one for one in found.questions if one.kind == "order"]
    assert [one["on"] for one in order.data["events"]] == ["2021", "2024-05-02"]  # type: ignore[attr-defined]


def test_a_private_person_is_found_in_the_title_and_in_capitals_too() -> None:
    text = "KIM SAMPLE JAILED FOR FRAUD\n\nKim Sample, 31, was jailed. Kim Sample had pleaded.\n"

    (found,) = read_report(text).persons

    assert (found.quote, found.start, found.mentions, found.is_private) == (
        "KIM SAMPLE",
        0,
        3,
        True,
    )


def test_who_speaks_for_a_force_by_rank_is_named_and_not_private() -> None:
    text = "Det Supt Jo Sample, of the National Crime Agency, said: “We took 23 phones.”"

    found = read_report(f"A report of a police force\n\n{text}\n")

    assert [(one.name, one.is_private) for one in found.persons] == [("Jo Sample", False)]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Two men were charged with fraud in May 2024.", ("charged",)),
        ("They charged between £179 and £300 a month.", ()),
        ("She was prosecuted in May 2024.", ("charged",)),
        ("It was 12 May 2024, said the lawyer who prosecuted the case.", ()),
        ("He has no previous convictions since 2019.", ()),
    ],
)
def test_how_far_a_matter_has_gone_is_told_by_its_words(
    text: str, statuses: tuple[str, ...]
) -> None:
    found = read_report(f"A report of a police force\n\n{text}\n").facts

    assert {one.statuses for one in found} == {statuses}

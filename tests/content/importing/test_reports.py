"""What is found in reports: the first real one where it lies, and our own."""

from pathlib import Path

import pytest

from bench.importing import expected_of, found_in, reports, totals
from content.importing.reading import read_report
from content.importing.receiving import receive

ROOT = Path(__file__).resolve().parents[3]
REAL = next(
    (path for folder in (ROOT.parent, ROOT)
     if (path := folder / "shared/articles/operation-cumberland-news.txt").exists()),
    None,
)  # fmt: skip


def test_the_first_real_report_gives_what_it_claims() -> None:
    if REAL is None:
        pytest.skip("shared/ does not stand beside this checkout: our own report is used instead")
    received = receive(REAL.read_bytes(), "txt")

    found = read_report(received.text, blocks=received.blocks)

    assert received.text == REAL.read_text()
    assert found.title
    assert found.title.quote == (
        "Dozens Arrested in Global Hit Against AI-Generated Child Abuse Material"
    )
    assert [one.heading.quote for one in found.sections] == [
        "What Happened?", "Why It’s Important", "What Experts Say", "What’s Next",
    ]  # fmt: skip
    figures = {fact.key: int(fact.figure.value) for fact in found.facts if fact.figure}
    assert figures == {"countries": 19, "arrests": 25, "suspects": 273}
    dates = {fact.key: fact.date.iso for fact in found.facts if fact.date}
    assert dates == {"raid-date": "2025-02-26", "arrest-date": "2024-11"}
    assert [event.on for event in found.timeline] == ["2024-11", "2025-02-26"]
    assert [one.name for one in found.operations] == ["Operation Cumberland"]
    roles = [(fact.role, fact.actor) for fact in found.facts if fact.kind == "role"]
    assert roles == [("lead", "Danish authorities"), ("support", "Europol")]
    assert [one.name for one in found.countries] == ["Denmark"]
    assert [one.quote for one in found.furniture] == [
        "45", "LEAVE A REPLY", "Please enter your comment!", "Please enter your name here",
    ]  # fmt: skip


def test_our_own_report_of_the_same_facts_gives_them_too() -> None:
    _received, found = found_in(ROOT / "tests/content/importing/reports/cumberland.txt")

    figures = {fact.key: int(fact.figure.value) for fact in found.facts if fact.figure}
    wanted = {"countries": 19, "arrests": 25, "suspects": 273, "searches": 33}
    assert wanted.items() <= figures.items()
    assert len(found.sections) == 4


@pytest.mark.parametrize("path", reports(), ids=lambda path: path.name)
def test_furniture_is_in_nothing_that_was_found(path: Path) -> None:
    _received, found = found_in(path)

    headings = [one.heading.quote for one in found.sections]
    said = " ".join([*(fact.quote for fact in found.facts), *headings])
    assert [one for one in expected_of(path)["absent"] if str(one) in said] == []


def test_recall_and_precision_stay_where_they_are() -> None:
    scores, _seconds, _characters = totals()

    right = sum(score.right for score in scores.values())
    missed = sum(len(score.missed) for score in scores.values())
    extra = sum(len(score.extra) for score in scores.values())
    assert len(reports()) >= 12
    assert right / (right + missed) > 0.97
    assert right / (right + extra) > 0.97
